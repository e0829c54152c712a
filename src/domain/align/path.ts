// Two states over the grid: a bead, or a run of sentences left out (source ones first). Nothing is
// forced: leaving out costs little. Gives the best path, and how sure each of its beads is.
import type { Grid, Node, Shape } from './grid';

/** A bead on a path; `node` is where it begins. */
export interface PathBead {
  node: Node;
  shape: Shape;
  /** 0…1: its share of all paths, by weight. */
  posterior: number;
}

/** Log-odds by shape, at the index of the node where the bead begins; -Infinity where it may not stand. */
export type BeadScores = ReadonlyMap<Shape, Float32Array>;

/** What it costs to stop linking, to leave out a sentence, and to link again. */
export const LEAVE = -2;
export const SKIP = -0.3;
export const RETURN = -0.7;

/** Weights of the ways to stand in each node: after a bead, within a run left out, about to begin a bead. */
interface States {
  linked: Float64Array;
  sourceSkipped: Float64Array;
  targetSkipped: Float64Array;
  entering: Float64Array;
}

function states(grid: Grid): States {
  const fresh = () => new Float64Array(grid.size).fill(-Infinity);
  return { linked: fresh(), sourceSkipped: fresh(), targetSkipped: fresh(), entering: fresh() };
}

/** ln(1 + e^-x) at every 1/64 up to 24; beyond, the smaller term is nothing. */
const STEPS = 64;
const REACH = 24;
const softplus = Float64Array.from({ length: REACH * STEPS + 2 }, (_, step) =>
  Math.log1p(Math.exp(-step / STEPS))
);

/** ln(e^a + e^b), to five places: most of the time of an alignment goes here. */
function logSum(a: number, b: number): number {
  const high = a > b ? a : b;
  const difference = (a > b ? a - b : b - a) * STEPS;
  // Not "≥": the difference of two -Infinity is NaN.
  if (!(difference < REACH * STEPS)) return high;
  const step = difference | 0;
  const here = softplus[step] ?? 0;
  return high + here + (difference - step) * ((softplus[step + 1] ?? 0) - here);
}

function isAt({ source, target }: Node, row: number, column: number): boolean {
  return row === source && column === target;
}

/** How to weigh ways that meet in a node: the best of them, or all. */
type Join = (a: number, b: number) => number;

function forward(grid: Grid, scores: BeadScores, join: Join): States {
  const result = states(grid);
  const { linked, sourceSkipped, targetSkipped, entering } = result;
  const shapes = [...scores].map(([shape, score]) => ({ ...shape, score }));
  for (let row = grid.start.source; row <= grid.end.source; row++) {
    const base = grid.baseOf(row);
    for (let column = grid.lowOf(row); column <= grid.highOf(row); column++) {
      const node = base + column;
      let beads = isAt(grid.start, row, column) ? 0 : -Infinity;
      for (const { source, target, score } of shapes) {
        if (!grid.has(row - source, column - target)) continue;
        const from = grid.baseOf(row - source) + column - target;
        beads = join(beads, (entering[from] ?? 0) + (score[from] ?? 0));
      }
      linked[node] = beads;
      if (grid.has(row - 1, column)) {
        const from = grid.baseOf(row - 1) + column;
        sourceSkipped[node] = SKIP + join((linked[from] ?? 0) + LEAVE, sourceSkipped[from] ?? 0);
      }
      if (column > grid.lowOf(row)) {
        const left = join((linked[node - 1] ?? 0) + LEAVE, sourceSkipped[node - 1] ?? 0);
        targetSkipped[node] = SKIP + join(left, targetSkipped[node - 1] ?? 0);
      }
      const skipped = join(sourceSkipped[node] ?? 0, targetSkipped[node] ?? 0);
      entering[node] = join(beads, skipped + RETURN);
    }
  }
  return result;
}

function backward(grid: Grid, scores: BeadScores): States {
  const result = states(grid);
  const { linked, sourceSkipped, targetSkipped } = result;
  const shapes = [...scores].map(([shape, score]) => ({ ...shape, score }));
  for (let row = grid.end.source; row >= grid.start.source; row--) {
    const base = grid.baseOf(row);
    for (let column = grid.highOf(row); column >= grid.lowOf(row); column--) {
      const node = base + column;
      const atEnd = isAt(grid.end, row, column);
      let beads = atEnd ? 0 : -Infinity;
      for (const { source, target, score } of shapes) {
        if (!grid.has(row + source, column + target)) continue;
        const to = grid.baseOf(row + source) + column + target;
        beads = logSum(beads, (linked[to] ?? 0) + (score[node] ?? 0));
      }
      const down = grid.has(row + 1, column)
        ? SKIP + (sourceSkipped[grid.baseOf(row + 1) + column] ?? -Infinity)
        : -Infinity;
      const right =
        column < grid.highOf(row) ? SKIP + (targetSkipped[node + 1] ?? -Infinity) : -Infinity;
      const returned = atEnd ? 0 : beads + RETURN;
      targetSkipped[node] = logSum(returned, right);
      sourceSkipped[node] = logSum(logSum(returned, right), down);
      linked[node] = logSum(beads, LEAVE + logSum(down, right));
    }
  }
  return result;
}

/** The nodes of the best path from the first to the last, with the shapes of beads that begin in them. */
function bestSteps(grid: Grid, scores: BeadScores): { node: Node; shape: Shape | null }[] {
  const join: Join = (a, b) => (a > b ? a : b);
  const { linked, sourceSkipped, targetSkipped, entering } = forward(grid, scores, join);
  const steps: { node: Node; shape: Shape | null }[] = [];
  let { source: row, target: column } = grid.end;
  const value = (state: Float64Array) => state[grid.baseOf(row) + column] ?? -Infinity;
  const pick = (leave: number): 0 | 1 | 2 => {
    const [a, b, c] = [value(linked) + leave, value(sourceSkipped), value(targetSkipped)];
    return a >= b && a >= c ? 0 : b >= c ? 1 : 2;
  };
  let state = pick(0);
  while (!isAt(grid.start, row, column)) {
    if (state === 0) {
      const here = value(linked);
      const found = [...scores].find(([shape, score]) => {
        if (!grid.has(row - shape.source, column - shape.target)) return false;
        const from = grid.baseOf(row - shape.source) + column - shape.target;
        return (entering[from] ?? 0) + (score[from] ?? 0) === here;
      });
      if (!found) throw new Error('the best path leads nowhere');
      row -= found[0].source;
      column -= found[0].target;
      steps.push({ node: { source: row, target: column }, shape: found[0] });
      state = pick(-RETURN);
    } else {
      const targetRun = state === 2;
      if (targetRun) column--;
      else row--;
      steps.push({ node: { source: row, target: column }, shape: null });
      const fromLinked = value(linked) + LEAVE;
      const fromSource = value(sourceSkipped);
      const fromTarget = targetRun ? value(targetSkipped) : -Infinity;
      state =
        fromTarget >= fromLinked && fromTarget >= fromSource ? 2 : fromSource >= fromLinked ? 1 : 0;
    }
  }
  return steps.reverse();
}

/** Beads of the best path in order, each with its posterior over all paths. */
export function bestBeads(grid: Grid, scores: BeadScores): PathBead[] {
  const ahead = forward(grid, scores, logSum);
  const { linked: behind } = backward(grid, scores);
  const end = grid.baseOf(grid.end.source) + grid.end.target;
  const skipped = logSum(ahead.sourceSkipped[end] ?? 0, ahead.targetSkipped[end] ?? 0);
  const total = logSum(ahead.linked[end] ?? 0, skipped);
  return bestSteps(grid, scores).flatMap(({ node, shape }) => {
    if (!shape) return [];
    const from = grid.baseOf(node.source) + node.target;
    const to = grid.baseOf(node.source + shape.source) + node.target + shape.target;
    const score = scores.get(shape)?.[from] ?? -Infinity;
    const weight = (ahead.entering[from] ?? 0) + score + (behind[to] ?? 0) - total;
    return [{ node, shape, posterior: Math.min(1, Math.exp(weight)) }];
  });
}
