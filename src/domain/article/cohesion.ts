// How much of a line's vocabulary the running text around it shares: an article's own headings speak of what its
// paragraphs speak of; menus, buttons and other articles' headlines do not.
import { fold } from '../text/fold';

const pieces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]+|[\p{L}\p{N}]+/gu;
const ideographic = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const unspaced = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const stem = 6;
/** Letters that Vietnamese alone has; its words are mostly two syllables, written apart, and a syllable says little. */
const vietnamese = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽềểễếệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;

/** What of a text can be found again in another: stems of words, pairs of short words, runs of characters. */
function tokensOf(text: string): Set<string> {
  const tokens = new Set<string>();
  let before = '';
  const syllables = vietnamese.test(text);
  for (const [piece] of fold(text).matchAll(pieces)) {
    const size = ideographic.test(piece) ? 2 : unspaced.test(piece) ? 4 : 0;
    if (size > 0) {
      for (let at = 0; at + size <= piece.length; at += 1) tokens.add(piece.slice(at, at + size));
      before = '';
      continue;
    }
    const word = syllables ? piece.length >= 7 : piece.length >= 4;
    if (word || /\d/.test(piece)) tokens.add(piece.slice(0, stem));
    else if (before !== '') tokens.add(`${before} ${piece}`);
    before = syllables || piece.length < 5 ? piece : '';
  }
  return tokens;
}

/** Shares of a line's vocabulary, 0 to 1, that running text holds. */
export interface Cohesion {
  /** All of it but the line itself. */
  whole: number;
  /** The nearest line of it before. */
  before: number;
  /** The two nearest lines of it after. */
  after: number;
}

/** Measures each line against the lines of running text. Words that most paragraphs hold count little. */
export function measureCohesion(lines: readonly string[], prose: readonly boolean[]): Cohesion[] {
  const tokens = lines.map(tokensOf);
  const frequency = new Map<string, number>();
  let paragraphs = 0;
  tokens.forEach((own, index) => {
    if (!prose[index]) return;
    paragraphs += 1;
    for (const token of own) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  });
  return tokens.map((own, index) => {
    const [before, after] = [neighbours(prose, index, -1, 1), neighbours(prose, index, 1, 2)].map(
      (near) => near.map((at) => tokens[at] ?? new Set<string>())
    );
    const sums = { total: 0, whole: 0, before: 0, after: 0 };
    for (const token of own) {
      const count = Math.max(0, (frequency.get(token) ?? 0) - (prose[index] ? 1 : 0));
      const weight = Math.max(0.25, Math.log((paragraphs + 1) / (count + 0.5)));
      sums.total += weight;
      if (count > 0) sums.whole += weight;
      if (before?.some((near) => near.has(token))) sums.before += weight;
      if (after?.some((near) => near.has(token))) sums.after += weight;
    }
    const total = sums.total || 1;
    return { whole: sums.whole / total, before: sums.before / total, after: sums.after / total };
  });
}

/** Up to `most` lines of running text on one side, no further than twelve lines away. */
function neighbours(prose: readonly boolean[], from: number, step: 1 | -1, most: number): number[] {
  const found: number[] = [];
  for (let n = 1; n <= 12 && found.length < most; n += 1) {
    if (prose[from + n * step]) found.push(from + n * step);
  }
  return found;
}
