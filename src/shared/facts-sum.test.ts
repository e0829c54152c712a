import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { Summing, type FactsSum } from './facts-sum';

const sum = (facts: readonly [string, number][]): FactsSum => {
  const summing = new Summing();
  for (const [id, revision] of facts) summing.add(id, revision);
  return summing.total;
};

// Would catch: a difference that two faults take back, as a plain sum of revisions would have it; an order that matters.
it('tells apart what differs in one id or revision, and nothing else', () => {
  const facts = Array.from({ length: 5_000 }, (_, n): [string, number] => [randomUUID(), n + 1]);
  const whole = sum(facts);
  expect(sum(facts.toReversed())).toEqual(whole);
  const seen = new Set([whole.sum]);
  for (let at = 0; at + 1 < facts.length; at += 50) {
    const [[id, revision], [other, later]] = [facts[at]!, facts[at + 1]!];
    const swapped = facts.with(at, [id, later]).with(at + 1, [other, revision]);
    const variants = [facts.with(at, [id, revision + 2 ** 33]), facts.toSpliced(at, 1), swapped];
    for (const variant of variants) seen.add(sum(variant).sum);
  }
  expect(seen.size).toBe(1 + 3 * 100);
});
