// A passage with what stood around it, laid over a stretch of text at the least number of edits.

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
 * two lengths.
 */
export function alignParts(prefix: string, quote: string, suffix: string, stretch: string): Laid {
  const pattern = prefix + quote + suffix;
  const { edits, from, to } = path(pattern, stretch);
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

/** Where the cheapest path passes: for each letter of the pattern its edits and the columns of its row; row 0 is before them. */
interface Path {
  edits: Int32Array;
  from: Int32Array;
  to: Int32Array;
}

/** Room for the costs and the text's letters, kept from call to call. */
let costs = new Uint16Array(0);
let letters = new Uint16Array(0);

function path(pattern: string, text: string): Path {
  const width = text.length + 1;
  const size = (pattern.length + 1) * width;
  if (costs.length < size) costs = new Uint16Array(size);
  if (letters.length < width) letters = new Uint16Array(2 * width);
  for (let column = 1; column < width; column += 1) letters[column] = text.charCodeAt(column - 1);
  costs.fill(0, 0, width);
  // Locals, and no look at what may be undefined: this loop is where the time goes.
  const [table, codes] = [costs, letters];
  for (let row = 1; row <= pattern.length; row += 1) {
    const letter = pattern.charCodeAt(row - 1);
    const above = (row - 1) * width;
    const here = row * width;
    let diagonal = table[above] as number;
    let left = row;
    table[here] = row;
    for (let column = 1; column < width; column += 1) {
      const up = table[above + column] as number;
      let cost = codes[column] === letter ? diagonal : diagonal + 1;
      if (up < cost) cost = up + 1;
      if (left < cost) cost = left + 1;
      table[here + column] = left = cost;
      diagonal = up;
    }
  }
  const base = pattern.length * width;
  let column = 0;
  for (let at = 1; at < width; at += 1) {
    if ((costs[base + at] ?? 0) < (costs[base + column] ?? 0)) column = at;
  }
  const edits = new Int32Array(pattern.length + 1);
  const from = new Int32Array(pattern.length + 1);
  const to = new Int32Array(pattern.length + 1);
  let row = pattern.length;
  from[row] = to[row] = column;
  while (row > 0) {
    const cost = costs[row * width + column] ?? 0;
    const same = column > 0 && pattern[row - 1] === text[column - 1];
    const diagonal = (costs[(row - 1) * width + column - 1] ?? 0) + (same ? 0 : 1);
    if (column > 0 && cost === diagonal) {
      edits[row] = same ? 0 : 1;
      column -= 1;
    } else if (cost === (costs[(row - 1) * width + column] ?? 0) + 1) {
      edits[row] = 1;
    } else {
      column -= 1;
      from[row] = column;
      continue;
    }
    row -= 1;
    from[row] = to[row] = column;
  }
  return { edits, from, to };
}
