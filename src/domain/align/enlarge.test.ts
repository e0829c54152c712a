import { describe, expect, it } from 'vitest';
import { enlarged, type BeadScore } from './enlarge';
import { PAIR, type Node, type Shape } from './grid';
import type { PathBead } from './path';

const pair = (source: number, target: number, posterior = 1): PathBead => ({
  node: { source, target },
  shape: PAIR,
  posterior
});
/** Plain pairs score 1; of the large beads only the one named, with 9. */
const scoring =
  (node: Node, size: [number, number]): BeadScore =>
  (at: Node, shape: Shape) => {
    if (shape.source === 1 && shape.target === 1) return 1;
    const isIt = shape.source === size[0] && shape.target === size[1];
    return isIt && at.source === node.source && at.target === node.target ? 9 : -20;
  };
const shapes = (beads: readonly PathBead[]) =>
  beads.map(({ node, shape }) => [node.source, node.target, shape.source, shape.target]);

describe('enlarged', () => {
  it('joins a pair with the sentences left out on both of its ends', () => {
    const path = [pair(0, 0), pair(3, 1), pair(5, 2)];
    const bounds = { start: { source: 0, target: 0 }, end: { source: 6, target: 3 } };
    const result = enlarged(path, bounds, scoring({ source: 1, target: 1 }, [4, 1]));
    expect(shapes(result)).toEqual([
      [0, 0, 1, 1],
      [1, 1, 4, 1],
      [5, 2, 1, 1]
    ]);
    expect(result[1]?.posterior).toBeGreaterThan(0.9);
  });

  // Would catch a large bead that swallows three right pairs for a little more score.
  it('leaves pairs alone that are sure', () => {
    const bounds = { start: { source: 0, target: 0 }, end: { source: 3, target: 3 } };
    const better = scoring({ source: 0, target: 0 }, [3, 3]);
    const sure = [pair(0, 0), pair(1, 1), pair(2, 2)];
    expect(enlarged(sure, bounds, better)).toEqual(sure);
    const doubted = [pair(0, 0), pair(1, 1, 0.4), pair(2, 2)];
    expect(shapes(enlarged(doubted, bounds, better))).toEqual([[0, 0, 3, 3]]);
  });

  it('never takes a sentence twice, nor one beyond the ends', () => {
    const bounds = { start: { source: 0, target: 0 }, end: { source: 6, target: 2 } };
    const greedy: BeadScore = (_, shape) => (shape.source > 1 ? 5 : 1);
    const result = enlarged([pair(1, 0, 0.5), pair(4, 1, 0.5)], bounds, greedy);
    const ends = result.map(({ node, shape }) => node.source + shape.source);
    expect(Math.max(...ends)).toBeLessThanOrEqual(6);
    result.slice(1).forEach(({ node }, index) => {
      expect(node.source).toBeGreaterThanOrEqual(ends[index] ?? 0);
    });
  });
});
