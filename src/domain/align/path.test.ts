import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Grid, PAIR, SHAPES, type Shape } from './grid';
import { bestBeads, type BeadScores } from './path';

const shapes: Shape[] = SHAPES.slice(0, 3);

interface Way {
  weight: number;
  beads: string[];
}

/** Every path there is, spelled out: the search's own rules in their plainest form. */
function everyWay(grid: Grid, scores: BeadScores): Way[] {
  const ways: Way[] = [];
  const walk = (row: number, column: number, state: 'bead' | 'source' | 'target', way: Way) => {
    if (row === grid.end.source && column === grid.end.target) ways.push(way);
    const node = grid.baseOf(row) + column;
    for (const [shape, score] of scores) {
      if (!grid.has(row + shape.source, column + shape.target)) continue;
      const weight = way.weight + (score[node] ?? 0) + (state === 'bead' ? 0 : -0.7);
      const bead = `${String(row)},${String(column)} ${String(shape.source)}-${String(shape.target)}`;
      walk(row + shape.source, column + shape.target, 'bead', {
        weight,
        beads: [...way.beads, bead]
      });
    }
    const skip = { ...way, weight: way.weight - 0.3 - (state === 'bead' ? 2 : 0) };
    if (state !== 'target' && grid.has(row + 1, column)) walk(row + 1, column, 'source', skip);
    if (grid.has(row, column + 1)) walk(row, column + 1, 'target', skip);
  };
  walk(grid.start.source, grid.start.target, 'bead', { weight: 0, beads: [] });
  return ways;
}

describe('bestBeads', () => {
  // Would catch any slip in the two recursions: a state left out, a step counted twice, a cost in the wrong place.
  it('agrees with trying every path', () => {
    const setting = fc.record({
      rows: fc.integer({ min: 0, max: 3 }),
      columns: fc.integer({ min: 0, max: 3 }),
      values: fc.array(fc.integer({ min: -400, max: 400 }), { minLength: 48, maxLength: 48 }),
      origin: fc.record({ source: fc.nat(5), target: fc.nat(5) })
    });
    fc.assert(
      fc.property(setting, ({ rows, columns, values, origin }) => {
        const grid = new Grid(origin, {
          source: origin.source + rows,
          target: origin.target + columns
        });
        const scores: BeadScores = new Map(
          shapes.map((shape, at) => {
            const row = Float32Array.from(
              { length: grid.size },
              (_, node) => ((values[(node * 3 + at) % 48] ?? 0) + node) / 100
            );
            return [shape, row];
          })
        );
        const ways = everyWay(grid, scores).filter(({ weight }) => weight > -Infinity);
        const best = Math.max(...ways.map(({ weight }) => weight));
        const total = ways.reduce((sum, { weight }) => sum + Math.exp(weight - best), 0);
        const found = bestBeads(grid, scores);
        const names = found.map(
          ({ node, shape }) =>
            `${String(node.source)},${String(node.target)} ${String(shape.source)}-${String(shape.target)}`
        );
        const chosen = ways.filter(({ beads }) => String(beads) === String(names));
        expect(Math.max(...chosen.map(({ weight }) => weight))).toBeCloseTo(best, 3);
        found.forEach(({ posterior }, index) => {
          const with_ = ways.filter(({ beads }) => beads.includes(names[index] ?? ''));
          const share = with_.reduce((sum, { weight }) => sum + Math.exp(weight - best), 0) / total;
          expect(posterior).toBeCloseTo(share, 3);
        });
      }),
      { numRuns: 200 }
    );
  });

  it('keeps within the corridor', () => {
    const path = [0, 1, 2, 3, 4, 5, 6].map((step) => ({
      source: Math.max(0, step - 3),
      target: Math.min(3, step)
    }));
    const grid = Grid.around({ source: 0, target: 0 }, { source: 3, target: 3 }, path, 0);
    const scores: BeadScores = new Map([[PAIR, new Float32Array(grid.size).fill(50)]]);
    expect(grid.has(2, 1)).toBe(false);
    expect(bestBeads(grid, scores).map(({ node }) => node)).toEqual([{ source: 0, target: 2 }]);
  });
});
