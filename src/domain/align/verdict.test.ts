import { describe, expect, it } from 'vitest';
import type { Bead, LinkReason } from './schema';
import { judge } from './verdict';

/** Beads of one sentence a side, all for the same reasons. */
function beads(count: number, reasons: LinkReason[], confidence = 1): Bead[] {
  return Array.from({ length: count }, (_, index) => {
    const span: [number, number] = [index * 10, index * 10 + 9];
    return { source: [span], target: [span], confidence, reasons };
  });
}
function sentences(source: number, target: number) {
  const spans = (count: number) =>
    beads(count, []).flatMap(({ source: [span = [0, 0]] }) => [{ span, isLine: false }]);
  return { source: spans(source), target: spans(target) };
}
const name: LinkReason = { kind: 'name', value: 'Hanoi', weight: 2 };
const length = (weight: number): LinkReason => ({ kind: 'length', weight });

describe('judge', () => {
  it.each([
    ['a whole translation', beads(18, [length(1), name]), 20, 20, 'translation'],
    [
      'an excerpt: the target is all there, the source is not',
      beads(18, [name]),
      60,
      20,
      'partial'
    ],
    ['a fifth in common', beads(4, [length(1), name]), 20, 20, 'partial'],
    ['a few names in common', beads(3, [length(1), name]), 24, 24, 'comparable'],
    ['one sentence of a short text', beads(1, [name]), 6, 6, 'comparable'],
    ['one sentence and no more', beads(1, [name]), 1, 1, 'translation'],
    ['links in doubt, and few', beads(7, [length(0.3), name], 0.8), 20, 20, 'comparable'],
    ['links in doubt, but many', beads(12, [length(0.3), name], 0.8), 20, 20, 'partial'],
    ['lengths alone, over many sentences', beads(30, [length(1)]), 40, 40, 'translation'],
    ['lengths alone, over few sentences', beads(6, [length(1)]), 6, 6, 'comparable'],
    ['lengths that hardly agree', beads(30, [length(0.2)]), 40, 40, 'comparable'],
    ['faint links', beads(18, [name], 0.1), 20, 20, 'comparable'],
    ['mentions that speak against', beads(9, [{ ...name, weight: -1 }]), 10, 10, 'comparable'],
    ['nothing', [], 0, 0, 'comparable']
  ] as const)('%s', (_, list, source, target, verdict) => {
    expect(judge(list, [], sentences(source, target)).verdict).toBe(verdict);
  });

  // Would catch two pages that differ in menus and headlines being called a translation in part.
  it('counts lines that are no prose only where they are linked', () => {
    const { source, target } = sentences(40, 40);
    const lines = (of: typeof source) => of.map((each, index) => ({ ...each, isLine: index > 17 }));
    const around = { source: lines(source), target: lines(target) };
    expect(judge(beads(17, [length(1), name]), [], around).verdict).toBe('translation');
    expect(judge(beads(17, [length(1), name]), [], { source, target }).verdict).toBe('partial');
  });

  it('takes sentences in a row for a common part, and the same scattered for chance', () => {
    const strong = beads(2, [length(1), { ...name, weight: 5 }]);
    const row = judge(strong, [], sentences(40, 40));
    expect(row.verdict).toBe('partial');
    const apart = strong.map((bead, index) => {
      const span: [number, number] = [index * 70, index * 70 + 9];
      return { ...bead, target: [span] };
    });
    expect(judge(apart, [], sentences(40, 40)).verdict).toBe('comparable');
  });

  it('counts what the user confirmed', () => {
    const confirmed = beads(12, []).map((bead, index) => ({
      ...bead,
      id: String(index),
      state: 'confirmed' as const,
      confidence: 0,
      reasons: [{ kind: 'hand' as const, weight: 0 }]
    }));
    const result = judge([], confirmed, sentences(20, 20));
    expect(result).toEqual({ verdict: 'partial', evidence: 0.6 });
  });
});
