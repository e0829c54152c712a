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

/** For each row the columns `low…high` that are allowed, packed one row after the other. */
export class Grid {
  readonly rows: number;
  readonly size: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly #base: Int32Array;
  readonly #fixedRows: ReadonlySet<number>;

  /** Every path goes through the fixed nodes, given in order. `near` narrows the grid to a radius around another path. */
  constructor(
    readonly sourceCount: number,
    readonly targetCount: number,
    fixed: readonly Node[],
    near?: { path: readonly Node[]; radius: number }
  ) {
    this.rows = sourceCount + 1;
    this.low = new Int32Array(this.rows);
    this.high = new Int32Array(this.rows).fill(targetCount);
    if (near) this.#narrow(near.path, near.radius);
    this.#fixedRows = new Set(fixed.map(({ source }) => source));
    for (const { source, target } of fixed) {
      for (let row = 0; row <= source; row++) this.high[row] = Math.min(this.highOf(row), target);
      for (let row = source; row < this.rows; row++)
        this.low[row] = Math.max(this.lowOf(row), target);
    }
    this.#base = new Int32Array(this.rows);
    let size = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#base[row] = size - this.lowOf(row);
      size += this.highOf(row) - this.lowOf(row) + 1;
    }
    this.size = size;
  }

  lowOf(row: number): number {
    return this.low[row] ?? 0;
  }

  highOf(row: number): number {
    return this.high[row] ?? -1;
  }

  /** Add the column to get a node's index. */
  baseOf(row: number): number {
    return this.#base[row] ?? 0;
  }

  has(row: number, column: number): boolean {
    return row >= 0 && row < this.rows && column >= this.lowOf(row) && column <= this.highOf(row);
  }

  /** Whether a step from `row` to `row + count` would pass a fixed node by. */
  passesFixed(row: number, count: number): boolean {
    for (let inner = row + 1; inner < row + count; inner++)
      if (this.#fixedRows.has(inner)) return true;
    return false;
  }

  #narrow(path: readonly Node[], radius: number): void {
    const low = new Int32Array(this.rows).fill(this.targetCount);
    const high = new Int32Array(this.rows);
    for (const { source, target } of path) {
      const end = Math.min(this.sourceCount, source + radius);
      for (let row = Math.max(0, source - radius); row <= end; row++) {
        low[row] = Math.min(low[row] ?? 0, Math.max(0, target - radius));
        high[row] = Math.max(high[row] ?? 0, Math.min(this.targetCount, target + radius));
      }
    }
    this.low.set(low);
    this.high.set(high);
  }
}
