import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { articleIdSchema } from '@domain/ids';
import { summarisePair } from './pair-summary';
import { pairOf } from './test-fixtures/facts';

// Catches sentences counted twice where two links touch one, and rejected links counted.
it('counts each source sentence once that a link touches', () => {
  const id = () => articleIdSchema.parse(randomUUID());
  const pair = pairOf(id(), id());
  const [link] = pair.links;
  const links = [
    {
      ...link!,
      source: [
        [0, 8],
        [30, 38]
      ] as [number, number][]
    },
    { ...link!, source: [[0, 8]] as [number, number][] },
    { ...link!, source: [[10, 18]] as [number, number][], state: 'rejected' as const },
    { ...link!, source: [[20, 28]] as [number, number][], state: 'confirmed' as const }
  ];
  const sentences = [0, 10, 20, 30, 40].map((start) => ({ start, end: start + 8 }));
  const summary = summarisePair({ ...pair, links }, sentences, 7);
  expect(summary).toMatchObject({ sentences: 5, linked: 3, annotations: 7 });
});
