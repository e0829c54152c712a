import { describe, expect, it } from 'vitest';
import { inConflict, isUnsure, valuesApart } from './doubts';
import type { Link } from './schema';

const link = (given: Partial<Link>): Link => ({
  id: 'a',
  source: [[0, 5]],
  target: [[0, 5]],
  confidence: 0.95,
  reasons: [],
  state: 'proposed',
  ...given
});
const years = { kind: 'date', value: '1973 ≠ 1995', weight: -3 } as const;

// Catches a doubtful link that nobody is led to, and one the user has settled that is asked about again.
describe('doubts', () => {
  it('are links below the line or spoken against, until a person has said', () => {
    expect(isUnsure(link({}))).toBe(false);
    expect(isUnsure(link({ confidence: 0.89 }))).toBe(true);
    expect(isUnsure(link({ reasons: [years] }))).toBe(true);
    expect(isUnsure(link({ reasons: [years], state: 'confirmed' }))).toBe(false);
    expect(isUnsure(link({ confidence: 0.1, state: 'rejected' }))).toBe(false);
  });

  it('are conflicts while the link stands', () => {
    expect(inConflict(link({ reasons: [years] }))).toBe(true);
    expect(inConflict(link({ reasons: [years], state: 'confirmed' }))).toBe(true);
    expect(inConflict(link({ reasons: [years], state: 'rejected' }))).toBe(false);
    expect(inConflict(link({ reasons: [{ kind: 'length', weight: -3 }] }))).toBe(false);
  });

  it('tell both values apart', () => {
    expect(valuesApart(years)).toEqual(['1973', '1995']);
    expect(valuesApart({ kind: 'date', weight: -1 })).toBeNull();
  });
});
