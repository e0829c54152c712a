import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counterparts, coverage } from './counterparts';
import type { Link, Span } from './schema';

const link = (source: Span[], target: Span[], more: Partial<Link> = {}): Link => ({
  id: `${String(source)}-${String(target)}`,
  source,
  target,
  confidence: 0.9,
  reasons: [],
  state: 'proposed',
  ...more
});
const lengths = { source: 100, target: 200 };

describe('Counterparts', () => {
  it('finds the link under an offset on either side, and none between', () => {
    const two = link(
      [[20, 30]],
      [
        [50, 60],
        [62, 70]
      ]
    );
    const index = new Counterparts(
      [two, link([[0, 10]], [[0, 9]], { state: 'rejected' })],
      lengths
    );
    expect(index.linkAt('source', 20)).toBe(two);
    expect(index.linkAt('source', 30)).toBeNull();
    expect(index.linkAt('target', 65)).toBe(two);
    expect(index.linkAt('target', 61)).toBeNull();
    expect(index.linkAt('source', 5)).toBeNull();
  });

  it('maps scroll offsets by links, in proportion between them', () => {
    const index = new Counterparts([link([[20, 40]], [[100, 120]])], lengths);
    const across = [0, 10, 20, 30, 40, 70, 100].map((at) => index.offsetAcross('source', at));
    expect(across).toEqual([0, 50, 100, 110, 120, 160, 200]);
    expect(index.offsetAcross('target', 110)).toBe(30);
  });

  // Would catch scrolling that jumps backwards where links cross.
  it('never runs backwards', () => {
    const spans = fc.array(fc.tuple(fc.nat(90), fc.nat(190)), { maxLength: 20 });
    fc.assert(
      fc.property(spans, fc.nat(100), fc.nat(100), (raw, a, b) => {
        const links = raw.map(([s, t]) => link([[s, s + 8]], [[t, t + 9]]));
        const index = new Counterparts(links, lengths);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(index.offsetAcross('source', low)).toBeLessThanOrEqual(
          index.offsetAcross('source', high)
        );
      })
    );
  });
});

describe('coverage', () => {
  it('counts sentences outside clutter and those a live link mostly holds', () => {
    const text = 'One is here. Two is here.\nMenu';
    const side = {
      text,
      language: 'en',
      blocks: [
        { kind: 'paragraph' as const, start: 0, end: 25 },
        { kind: 'paragraph' as const, start: 26, end: 30, clutter: 'navigation' as const }
      ]
    };
    const links = [
      link([[0, 12]], [[0, 5]]),
      link([[13, 16]], [[0, 5]]),
      link([[13, 25]], [[6, 9]], { state: 'rejected' })
    ];
    expect(coverage(side, 'source', links)).toEqual({ sentences: 2, linked: 1 });
  });
});
