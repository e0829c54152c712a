import { describe, expect, it } from 'vitest';
import { coverageRuns, type SentenceState } from './coverage-runs';

describe('the strip of sentences', () => {
  const few: SentenceState[] = ['linked', 'linked', 'alone', 'conflict'];

  it('has a cell for each of a few sentences', () => {
    expect(coverageRuns(few, 132)).toEqual({
      dense: false,
      runs: few.map((state) => ({ state, count: 1 }))
    });
  });

  // Would catch: a book's strip that runs over its neighbours in the status line, a pixel and a gap for each change.
  it('never has more cells than pixels, and loses no conflict', () => {
    const book = Array.from({ length: 20_000 }, (_, at): SentenceState => {
      if (at === 7_777) return 'conflict';
      return at % 3 === 0 ? 'alone' : 'linked';
    });
    const { runs, dense } = coverageRuns(book, 132);
    expect(dense).toBe(true);
    expect(runs.reduce((sum, { count }) => sum + count, 0)).toBe(132);
    const before = runs.findIndex(({ state }) => state === 'conflict');
    const place = runs.slice(0, before).reduce((sum, { count }) => sum + count, 0);
    expect(place).toBe(Math.floor((7_777 * 132) / 20_000));
    expect(runs[0]?.state, 'what most of its sentences are').toBe('linked');
  });
});
