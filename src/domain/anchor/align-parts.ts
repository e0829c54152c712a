// A passage with what stood around it, laid over a stretch of text at the least number of edits.
import { cheapestPath } from './edit-path';

/** Where a quote lies between its surroundings. Offsets are the stretch's, likenesses 0…1. */
export interface Laid {
  start: number;
  end: number;
  /** Of the words before, the quote and the words after; 1 where there are none. */
  before: number;
  quote: number;
  after: number;
}

/**
 * Lays prefix, quote and suffix, in one piece, over the part of `stretch` that they are most like. What was put in at
 * a border of the quote counts as its own where the quote's letter at that border is gone. Time is the product of the
 * two lengths, by 32.
 */
export function alignParts(prefix: string, quote: string, suffix: string, stretch: string): Laid {
  const pattern = prefix + quote + suffix;
  const { edits, from, to } = cheapestPath(pattern, stretch);
  const [first, last] = [prefix.length, prefix.length + quote.length];
  const at = (array: Int32Array, row: number): number => array[row] ?? 0;
  const matched = (row: number): boolean =>
    at(edits, row) === 0 && at(from, row) - at(to, row - 1) === 1;
  const start = at(matched(first + 1) ? to : from, first);
  const end = Math.max(start, at(matched(last) ? from : to, last));
  /** Of the letters of these rows, and of what was put in between them. */
  const editsOf = (above: number, below: number): number => {
    let sum = 0;
    for (let row = above + 1; row <= below; row += 1) {
      sum += at(edits, row) + (row < below ? at(to, row) - at(from, row) : 0);
    }
    return sum;
  };
  const atBorders = at(to, first) - start + end - at(from, last);
  const alike = (count: number, length: number): number =>
    length === 0 ? 1 : Math.max(0, 1 - count / length);
  return {
    start,
    end,
    before: alike(editsOf(0, first), prefix.length),
    quote: alike(editsOf(first, last) + atBorders, Math.max(quote.length, end - start)),
    after: alike(editsOf(last, pattern.length), suffix.length)
  };
}
