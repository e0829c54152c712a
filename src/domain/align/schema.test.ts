import { expect, it } from 'vitest';
import { isDisagreement } from './doubts';
import { linkReasonSchema, pairSchema } from './schema';

// Catches a pair that an earlier version stored and that is no longer read: its links and hand work would be set aside.
it('reads pairs as they were stored before reasons had origins and verdicts a hand', () => {
  const stored = {
    format: 'diptych-pair/1',
    id: '0b8f7c1e-6d5a-4c3b-9a2f-1e0d9c8b7a6f',
    sourceId: '1b8f7c1e-6d5a-4c3b-9a2f-1e0d9c8b7a6f',
    targetId: '2b8f7c1e-6d5a-4c3b-9a2f-1e0d9c8b7a6f',
    verdict: 'partial',
    evidence: 0.5,
    alignerVersion: 1,
    links: [
      {
        id: 'a',
        source: [[0, 10]],
        target: [[0, 12]],
        confidence: 0.9,
        reasons: [
          { kind: 'length', weight: 1.5 },
          { kind: 'number', value: '3 ≠ 4', weight: -2.1 }
        ],
        state: 'confirmed'
      }
    ],
    created: '2026-11-21T09:41:00.000Z',
    modified: '2026-11-21T09:41:00.000Z'
  };
  expect(pairSchema.parse(stored)).toEqual(stored);
});

// Catches a length that fits badly shown as a contradiction, and a negation that is not.
it('tells what contradicts from what merely speaks against a link', () => {
  const conflicts = [
    { kind: 'negation', value: 'không ≠ will', weight: -2 },
    { kind: 'name', value: 'Lâm ≠ Nam', weight: -2, origin: 'names' },
    { kind: 'length', weight: -3 },
    { kind: 'word', value: 'bridge = cầu', weight: 2, origin: 'dictionary' }
  ].map((reason) => isDisagreement(linkReasonSchema.parse(reason)));
  expect(conflicts).toEqual([true, true, false, false]);
});
