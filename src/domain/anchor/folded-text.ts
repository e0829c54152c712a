// The form in which passages are compared: NFC, one space for any whitespace (none between letters of scripts that
// write no spaces), plain quotes and dashes, without invisible characters. Words, case and diacritics stay.

export interface FoldedText {
  text: string;
  /** For each code unit of `text`, where the stretch it came from starts and ends in the unfolded text. */
  starts: Uint32Array;
  ends: Uint32Array;
}

const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u;
const whitespace = /\s/u;
/** Scripts in which a line break between two letters is no break between words, and their punctuation. */
const unspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303F\uFF00-\uFFEF]/u;
/** A base with what composes with it: combining marks, and the vowels and finals of Hangul syllables. */
const composable = /\P{M}[\p{M}\u1160-\u11FF]*|\p{M}+/gu;

const plain = new Map<string, string>([
  ...[...'\u2018\u2019\u201A\u201B\u2032\u00B4\u0060'].map((c) => [c, "'"] as const),
  ...[...'\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB'].map((c) => [c, '"'] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((c) => [c, '-'] as const),
  ['\u2026', '...']
]);

/** Folds `text`, remembering where each code unit came from. Leading and trailing whitespace becomes one space. */
export function foldText(text: string): FoldedText {
  const composed = text.normalize('NFC') === text;
  const pieces = composed ? codePoints(text) : text.matchAll(composable);
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  /** Where whitespace began that is not yet followed by anything; -1 for none. */
  let gapStart = -1;
  let gapEnd = -1;
  let afterUnspaced = false;
  for (const { 0: piece, index } of pieces) {
    const end = index + piece.length;
    if (piece.length === 1 && invisible.test(piece)) continue;
    if (piece.length === 1 && whitespace.test(piece)) {
      if (gapStart < 0) gapStart = index;
      gapEnd = end;
      continue;
    }
    const beforeUnspaced = unspaced.test(piece);
    if (gapStart >= 0 && !(afterUnspaced && beforeUnspaced)) push(' ', gapStart, gapEnd);
    gapStart = -1;
    afterUnspaced = beforeUnspaced;
    push(plain.get(piece) ?? (composed ? piece : piece.normalize('NFC')), index, end);
  }
  if (gapStart >= 0) push(' ', gapStart, gapEnd);
  return { text: folded, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };

  function push(units: string, start: number, end: number): void {
    folded += units;
    for (let unit = 0; unit < units.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
  }
}

function* codePoints(text: string): Generator<{ 0: string; index: number }> {
  let index = 0;
  for (const point of text) {
    yield { 0: point, index };
    index += point.length;
  }
}

/** The folded offset of the first code unit that came from `offset` or later. */
export function foldedOffset(folded: FoldedText, offset: number): number {
  let low = 0;
  let high = folded.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((folded.ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
