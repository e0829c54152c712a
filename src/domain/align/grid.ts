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

export interface Node {
  source: number;
  target: number;
}

/** For each row of a rectangle of nodes the columns that are allowed, packed one row after the other. Rows and columns are absolute. */
export class Grid {
  readonly size: number;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #base: Int32Array;

  /** Paths run from `start` to `end`. `near` narrows the grid to a radius around another path between the two. */
  constructor(
    readonly start: Node,
    readonly end: Node,
    near?: { path: readonly Node[]; radius: number }
  ) {
    const rows = end.source - start.source + 1;
    this.#low = new Int32Array(rows).fill(near ? end.target : start.target);
    this.#high = new Int32Array(rows).fill(near ? start.target : end.target);
    if (near) this.#widen(near.path, near.radius);
    this.#base = new Int32Array(rows);
    let size = 0;
    for (let row = 0; row < rows; row++) {
      const low = this.#low[row] ?? 0;
      this.#base[row] = size - low;
      size += (this.#high[row] ?? 0) - low + 1;
    }
    this.size = size;
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

  #widen(path: readonly Node[], radius: number): void {
    const { start, end } = this;
    for (const { source, target } of path) {
      const from = Math.max(start.source, source - radius) - start.source;
      const to = Math.min(end.source, source + radius) - start.source;
      const left = Math.max(start.target, target - radius);
      const right = Math.min(end.target, target + radius);
      for (let row = from; row <= to; row++) {
        this.#low[row] = Math.min(this.#low[row] ?? left, left);
        this.#high[row] = Math.max(this.#high[row] ?? right, right);
      }
    }
  }
}
