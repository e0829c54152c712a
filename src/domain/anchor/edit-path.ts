// The cheapest way to read a pattern somewhere in a text: Myers' bit-parallel search, 32 rows of the table of edits at a
// time, with the bits kept by which the way is walked back.

/**
 * Where the cheapest path passes, the first of the equally cheap ends taken: for each letter of the pattern its edits
 * (0 or 1) and the columns of its row, which are offsets in the text; row 0 is before them.
 */
export interface Path {
  edits: Int32Array;
  from: Int32Array;
  to: Int32Array;
}

/** Kept from call to call: for each column and block of rows, where the table grows downwards, and along its diagonals not. */
let growing = new Int32Array(0);
let level = new Int32Array(0);

/** Time is the product of the two lengths, by 32. */
export function cheapestPath(pattern: string, text: string): Path {
  const rows = pattern.length;
  const blocks = Math.max(1, Math.ceil(rows / 32));
  const size = (text.length + 1) * blocks;
  if (growing.length < size) {
    growing = new Int32Array(2 * size);
    level = new Int32Array(2 * size);
  }
  const column = fill(pattern, text, blocks);
  return walkBack(pattern, text, blocks, column);
}

/** For each letter of the pattern the rows where it stands, as bits; the first `blocks` are those of any other letter. */
function rowsOfLetters(pattern: string, blocks: number): [Map<number, number>, Int32Array] {
  const places = new Map<number, number>();
  for (let row = 0; row < pattern.length; row += 1) {
    const code = pattern.charCodeAt(row);
    if (!places.has(code)) places.set(code, (places.size + 1) * blocks);
  }
  const bits = new Int32Array((places.size + 1) * blocks);
  for (let row = 0; row < pattern.length; row += 1) {
    const block = (places.get(pattern.charCodeAt(row)) ?? 0) + (row >> 5);
    bits[block] = (bits[block] ?? 0) | (1 << (row & 31));
  }
  return [places, bits];
}

/** The first column in which the last row is least. */
function fill(pattern: string, text: string, blocks: number): number {
  const [places, bits] = rowsOfLetters(pattern, blocks);
  // Locals, and no look at what may be undefined: this loop is where the time goes.
  const [up, flat] = [growing, level];
  const plus = new Int32Array(blocks).fill(-1);
  const minus = new Int32Array(blocks);
  up.fill(-1, 0, blocks);
  flat.fill(0, 0, blocks);
  const lastBit = (pattern.length - 1) & 31;
  let last = pattern.length;
  let least = last;
  let column = 0;
  for (let at = 0; at < text.length; at += 1) {
    const place = places.get(text.charCodeAt(at)) ?? 0;
    const here = (at + 1) * blocks;
    let carry = 0;
    for (let block = 0; block < blocks; block += 1) {
      const pv = plus[block] as number;
      const mv = minus[block] as number;
      let equal = bits[place + block] as number;
      const vertical = equal | mv;
      if (carry < 0) equal |= 1;
      const horizontal = (((equal & pv) + pv) ^ pv) | equal;
      let grows = mv | ~(horizontal | pv);
      let shrinks = pv & horizontal;
      flat[here + block] = horizontal | mv;
      if (block === blocks - 1) last += ((grows >>> lastBit) & 1) - ((shrinks >>> lastBit) & 1);
      const next = (grows >>> 31) - (shrinks >>> 31);
      grows <<= 1;
      shrinks <<= 1;
      if (carry < 0) shrinks |= 1;
      else if (carry > 0) grows |= 1;
      carry = next;
      plus[block] = up[here + block] = shrinks | ~(vertical | grows);
      minus[block] = grows & vertical;
    }
    if (last < least) {
      least = last;
      column = at + 1;
    }
  }
  return column;
}

function walkBack(pattern: string, text: string, blocks: number, end: number): Path {
  const edits = new Int32Array(pattern.length + 1);
  const from = new Int32Array(pattern.length + 1);
  const to = new Int32Array(pattern.length + 1);
  const bit = (table: Int32Array, row: number, column: number): number =>
    ((table[column * blocks + ((row - 1) >> 5)] ?? 0) >>> ((row - 1) & 31)) & 1;
  let row = pattern.length;
  let column = end;
  from[row] = to[row] = column;
  while (row > 0) {
    const same = column > 0 && pattern.charCodeAt(row - 1) === text.charCodeAt(column - 1);
    if (column > 0 && (same || bit(level, row, column) === 0)) {
      edits[row] = same ? 0 : 1;
      column -= 1;
    } else if (bit(growing, row, column) === 1) {
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
