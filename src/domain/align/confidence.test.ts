import { describe, expect, it } from 'vitest';
import { confidenceOf, logOdds } from './confidence';

describe('confidenceOf', () => {
  // Would catch a curve that ranks links otherwise than the search does, or leaves 0…1.
  it('rises with the posterior, within 0 and 1', () => {
    const values = Array.from({ length: 101 }, (_, step) => confidenceOf(step / 100));
    expect(values).toEqual([...values].sort((a, b) => a - b));
    expect(values[0]).toBeGreaterThanOrEqual(0);
    expect(values.at(-1)).toBeLessThan(1);
  });

  // What counts as unsure in the rooms is drawn at .9 on either scale.
  it('leaves nine tenths where they are, and trusts doubtful links more', () => {
    expect(confidenceOf(0.9)).toBeCloseTo(0.9, 2);
    expect(confidenceOf(0.5)).toBeGreaterThan(0.75);
    expect(logOdds(0.5)).toBe(0);
  });
});
