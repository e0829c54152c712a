import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Link, LinkReason } from '@domain/align/schema';
import { wordsInConflict } from './conflict-words';
import { isAt, markLinks, nextStop } from './link-marks';

const years: LinkReason = { kind: 'number', value: '1973 ≠ 1995', weight: -2.1 };
const link = (at: number, more: Partial<Link> = {}): Link => ({
  id: String(at),
  source: [[at, at + 8]],
  target: [[at + 100, at + 108]],
  confidence: 0.95,
  reasons: [],
  state: 'proposed',
  ...more
});
const sentences = [0, 10, 20, 30, 40].map((start) => ({ start, end: start + 9 }));
const targets = sentences.map(({ start, end }) => ({ start: start + 100, end: end + 100 }));

function marks(links: Link[], verdict: 'translation' | 'comparable' = 'translation') {
  const linked = (side: 'source' | 'target') => (sentence: { start: number }) =>
    links.some(
      (each) => each.state !== 'rejected' && each[side].some(([start]) => start === sentence.start)
    );
  return markLinks(
    { links, verdict },
    {
      source: { sentences, isLinked: linked('source') },
      target: { sentences: targets, isLinked: linked('target') }
    },
    (offset) => offset - 100
  );
}

describe('marks', () => {
  // Would catch: a link undone by hand that still raises an alarm, and one confirmed that is still asked about.
  it('gather conflicts and doubts in the order of the text', () => {
    const found = marks([
      link(40, { reasons: [years] }),
      link(0, { confidence: 0.5 }),
      link(10, { reasons: [years], state: 'rejected' }),
      link(20, { reasons: [years], state: 'confirmed' })
    ]);
    expect(found.conflicts.map(({ start }) => start)).toEqual([20, 40]);
    expect(found.unsure.map(({ start }) => start)).toEqual([0, 40]);
  });

  // Would catch: each sentence of a long omission counted as one, and comparable articles marked all over.
  it('make one passage of sentences alone one after the other, of both sides in one order', () => {
    const found = marks([link(0), link(30)]);
    expect(found.alone.map(({ side, start, end }) => `${side} ${start}–${end}`)).toEqual([
      'source 10–29',
      'target 110–129',
      'source 40–49',
      'target 140–149'
    ]);
    expect(marks([link(0)], 'comparable').alone).toEqual([]);
  });

  // Would catch: a key that skips a place, or one that is stuck at one.
  it('are all visited by going on, in either direction, from anywhere', () => {
    const { alone } = marks([link(0), link(30)]);
    fc.assert(
      fc.property(
        fc.constantFrom('source' as const, 'target' as const),
        fc.nat(49),
        fc.constantFrom('forward' as const, 'back' as const),
        (side, offset, direction) => {
          let here = { side, offset: side === 'source' ? offset : offset + 100, position: offset };
          const visited = new Set<number>();
          for (let step = 0; step < alone.length; step += 1) {
            const stop = nextStop(alone, here, direction)!;
            visited.add(alone.indexOf(stop));
            here = { side: stop.side, offset: stop.start, position: stop.position };
            expect(isAt(stop, here)).toBe(true);
          }
          expect(visited.size).toBe(alone.length);
        }
      )
    );
    expect(nextStop([], { side: 'source', offset: 0, position: 0 }, 'forward')).toBeNull();
  });

  it('count a link as reached from either side', () => {
    const { conflicts } = marks([link(20, { reasons: [years] }), link(40, { reasons: [years] })]);
    const next = nextStop(conflicts, { side: 'target', offset: 125, position: 25 }, 'forward');
    expect(next?.start).toBe(40);
  });
});

// Would catch: 19 marked within 1995, or a value marked in the sentence beside the link.
it('finds the values of a conflict as whole words within the link', () => {
  const text = 'In 19 of 1995, 19 men. Later 19 women.';
  const reason: LinkReason = { kind: 'number', value: '19 ≠ 20', weight: -2.1 };
  const found = wordsInConflict(
    link(0, { source: [[0, 22]], target: [[0, 22]], reasons: [reason] }),
    'source',
    text
  );
  expect(found.map(({ start, end }) => `${start} ${text.slice(start, end)}`)).toEqual([
    '3 19',
    '15 19'
  ]);
});
