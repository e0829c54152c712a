// The comparison form of text: what search, the palette and clutter labels compare by. (Anchors have a form of
// their own, in which case and accents count: anchor/folded-text.ts.)

export interface FoldedText {
  text: string;
  /** For every offset 0…text.length of the folded text the offset in the original it came from. */
  offsets: Uint32Array;
}

const ignored = /[\p{M}\p{Cf}]/u;
// Vowel signs of Indic and South-East Asian scripts and the voicing marks of kana make other letters.
const letterMark = /[\p{Mc}\u0900-\u109f\u1780-\u17ff]|\u3099|\u309a/u;
const cluster = /[^]\p{M}*/gu;
const notPlain = /\P{ASCII}\p{M}*|\p{ASCII}\p{M}+/gu;
// Letters without a canonical decomposition that people type without their stroke.
const strokes: Record<string, string> = {
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ł: 'l',
  ø: 'o',
  ŧ: 't',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss'
};

/** The letters met so far that are one code unit: a text has few different ones. */
const known = new Map<string, string>();

function foldCluster(part: string): string {
  if (part.length > 1) return foldAnew(part);
  let folded = known.get(part);
  if (folded === undefined) known.set(part, (folded = foldAnew(part)));
  return folded;
}

function foldAnew(part: string): string {
  if (part.length === 1 && part < '\u0080') return part.toLowerCase();
  let folded = '';
  // NFKD also unfolds ligatures, full-width forms and superscripts.
  for (const character of part.normalize('NFKD').toLowerCase()) {
    if (ignored.test(character) && !letterMark.test(character)) continue;
    folded += strokes[character] ?? character;
  }
  return folded.normalize('NFC');
}

/**
 * Folds case and diacritics (đ to d, ß to ss), unfolds ligatures and full-width forms, and leaves out joiners,
 * U+200B, soft hyphens and bidi marks. Marks that make other letters (Indic and Thai vowels, kana voicing) stay.
 */
export function fold(text: string): string {
  return text.replace(notPlain, foldCluster).toLowerCase();
}

/** {@link fold} with a map from folded offsets back to the original; a folded range covers whole characters. */
export function foldWithMap(text: string): FoldedText {
  const starts: number[] = [];
  let folded = '';
  for (const { 0: part, index } of text.matchAll(cluster)) {
    const piece = foldCluster(part);
    for (let unit = 0; unit < piece.length; unit += 1) starts.push(index);
    folded += piece;
  }
  starts.push(text.length);
  return { text: folded, offsets: Uint32Array.from(starts) };
}

/** {@link foldWithMap}, at the price of {@link fold} for nearly every text: `offsets` is null where each is its own. */
export function foldAligned(text: string): { text: string; offsets: Uint32Array | null } {
  let aligned = true;
  const folded = text.replace(notPlain, (part) => {
    const piece = foldCluster(part);
    aligned &&= piece.length === part.length;
    return piece;
  });
  return aligned ? { text: folded.toLowerCase(), offsets: null } : foldWithMap(text);
}
