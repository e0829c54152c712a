import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  confirmLinks,
  linkByHand,
  mergeLinks,
  proposedUpTo,
  realigned,
  splitLink,
  unlink
} from './corrections';
import { isLive, type Bead, type Link, type Span } from './schema';

/** Sentence n of a side, ten code units long. */
const span = (n: number): Span => [n * 11, n * 11 + 10];
const spans = (numbers: readonly number[]): Span[] => numbers.map(span);
const bead = (source: number[], target: number[]): Bead => ({
  source: spans(source),
  target: spans(target),
  confidence: 0.9,
  reasons: [{ kind: 'length', weight: 1 }]
});
const link = (
  id: string,
  source: number[],
  target: number[],
  state: Link['state'] = 'proposed'
): Link => ({ ...bead(source, target), id, state });

/** `id state sources-targets`, one a link, in order of id. */
const shown = (links: readonly Link[]): string[] =>
  links
    .map(({ id, state, source, target }) => {
      const numbers = (side: readonly Span[]) => side.map(([start]) => start / 11).join('+');
      return `${id} ${state} ${numbers(source)}-${numbers(target)}`;
    })
    .sort();

const three = [link('a', [0], [0]), link('b', [1, 2], [1]), link('c', [3], [2, 3], 'confirmed')];

describe('links by hand', () => {
  it('take their sentences from other links, and what has a side left empty goes', () => {
    expect(shown(linkByHand(three, { source: spans([2]), target: spans([0]) }, 'x'))).toEqual([
      'b proposed 1-1',
      'c confirmed 3-2+3',
      'x confirmed 2-0'
    ]);
    expect(linkByHand(three, { source: spans([2]), target: spans([5]) }, 'x')[1]?.reasons).toEqual(
      []
    );
  });

  it('may cross others', () => {
    const crossed = linkByHand(three, { source: spans([5]), target: spans([0]) }, 'x');
    expect(shown(crossed)).toContain('x confirmed 5-0');
  });

  it('can say that sentences have no counterpart, until they are linked after all', () => {
    const alone = linkByHand(three, { source: spans([1, 2]), target: [] }, 'x');
    expect(shown(alone)).toEqual(['a proposed 0-0', 'c confirmed 3-2+3', 'x confirmed 1+2-']);
    expect(alone.filter(isLive)).toHaveLength(2);
    const later = linkByHand(alone, { source: spans([2]), target: spans([1]) }, 'y');
    expect(shown(later)).toContain('x confirmed 1-');
    expect(shown(unlink(alone, 'x'))).toEqual(['a proposed 0-0', 'c confirmed 3-2+3']);
  });

  it('bring back what was rejected', () => {
    const rejected = unlink(three, 'a');
    expect(shown(rejected)).toContain('a rejected 0-0');
    const again = linkByHand(rejected, { source: spans([0]), target: spans([0]) }, 'x');
    expect(shown(again).filter((line) => line.endsWith(' 0-0'))).toEqual(['x confirmed 0-0']);
  });
});

describe('other corrections', () => {
  it('merge and split', () => {
    expect(shown(mergeLinks(three, ['a', 'b'], 'x'))).toEqual([
      'c confirmed 3-2+3',
      'x confirmed 0+1+2-0+1'
    ]);
    const split = splitLink(mergeLinks(three, ['a', 'b'], 'x'), 'x', { source: 1, target: 1 }, [
      'y',
      'z'
    ]);
    expect(shown(split)).toEqual(['c confirmed 3-2+3', 'y confirmed 0-0', 'z confirmed 1+2-1']);
    expect(shown(splitLink(three, 'b', { source: 1, target: 1 }, ['y', 'z']))).toEqual(
      shown(three)
    );
  });

  it('confirm one, or all up to a place', () => {
    expect(shown(confirmLinks(three, new Set(['b', 'nobody'])))[1]).toBe('b confirmed 1+2-1');
    expect([...proposedUpTo(three, 1 * 11 + 5)]).toEqual(['a', 'b']);
    expect([...proposedUpTo(three, 5)]).toEqual(['a']);
  });
});

describe('a new alignment', () => {
  it('keeps what a person said, the ids of what comes back, and says what changes', () => {
    const said = unlink(three, 'a');
    const beads = [bead([0], [0]), bead([1, 2], [1]), bead([4], [3]), bead([5], [5])];
    const { links, added, removed } = realigned(said, beads, () => 'new');
    expect(shown(links)).toEqual([
      'a rejected 0-0',
      'b proposed 1+2-1',
      'c confirmed 3-2+3',
      'new proposed 5-5'
    ]);
    expect(shown(added)).toEqual(['new proposed 5-5']);
    expect(removed).toEqual([]);
    expect(shown(realigned(said, [], () => 'new').removed)).toEqual(['b proposed 1+2-1']);
  });
});

const some = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 4 });
const filled = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 });
const sentences = fc.tuple(some, some).filter(([s, t]) => s.length + t.length > 0);
type Act = (links: readonly Link[], id: () => string) => Link[];
const pick = (links: readonly Link[], n: number): string => links[n % links.length]?.id ?? '';
const act: fc.Arbitrary<Act> = fc.oneof(
  sentences.map(
    ([s, t]): Act =>
      (links, id) =>
        linkByHand(links, { source: spans(s), target: spans(t) }, id())
  ),
  fc.nat().map(
    (n): Act =>
      (links) =>
        unlink(links, pick(links, n))
  ),
  fc.nat().map(
    (n): Act =>
      (links) =>
        confirmLinks(links, new Set([pick(links, n)]))
  ),
  fc.nat(150).map(
    (n): Act =>
      (links) =>
        confirmLinks(links, proposedUpTo(links, n))
  ),
  fc.tuple(fc.nat(), fc.nat()).map(
    ([n, m]): Act =>
      (links, id) =>
        mergeLinks(links, [pick(links, n), pick(links, m)], id())
  ),
  fc.tuple(fc.nat(), fc.nat(3), fc.nat(3)).map(
    ([n, source, target]): Act =>
      (links, id) =>
        splitLink(links, pick(links, n), { source, target }, [id(), id()])
  ),
  fc.array(fc.tuple(filled, filled), { maxLength: 4 }).map((beads): Act => (links, id) => {
    // An aligner's beads never overlap each other.
    const used = { s: new Set<number>(), t: new Set<number>() };
    const apart = beads.filter(([s, t]) => {
      if (s.some((n) => used.s.has(n)) || t.some((n) => used.t.has(n))) return false;
      for (const n of s) used.s.add(n);
      for (const n of t) used.t.add(n);
      return true;
    });
    const next = realigned(
      links,
      apart.map(([s, t]) => bead(s.toSorted(byNumber), t.toSorted(byNumber))),
      id
    ).links;
    const said = (all: readonly Link[]) => all.filter(({ state }) => state !== 'proposed');
    expect(said(next)).toEqual(said(links));
    return next;
  })
);
const byNumber = (a: number, b: number): number => a - b;

// Catches a sentence that two links claim, an act that loses or doubles one, and hand work that a new alignment moves.
it('any order of acts keeps each sentence in one link at most, and every link whole', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let count = 0;
      const id = (): string => `n${String(count++)}`;
      let links: Link[] = [...three];
      for (const each of acts) {
        const before = structuredClone(links);
        const next = each(links, id);
        expect(links).toEqual(before);
        links = next;
        const standing = links.filter(({ state }) => state !== 'rejected');
        for (const side of ['source', 'target'] as const) {
          const starts = standing.flatMap((one) => one[side].map(([start]) => start));
          expect(new Set(starts).size).toBe(starts.length);
          for (const one of links)
            expect(one[side]).toEqual(one[side].toSorted((a, b) => a[0] - b[0]));
        }
        expect(new Set(links.map((one) => one.id)).size).toBe(links.length);
        for (const one of standing) {
          expect(one.source.length + one.target.length).toBeGreaterThan(0);
          if (one.state === 'proposed') expect(isLive(one)).toBe(true);
        }
      }
    }),
    { numRuns: 400 }
  );
});
