import { describe, expect, it } from 'vitest';
import { coarseGrid } from './corridor';

describe('coarseGrid', () => {
  // Would catch a book that takes all memory, and a band too narrow to join both corners.
  it.each([
    [30_000, 28_000],
    [2_000, 40_000],
    [40_000, 300]
  ])('keeps %i × %i sentences within its limit, corner to corner', (source, target) => {
    const grid = coarseGrid(
      { source: 5, target: 7 },
      { source: 5 + source, target: 7 + target },
      1_000_000
    );
    expect(grid.size).toBeLessThan(2_500_000);
    expect(grid.has(5, 7)).toBe(true);
    expect(grid.has(5 + source, 7 + target)).toBe(true);
    const parted = Array.from({ length: source }, (_, index) => index + 6).filter(
      (row) => grid.lowOf(row) > grid.highOf(row - 1)
    );
    expect(parted).toEqual([]);
  });
});
