// A text as it is searched: folded once, with a way back to the text as it stands.
import { foldAligned } from '../text/fold';
import { isUnspaced, isWholeWord } from './letters';
import { nextPlace, type Term } from './query';
import { plainSigns } from './signs';

/** Offsets of the two are UTF-16 code units. A phrase never reaches over the border of two pieces. */
export interface Field {
  /** As it stands, NFC. */
  text: string;
  /** Folded pieces, joined by a line feed. */
  folded: string;
  /** Where each piece begins in `folded`, and where in `text`. */
  foldedStarts: number[];
  textStarts: number[];
  /** By piece: offsets within the piece, of those few whose folded form has another length. */
  maps: Map<number, Uint32Array>;
}

/** Takes pieces one by one, so that a long text can be folded in turns with other work. */
export class FieldBuilder {
  readonly #field: Omit<Field, 'folded'>;
  readonly #pieces: string[] = [];
  #length = 0;

  constructor(text: string) {
    this.#field = { text, foldedStarts: [], textStarts: [], maps: new Map() };
  }

  add(start: number, end: number): void {
    const { text, foldedStarts, textStarts, maps } = this.#field;
    const folded = foldAligned(plainSigns(text.slice(start, end)));
    if (folded.offsets) maps.set(this.#pieces.length, folded.offsets);
    foldedStarts.push(this.#length);
    textStarts.push(start);
    this.#pieces.push(folded.text);
    this.#length += folded.text.length + 1;
  }

  done(): Field {
    return { ...this.#field, folded: this.#pieces.join('\n') };
  }
}

/** A field of one text, a piece a line. */
export function fieldOf(text: string): Field {
  const composed = text.normalize('NFC');
  const builder = new FieldBuilder(composed);
  let start = 0;
  for (const line of composed.split('\n')) {
    builder.add(start, start + line.length);
    start += line.length + 1;
  }
  return builder.done();
}

/** A piece as it stands in the text. */
export function pieceText({ text, textStarts }: Field, piece: number): string {
  const from = textStarts[piece] ?? 0;
  const next = text.indexOf('\n', from);
  return text.slice(from, next === -1 ? undefined : next);
}

/** Index of the piece that holds the folded offset. */
export function pieceAt({ foldedStarts }: Field, at: number): number {
  let low = 0;
  let high = foldedStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((foldedStarts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place in the text of a folded range, which lies in one piece. */
export function textRange(field: Field, at: number, length: number): [start: number, end: number] {
  const piece = pieceAt(field, at);
  const inside = at - (field.foldedStarts[piece] ?? 0);
  const map = field.maps.get(piece);
  const from = field.textStarts[piece] ?? 0;
  const offset = (folded: number): number => from + (map ? (map[folded] ?? 0) : folded);
  return [offset(inside), offset(inside + length)];
}

/** Whether the text reads at this place exactly what was typed, as words of their own. */
export function isExact(field: Field, term: Term, at: number): boolean {
  const { folded, typed } = term;
  const [start, end] = textRange(field, at, folded.length);
  const words = field.text.slice(start, end);
  if (words !== typed && plainSigns(words).toLowerCase() !== typed) return false;
  return !isUnspaced(folded) || isWholeWord(field.folded, at, at + folded.length);
}

/** Beyond so many places of a word in a text none is looked for that reads exactly as typed. */
const mostPlaces = 40;

/** Where the term stands first, and whether it stands anywhere exactly as typed (then there); null for nowhere. */
export function findTerm(field: Field, term: Term): { at: number; exact: boolean } | null {
  let first: number | null = null;
  let at = nextPlace(field.folded, term, 0);
  for (let seen = 0; at !== -1 && seen < mostPlaces; seen += 1) {
    if (isExact(field, term, at)) return { at, exact: true };
    first ??= at;
    at = nextPlace(field.folded, term, at + 1);
  }
  return first === null ? null : { at: first, exact: false };
}
