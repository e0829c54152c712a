// Where words begin and end in folded text.
const letter = /[\p{L}\p{N}\p{M}]/u;
/** Scripts written without spaces between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}ー]/u;
const hangul = /\p{sc=Hang}/u;

/** Whether the text has words that only a dictionary can tell apart. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/** What a code unit is, found out once: 1 no part of a word, 2 a letter, digit or mark, 3 one of an unspaced script. */
const kinds = new Uint8Array(0x10000);

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = kinds[unit];
  if (known) return known;
  const character = String.fromCharCode(unit);
  const kind = !letter.test(character) ? 1 : unspaced.test(character) ? 3 : 2;
  kinds[unit] = kind;
  return kind;
}

/** Whether a border of words may lie before the offset: not between two letters of a script with spaces. */
const border = (text: string, at: number): boolean =>
  kindAt(text, at - 1) !== 2 || kindAt(text, at) !== 2;

/** Whether a word may begin at the offset. */
export function beginsWord(text: string, at: number): boolean {
  return at === 0 || border(text, at);
}

/** Whether a word may end before the offset. Korean particles are written onto the word: it ends before them too. */
export function endsWord(text: string, at: number): boolean {
  return at === text.length || border(text, at) || hangul.test(text.charAt(at - 1));
}

const around = 12;
let segmenter: Intl.Segmenter | undefined;

/** Whether the dictionary of an unspaced script sees a word, or several whole ones, in `[start, end)`. */
export function isWholeWord(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - around);
  const window = text.slice(from, end + around);
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  const words = segmenter.segment(window);
  const breaks = (at: number): boolean => at >= window.length || words.containing(at)?.index === at;
  return breaks(start - from) && breaks(end - from);
}
