// The lines a hit is shown by, and where in the text it is.
import { isExact, pieceAt, pieceText, textRange, type Field } from './field';
import { nextPlace, type Query, type Term } from './query';

/** Half-open, in UTF-16 code units. */
export type Range = [start: number, end: number];

export interface Snippet {
  text: string;
  /** Found words in `text`, in order, without overlaps. */
  ranges: Range[];
}

const mostPlaces = 2000;
const before = 60;
const longest = 220;

interface Place {
  piece: number;
  term: number;
  exact: boolean;
  range: Range;
}

function places(field: Field, terms: Term[]): Place[] {
  const found: Place[] = [];
  for (const [index, term] of terms.entries()) {
    for (
      let at = nextPlace(field.folded, term, 0), seen = 0;
      at !== -1 && seen < mostPlaces;
      at = nextPlace(field.folded, term, at + term.folded.length), seen += 1
    ) {
      found.push({
        piece: pieceAt(field, at),
        term: index,
        exact: isExact(field, term, at),
        range: textRange(field, at, term.folded.length)
      });
    }
  }
  return found.sort((a, b) => a.range[0] - b.range[0]);
}

function merged(ranges: Range[]): Range[] {
  const out: Range[] = [];
  for (const [start, end] of ranges) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([start, end]);
  }
  return out;
}

/** Whether the words of the query stand together in the field. False for a single word. */
export function hasPhrase(field: Field, { phrase }: Query): boolean {
  return phrase !== null && nextPlace(field.folded, phrase, 0) !== -1;
}

/** The terms as they are to be shown: the whole phrase where it stands in the field, else word by word. */
function shownTerms(field: Field, query: Query): Term[] {
  return query.phrase && hasPhrase(field, query) ? [query.phrase] : query.terms;
}

/**
 * Where the words of the query stand in the field's text, in order, without overlaps: the phrase where there is one,
 * and only what reads as typed where anything does.
 */
export function foundRanges(field: Field, query: Query): Range[] {
  const found = places(field, shownTerms(field, query));
  const exact = found.filter((place) => place.exact);
  return merged((exact.length > 0 ? exact : found).map(({ range }) => [...range]));
}

/** The border of words next to `at`, forwards for a start, backwards for an end; `at` where none is near. */
function atSpace(text: string, at: number, by: 1 | -1): number {
  for (let next = at; Math.abs(next - at) < 20; next += by) {
    if (next <= 0 || next >= text.length) return Math.max(0, Math.min(text.length, next));
    if (text.charAt(by === 1 ? next - 1 : next) === ' ') return next;
  }
  return at;
}

/**
 * The piece with most of the words, around the first of them; `place` is where that one stands in the field's text.
 * Null where no word stands in the field. Of equal pieces, one that reads as `title` comes last.
 */
export function snippetOf(
  field: Field,
  query: Query,
  title = ''
): (Snippet & { place: Range }) | null {
  const found = places(field, shownTerms(field, query));
  const kinds = new Map<number, Set<string>>();
  for (const { piece, term, exact } of found) {
    const kind = kinds.get(piece) ?? new Set();
    // A word that reads as typed weighs as two.
    kinds.set(piece, kind.add(`${term}`).add(exact ? `${term} exact` : `${term}`));
  }
  let best = -1;
  for (const [piece, kind] of kinds) {
    const most = kinds.get(best)?.size ?? 0;
    if (kind.size > most || (kind.size === most && pieceText(field, best) === title)) best = piece;
  }
  const here = found.filter(({ piece }) => piece === best);
  const chosen = here.some(({ exact }) => exact) ? here.filter(({ exact }) => exact) : here;
  const [first] = chosen;
  if (!first) return null;
  const from = field.textStarts[best] ?? 0;
  const piece = pieceText(field, best);
  const at = first.range[0] - from;
  const start = at <= before ? 0 : atSpace(piece, at - before, 1);
  const end = piece.length - start <= longest ? piece.length : atSpace(piece, start + longest, -1);
  const lead = start > 0 ? '… ' : '';
  const shift = lead.length - start - from;
  const ranges = merged(
    chosen
      .filter(({ range }) => range[0] >= from + start && range[1] <= from + end)
      .map(({ range: [a, b] }) => [a + shift, b + shift])
  );
  return {
    text:
      lead + piece.slice(start, end).replaceAll('\u2028', ' ') + (end < piece.length ? ' …' : ''),
    ranges,
    place: first.range
  };
}
