// How a line goes on in the next: with a space, without one, or with its hyphen taken back.
export type Join = 'space' | 'none' | 'dropHyphen';

/** Words of the document as they stand within lines, and whether its hyphens at line ends are marked as soft ones. */
export interface Vocabulary {
  words: ReadonlySet<string>;
  marksSoftHyphens: boolean;
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:[-‐‑\u00ad'’][\p{L}\p{M}\p{N}]+)*/gu;
const endsInHyphen = /[-\u2010\u00ad]$/u;

export function vocabularyOf(lines: readonly string[]): Vocabulary {
  const words = new Set<string>();
  // A font may show both kinds of hyphen by one shape, and call it soft: then one is seen within lines, or no other.
  const marksSoftHyphens =
    lines.some((line) => line.endsWith('\u00ad')) &&
    lines.some((line) => line.includes('-')) &&
    !lines.some((line) => /\u00ad./u.test(line));
  let cut = false;
  for (const line of lines) {
    const found = plain(line).match(wordPattern) ?? [];
    // What is cut at a line's end is no word, nor is what it goes on with.
    const whole = found.slice(cut ? 1 : 0, endsInHyphen.test(line) ? -1 : undefined);
    cut = endsInHyphen.test(line);
    for (const word of whole) {
      words.add(word);
      for (const part of word.split('-')) words.add(part);
    }
  }
  return { words, marksSoftHyphens };
}

const plain = (text: string): string => text.toLowerCase().replace(/[\u2010\u2011\u00ad]/g, '-');

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uffef]/u;
/** Letters that only Vietnamese has. */
const vietnamese = /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu;
/** Beginnings that take a hyphen before a word of its own. */
const prefixes =
  /^(?:anti|non|self|ex|pro|pre|post|semi|quasi|all|well|half|mid|co|re|multi|inter|counter|vice|cross)$/;

/** English numbers are written with one. */
const tens = /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/;
const units = /^(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|\w+th)$/;

/** Both are trimmed and in NFC. */
export function joinOf(
  before: string,
  after: string,
  { words, marksSoftHyphens }: Vocabulary
): Join {
  if (marksSoftHyphens && before.endsWith('\u00ad')) return 'dropHyphen';
  const [last, first] = [[...before].at(-1) ?? '', [...after][0] ?? ''];
  if (unspaced.test(last) && unspaced.test(first)) return 'none';
  if (/[—]$/u.test(before) && !/\s[—]$/u.test(before)) return 'none';
  if (/\bhttps?:\/\/\S*[/.?&=_-]$/.test(before) && /^[\w/]/.test(after)) return 'none';
  if (!/[\p{L}\p{M}\p{N}][-\u2010\u00ad]$/u.test(before))
    return /[\p{N}]–$/u.test(before) ? 'none' : 'space';
  const head = plain(/[\p{L}\p{M}\p{N}'’-]+(?=[-\u2010\u00ad]$)/u.exec(before)?.[0] ?? '');
  const tail = plain(/^[\p{L}\p{M}\p{N}'’]+/u.exec(after)?.[0] ?? '');
  // «pre- and post-war»: the hyphen ends its word.
  if (/^(?:and|or|und|oder|bzw|et|ou|và|hoặc)$/u.test(tail)) return 'space';
  if (!/^\p{Ll}/u.test(after)) return 'none';
  if (marksSoftHyphens || vietnamese.test(head + tail)) return 'none';
  const part = head.split('-').at(-1) ?? '';
  if (words.has(`${head}-${tail}`) || words.has(`${part}-${tail}`)) return 'none';
  if (tens.test(part) && units.test(tail)) return 'none';
  if (words.has(part + tail)) return 'dropHyphen';
  if (prefixes.test(part) && words.has(tail)) return 'none';
  // Two words that each stand elsewhere, and never as one.
  if (part.length > 3 && tail.length > 3 && words.has(part) && words.has(tail)) return 'none';
  return 'dropHyphen';
}
