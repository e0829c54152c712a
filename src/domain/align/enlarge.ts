// Large beads, up to 4–4, laid over the best path where it is in doubt: trying them everywhere would cost thrice the time.
import { LARGE_SHAPES, type Node, type Shape } from './grid';
import { LEAVE, RETURN, SKIP, type PathBead } from './path';

/** A path whose beads are all so sure needs no other. */
const SURE = 0.9;
const LARGEST = 4;
/** Gaps in which a large bead may stand alone; in a longer one chance would find it. */
const SMALL_GAP = 6;

/** Log-odds of any one bead; -Infinity where it may not stand. */
export type BeadScore = (node: Node, shape: Shape) => number;

interface Replacement {
  /** Beads `[from, to)` of the path give way. */
  from: number;
  to: number;
  bead: PathBead;
  gain: number;
}

/** The path from `start` to `end` with runs of its beads, and sentences left out beside them, joined where that scores better. */
export function enlarged(
  path: readonly PathBead[],
  { start, end }: { start: Node; end: Node },
  score: BeadScore
): PathBead[] {
  const found = path.flatMap((_, from) => replacementsAt(path, from, { start, end }, score));
  for (let index = 0; index <= path.length; index++) {
    const [opening, closing] = [path[index - 1], path[index]];
    const gap = { start: opening ? endOf(opening) : start, end: closing?.node ?? end };
    found.push(...additionsIn(gap, index, score));
  }
  found.sort((a, b) => b.gain - a.gain);
  const taken = new Set<number>();
  const chosen: Replacement[] = [];
  for (const each of found) {
    const beads = Array.from({ length: each.to - each.from }, (_, index) => each.from + index);
    if (beads.some((index) => taken.has(index)) || chosen.some((other) => overlap(other, each)))
      continue;
    for (const index of beads) taken.add(index);
    chosen.push(each);
  }
  const kept = path.filter((_, index) => !taken.has(index));
  return [...kept, ...chosen.map(({ bead }) => bead)].sort((a, b) => a.node.source - b.node.source);
}

/** Two beads that take the same sentences from a gap between them. */
function overlap(one: Replacement, other: Replacement): boolean {
  return (['source', 'target'] as const).some((side) => {
    const [a, b] = [one.bead, other.bead];
    return a.node[side] < endOf(b)[side] && b.node[side] < endOf(a)[side];
  });
}

function endOf({ node, shape }: PathBead): Node {
  return { source: node.source + shape.source, target: node.target + shape.target };
}

/** Large beads over the path's beads from `from` on that score better than what they would replace. */
function replacementsAt(
  path: readonly PathBead[],
  from: number,
  bounds: { start: Node; end: Node },
  score: BeadScore
): Replacement[] {
  const found: Replacement[] = [];
  const [opening, first] = [path[from - 1], path[from]];
  if (!first) return found;
  const before = opening ? endOf(opening) : bounds.start;
  let own = first.node;
  let old = 0;
  let inDoubt = false;
  for (let to = from; to < path.length; to++) {
    const last = path[to] ?? first;
    old += gapValue(own, last.node) + score(last.node, last.shape);
    inDoubt ||= last.posterior < SURE;
    own = endOf(last);
    const size = { source: own.source - first.node.source, target: own.target - first.node.target };
    if (size.source > LARGEST || size.target > LARGEST) break;
    const after = path[to + 1]?.node ?? bounds.end;
    for (const shape of LARGE_SHAPES) {
      const spare = { source: shape.source - size.source, target: shape.target - size.target };
      if (!inDoubt && spare.source + spare.target === 0) continue;
      for (const node of nodesBefore(first.node, before, spare)) {
        const end = { source: node.source + shape.source, target: node.target + shape.target };
        if (end.source > after.source || end.target > after.target) continue;
        const saved =
          gapValue(before, first.node) -
          gapValue(before, node) +
          gapValue(own, after) -
          gapValue(end, after);
        const gain = score(node, shape) - old - saved;
        const bead = { node, shape, posterior: 1 / (1 + Math.exp(-gain)) };
        if (gain > 0) found.push({ from, to: to + 1, bead, gain });
      }
    }
  }
  return found;
}

/** Large beads within a small gap of both sides, which no bead of the path touches. */
function additionsIn(
  gap: { start: Node; end: Node },
  index: number,
  score: BeadScore
): Replacement[] {
  const found: Replacement[] = [];
  const free = {
    source: gap.end.source - gap.start.source,
    target: gap.end.target - gap.start.target
  };
  if (Math.max(free.source, free.target) > SMALL_GAP) return found;
  for (const shape of LARGE_SHAPES) {
    const spare = { source: free.source - shape.source, target: free.target - shape.target };
    const last = {
      source: gap.start.source + spare.source,
      target: gap.start.target + spare.target
    };
    for (const node of nodesBefore(last, gap.start, spare)) {
      const end = { source: node.source + shape.source, target: node.target + shape.target };
      const left = gapValue(gap.start, node) + gapValue(end, gap.end);
      const gain = score(node, shape) + left - gapValue(gap.start, gap.end);
      const bead = { node, shape, posterior: 1 / (1 + Math.exp(-gain)) };
      if (gain > 0) found.push({ from: index, to: index, bead, gain });
    }
  }
  return found;
}

/** Where a bead may begin that takes up to `spare` of the sentences left out before `first`. */
function nodesBefore(first: Node, before: Node, spare: Node): Node[] {
  const nodes: Node[] = [];
  if (spare.source < 0 || spare.target < 0) return nodes;
  for (let s = 0; s <= Math.min(spare.source, first.source - before.source); s++) {
    for (let t = 0; t <= Math.min(spare.target, first.target - before.target); t++) {
      nodes.push({ source: first.source - s, target: first.target - t });
    }
  }
  return nodes;
}

/** What leaving out all between two nodes is worth. */
function gapValue(from: Node, to: Node): number {
  const length = to.source - from.source + to.target - from.target;
  return length === 0 ? 0 : LEAVE + SKIP * length + RETURN;
}
