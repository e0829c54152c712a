// Text whose lines are broken at a fixed width, as mail and old text files have it: whether it is, where its paragraphs
// end, and how two of its lines go together again.

/** How a text's lines are broken. */
export interface Wrap {
  width: number;
  /** What the width counts: columns, of which a Chinese character takes two, or characters. */
  measure: (text: string) => number;
  /** Lines indented at least so far begin a paragraph; null where indentation says nothing. */
  indent: number | null;
  /** Nothing but a short last line sets paragraphs apart. */
  open: boolean;
  /** Lines are broken within words, when they are full. */
  exact: boolean;
  /** A space stands between Latin letters and those of scripts without spaces between words. */
  spacedOut: boolean;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const ideographic =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30a0-\u30ff\uff00-\uffef]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30a0-\u30ff\uff00-\uffef\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const hangul = /\p{Script=Hangul}/u;

function columns(text: string): number {
  // eslint-disable-next-line no-control-regex -- the ASCII range
  if (/^[\u0000-\u02ff]*$/.test(text)) return text.length;
  let count = 0;
  for (const character of text) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue;
    count += wide.test(character) ? 2 : 1;
  }
  return count;
}

const characters = (text: string): number => text.length;

const narrowest = 40;
const widest = 130;
/** Longest line that can still be one of 130 columns. */
const longestLine = 4 * widest;
const leastBreaks = 3;
const leastIndent = 2;

const starts = /^[ \t]*(?:\||[-*•◦▪‣●–] |\d{1,3}[.)] )/;
const closed = /[.!?:…。！？：|]["”’)」』]*$/;
const indentOf = (line: string): number => columns(/^[ \t\u3000]*/.exec(line)?.[0] ?? '');

/** Two lines with no blank one between, and whether the first could have held no more. */
interface Break {
  line: string;
  next: string;
  full: boolean;
}

/** How the text's lines are broken; null where each stands for itself. */
export function findWrap(text: string): Wrap | null {
  const lines = text.split('\n').map((line) => line.trimEnd());
  if (lines.some((line) => line.length > longestLine)) return null;
  const wraps = [columns, characters].flatMap((measure) => tryMeasure(text, lines, measure) ?? []);
  return wraps.sort((a, b) => b.sure - a.sure)[0]?.wrap ?? null;
}

function tryMeasure(
  text: string,
  lines: readonly string[],
  measure: Wrap['measure']
): { wrap: Wrap; sure: number } | null {
  const width = lines.reduce((most, line) => Math.max(most, measure(line)), 0);
  if (width < narrowest || width > widest) return null;
  const breaks: Break[] = [];
  let blank = 0;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (line === '' || next === undefined) return;
    if (next === '') blank += 1;
    else if (!starts.test(next)) {
      breaks.push({ line, next, full: isFull(line, next, width, measure) });
    }
  });
  const base = lines.reduce(
    (least, line) => (line ? Math.min(least, indentOf(line)) : least),
    width
  );
  const begins = (line: string, next: string): boolean =>
    indentOf(next) >= base + leastIndent && !starts.test(line);
  const deeper = breaks.filter(({ line, next }) => begins(line, next));
  const closing = deeper.filter(({ line, full }) => !full || closed.test(line)).length;
  const indented = deeper.length >= 2 && closing >= 0.6 * deeper.length;
  const inner = indented ? breaks.filter(({ line, next }) => !begins(line, next)) : breaks;
  if (inner.length < leastBreaks) return null;
  const full = inner.filter((one) => one.full);
  const open = !indented && inner.length - full.length > 2 * blank;
  const sure = full.length / inner.length;
  const ends = inner.filter(({ line }) => closed.test(line)).length;
  if (sure < (open ? 0.6 : 0.8) || ends >= 0.45 * inner.length) return null;
  const brim = full.filter(({ line }) => measure(line) >= width - 1).length;
  return {
    sure,
    wrap: {
      width,
      measure,
      indent: indented ? base + leastIndent : null,
      open,
      exact: brim >= 0.9 * full.length,
      spacedOut: isSpacedOut(text)
    }
  };
}

/** Whether the next line's first word, or character where words are not spaced, would not have gone on the line. */
function isFull(line: string, next: string, width: number, measure: Wrap['measure']): boolean {
  const rest = next.trimStart();
  const first = String.fromCodePoint(rest.codePointAt(0) ?? 32);
  // A character that may not begin a line takes the one before it along.
  if (unspaced.test(first)) return measure(line) + 2 * measure(first) >= width - 2;
  return measure(line) + 1 + measure(/^\S+/.exec(rest)?.[0] ?? '') > width;
}

function isSpacedOut(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const letter = '[A-Za-z0-9]';
  const other = unspaced.source;
  return (
    count(new RegExp(`${other} ${letter}`, 'gu')) > count(new RegExp(`${other}${letter}`, 'gu'))
  );
}

/** Whether every line broken at a fixed width belongs to the paragraph of the one before. */
export const isHardWrapped = (text: string): boolean => findWrap(text) !== null;

/** Whether a paragraph ends between two lines that no blank line parts. */
export function endsParagraph(line: string, next: string, wrap: Wrap): boolean {
  const full = isFull(line.trimEnd(), next, wrap.width, wrap.measure);
  if (starts.test(next) && (!full || closed.test(line.trimEnd()) || starts.test(line))) return true;
  // A deeper line goes on with a list item only where that had no more room: a dash may open a line of any paragraph.
  if (wrap.indent !== null) return indentOf(next) >= wrap.indent && !(starts.test(line) && full);
  return wrap.open && !full;
}

/**
 * A paragraph's lines as one: with a space where one was, without where the script has none. `paragraph` begins where
 * its first line does, indentation included.
 */
export function joinLines(paragraph: string, wrap: Wrap | null): string {
  const lines = paragraph.split('\n');
  return lines.reduce((joined, line, index) => {
    const words = line.trim();
    if (index === 0) return words;
    const before = lines[index - 1] ?? '';
    return joined + glue(before, line, wrap) + words;
  }, '');
}

function glue(before: string, after: string, wrap: Wrap | null): string {
  const last = [...before.trimEnd()].at(-1) ?? '';
  const first = [...after.trimStart()][0] ?? '';
  const spaced = /[ \t]\r?$/.test(before);
  if (!wrap || spaced) return ' ';
  if (unspaced.test(last) && unspaced.test(first)) {
    // Thai has spaces between phrases; one at a line's end is dropped with it, and leaves the line short.
    const short = wrap.measure(before.trimEnd()) + wrap.measure(first) <= wrap.width;
    return short && !ideographic.test(last + first) ? ' ' : '';
  }
  if (unspaced.test(last) || unspaced.test(first)) {
    return wrap.spacedOut && /[\p{L}\p{N}]/u.test(last) && /[\p{L}\p{N}]/u.test(first) ? ' ' : '';
  }
  return wrap.exact && hangul.test(last) && hangul.test(first) ? '' : ' ';
}
