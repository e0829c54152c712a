// Narrows a grid to where a good path can run: plain pairs alone tell that, at a fraction of the full search's cost.
import { Grid, type Node } from './grid';
import { LEAVE, RETURN, SKIP } from './path';

/** How much worse than the best path of plain pairs one through a node may be, in log-odds. */
const MARGIN = 30;
/** Longer beads may step so far beside it, with a node to spare. */
const PADDING = 4;

/** Best values of the row at hand, by column from the grid's first: of going on skipping, and of beginning (ending) a bead. */
interface Row {
  skipping: Float64Array;
  linking: Float64Array;
}

function emptyRow({ start, end }: Grid): Row {
  const fresh = () => new Float64Array(end.target - start.target + 3).fill(-Infinity);
  return { skipping: fresh(), linking: fresh() };
}

/** The part of `whole` around all nodes that a path within `MARGIN` of the best touches. `pairs`: scores of 1–1 beads. */
export function corridor(whole: Grid, pairs: Float32Array): Grid {
  const reach = reachOf(whole, pairs);
  return whole.narrowed(surviving(whole, pairs, reach), PADDING);
}

/** The best value with which a path from the start comes to each node, skipping or not. */
function reachOf(grid: Grid, pairs: Float32Array): Float32Array {
  const { start, end } = grid;
  const reach = new Float32Array(grid.size);
  const { skipping, linking } = emptyRow(grid);
  for (let row = start.source; row <= end.source; row++) {
    const base = grid.baseOf(row);
    const [low, high] = [grid.lowOf(row), grid.highOf(row)];
    const baseAbove = row > start.source ? grid.baseOf(row - 1) : 0;
    const lowAbove = row > start.source ? grid.lowOf(row - 1) : high + 1;
    const highAbove = row > start.source ? grid.highOf(row - 1) : -1;
    let left = -Infinity;
    let diagonal =
      low - 1 >= lowAbove && low - 1 <= highAbove
        ? (linking[low - start.target] ?? 0) + (pairs[baseAbove + low - 1] ?? 0)
        : -Infinity;
    for (let column = low; column <= high; column++) {
      const at = column - start.target + 1;
      const above = column >= lowAbove && column <= highAbove;
      const up = above ? (skipping[at] ?? 0) : -Infinity;
      const linked = row === start.source && column === start.target ? 0 : diagonal;
      const skipped = left > up ? left : up;
      diagonal = above ? (linking[at] ?? 0) + (pairs[baseAbove + column] ?? 0) : -Infinity;
      left = SKIP + (linked + LEAVE > skipped ? linked + LEAVE : skipped);
      skipping[at] = left;
      linking[at] = linked > skipped + RETURN ? linked : skipped + RETURN;
      reach[base + column] = linked > skipped ? linked : skipped;
    }
  }
  return reach;
}

/** By row the first and last column from which the way on, with the way there, stays within the margin. */
function surviving(
  grid: Grid,
  pairs: Float32Array,
  reach: Float32Array
): { low: Int32Array; high: Int32Array } {
  const { start, end } = grid;
  const rows = end.source - start.source + 1;
  const bounds = { low: new Int32Array(rows), high: new Int32Array(rows) };
  const least = (reach[grid.baseOf(end.source) + end.target] ?? 0) - MARGIN;
  const { skipping, linking } = emptyRow(grid);
  for (let row = end.source; row >= start.source; row--) {
    const base = grid.baseOf(row);
    const [low, high] = [grid.lowOf(row), grid.highOf(row)];
    const lowBelow = row < end.source ? grid.lowOf(row + 1) : high + 1;
    const highBelow = row < end.source ? grid.highOf(row + 1) : -1;
    let [first, last] = [high, low];
    let right = -Infinity;
    let diagonal =
      high + 1 >= lowBelow && high + 1 <= highBelow
        ? (linking[high + 1 - start.target] ?? 0)
        : -Infinity;
    for (let column = high; column >= low; column--) {
      const at = column - start.target;
      const below = column >= lowBelow && column <= highBelow;
      const down = below ? (skipping[at] ?? 0) : -Infinity;
      const atEnd = row === end.source && column === end.target;
      const bead = diagonal + (pairs[base + column] ?? 0);
      const on = SKIP + (right > down ? right : down);
      const returned = atEnd ? 0 : bead + RETURN;
      diagonal = below ? (linking[at] ?? 0) : -Infinity;
      right = returned > on ? returned : on;
      const linked = atEnd ? 0 : bead > on + LEAVE ? bead : on + LEAVE;
      skipping[at] = right;
      linking[at] = linked;
      if ((reach[base + column] ?? 0) + (linked > right ? linked : right) < least) continue;
      first = column;
      if (column > last) last = column;
    }
    bounds.low[row - start.source] = first;
    bounds.high[row - start.source] = last;
  }
  return bounds;
}

/** All nodes between the two, or so many around the diagonal that they stay within about `limit`. */
export function coarseGrid(from: Node, to: Node, limit: number): Grid {
  const rows = to.source - from.source;
  const columns = to.target - from.target;
  if ((rows + 1) * (columns + 1) <= limit) return new Grid(from, to);
  const path = Array.from({ length: rows + 1 }, (_, row) => ({
    source: from.source + row,
    target: from.target + Math.round((row * columns) / Math.max(1, rows))
  }));
  return Grid.around(from, to, path, Math.ceil(limit / (2 * (rows + columns))));
}
