// The places a path may take: node (i, j) means that i source and j target sentences lie behind it.

/** A bead's form: how many sentences of each side it joins, and the log-odds of that form against a plain pair. */
export interface Shape {
  source: number;
  target: number;
  prior: number;
}

export const PAIR: Shape = { source: 1, target: 1, prior: -0.05 };
/** Ordered so that swapping the sides leaves scores alone. */
export const SHAPES: readonly Shape[] = [
  PAIR,
  { source: 1, target: 2, prior: -3.2 },
  { source: 2, target: 1, prior: -3.2 },
  { source: 2, target: 2, prior: -5.5 },
  { source: 1, target: 3, prior: -5.5 },
  { source: 3, target: 1, prior: -5.5 }
];
/** Seldom and large: tried only where the best path of the others is in doubt. */
export const LARGE_SHAPES: readonly Shape[] = [
  { source: 1, target: 4, prior: -8 },
  { source: 4, target: 1, prior: -8 },
  { source: 2, target: 3, prior: -8 },
  { source: 3, target: 2, prior: -8 },
  { source: 2, target: 4, prior: -10 },
  { source: 4, target: 2, prior: -10 },
  { source: 3, target: 3, prior: -10 },
  { source: 3, target: 4, prior: -11 },
  { source: 4, target: 3, prior: -11 },
  { source: 4, target: 4, prior: -12 }
];

/** Enough to learn from: what the others would add is seldom sure. */
export const PLAIN_SHAPES: readonly Shape[] = SHAPES.slice(0, 3);

export interface Node {
  source: number;
  target: number;
}

/** For each row the first and last column, absolute. */
interface Bounds {
  low: Int32Array;
  high: Int32Array;
}

/** For each row of a rectangle of nodes the columns that are allowed, packed one row after the other. Rows and columns are absolute. */
export class Grid {
  readonly size: number;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #base: Int32Array;

  /** Paths run from `start` to `end`. Without `bounds` all nodes between the two are allowed. */
  constructor(
    readonly start: Node,
    readonly end: Node,
    bounds?: Bounds
  ) {
    const rows = end.source - start.source + 1;
    this.#low = bounds?.low ?? new Int32Array(rows).fill(start.target);
    this.#high = bounds?.high ?? new Int32Array(rows).fill(end.target);
    this.#base = new Int32Array(rows);
    let size = 0;
    for (let row = 0; row < rows; row++) {
      const low = this.#low[row] ?? 0;
      this.#base[row] = size - low;
      size += (this.#high[row] ?? 0) - low + 1;
    }
    this.size = size;
  }

  /** The nodes within `radius` of a path between the two. */
  static around(start: Node, end: Node, path: readonly Node[], radius: number): Grid {
    const rows = end.source - start.source + 1;
    const low = new Int32Array(rows).fill(end.target);
    const high = new Int32Array(rows).fill(start.target);
    for (const { source, target } of path) {
      low[source - start.source] = Math.min(low[source - start.source] ?? target, target);
      high[source - start.source] = Math.max(high[source - start.source] ?? target, target);
    }
    return new Grid(start, end).narrowed({ low, high }, radius);
  }

  /** What of the grid lies within the bounds or, in rows and columns, within `padding` of them. */
  narrowed({ low, high }: Bounds, padding: number): Grid {
    const bounds = { low: new Int32Array(low.length), high: new Int32Array(high.length) };
    for (let row = 0; row < low.length; row++) {
      const [from, to] = [Math.max(0, row - padding), row + padding + 1];
      const left = Math.min(...low.subarray(from, to)) - padding;
      const right = Math.max(...high.subarray(from, to)) + padding;
      bounds.low[row] = Math.max(this.#low[row] ?? left, left);
      bounds.high[row] = Math.min(this.#high[row] ?? right, right);
    }
    return new Grid(this.start, this.end, bounds);
  }

  lowOf(row: number): number {
    return this.#low[row - this.start.source] ?? 0;
  }

  highOf(row: number): number {
    return this.#high[row - this.start.source] ?? -1;
  }

  /** Add the column to get a node's index. */
  baseOf(row: number): number {
    return this.#base[row - this.start.source] ?? 0;
  }

  has(row: number, column: number): boolean {
    return column >= this.lowOf(row) && column <= this.highOf(row);
  }
}
