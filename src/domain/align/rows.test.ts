import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '../article/schema';
import { alignRows } from './rows';
import type { Link, Span } from './schema';
import type { Side } from './side';

/** A side of `count` blocks of nine characters; the numbers in `clutter` are clutter. */
function side(count: number, clutter: number[] = []): Side {
  const blocks = Array.from({ length: count }, (_, index): Block => {
    const start = index * 10;
    const block: Block = { kind: 'paragraph', start, end: start + 9 };
    return clutter.includes(index) ? { ...block, clutter: 'navigation' } : block;
  });
  return {
    text: Array.from({ length: count }, () => 'abcd efgh').join('\n'),
    language: 'en',
    blocks
  };
}

function link(source: Span[], target: Span[], more: Partial<Link> = {}): Link {
  const id = `${String(source)}-${String(target)}`;
  return { id, source, target, confidence: 0.9, reasons: [], state: 'proposed', ...more };
}

/** A link between the first words of block `s` and block `t`. */
const first = (s: number, t: number, more: Partial<Link> = {}) =>
  link([[s * 10, s * 10 + 4]], [[t * 10, t * 10 + 4]], more);

describe('alignRows', () => {
  // Would catch blocks without a counterpart that drift away from their place.
  it('lays linked blocks side by side and the rest between them', () => {
    const { rows, crossing } = alignRows(side(4), side(3), [first(1, 0), first(3, 2)]);
    expect(rows).toEqual([
      { source: [0], target: [], linked: false },
      { source: [1], target: [0], linked: true },
      { source: [2], target: [1], linked: false },
      { source: [3], target: [2], linked: true }
    ]);
    expect(crossing).toEqual([]);
  });

  // Would catch a paragraph shown twice where its sentences answer two paragraphs.
  it('joins blocks that share a linked block', () => {
    const second = link([[5, 9]], [[10, 14]]);
    const { rows } = alignRows(side(1), side(2), [first(0, 0), second]);
    expect(rows).toEqual([{ source: [0], target: [0, 1], linked: true }]);
  });

  // Would catch a link shown to a paragraph that the reader has just told to be clutter.
  it('ties no row that is all clutter on one side', () => {
    const links = [first(0, 0), first(1, 1)];
    const { rows } = alignRows(side(2, [1]), side(2), links, { includeClutter: true });
    expect(rows.map(({ linked }) => linked)).toEqual([true, false]);
  });

  it('names links that cross the heavier chain, and drops rejected ones', () => {
    const weak = first(2, 0, { confidence: 0.4 });
    const rejected = first(0, 2, { state: 'rejected', confidence: 1 });
    const { rows, crossing } = alignRows(side(3), side(3), [
      rejected,
      first(0, 0),
      weak,
      first(1, 1)
    ]);
    expect(crossing).toEqual([weak]);
    expect(rows.map(({ linked }) => linked)).toEqual([true, true, false]);
  });

  it('lets a confirmed link stand against several proposals', () => {
    const confirmed = first(2, 0, { state: 'confirmed', confidence: 0 });
    const { crossing } = alignRows(side(3), side(3), [first(0, 0), first(1, 1), confirmed]);
    expect(crossing).toHaveLength(2);
  });

  it('leaves clutter out unless asked', () => {
    const [source, target] = [side(3, [1]), side(2, [1])];
    expect(alignRows(source, target, [first(2, 0)]).rows).toEqual([
      { source: [0], target: [], linked: false },
      { source: [2], target: [0], linked: true }
    ]);
    const all = alignRows(source, target, [first(2, 0)], { includeClutter: true });
    expect(all.rows[0]).toEqual({ source: [0, 1], target: [], linked: false });
    expect(all.rows.at(-1)).toEqual({ source: [], target: [1], linked: false });
  });

  // Would catch a block lost, doubled or out of order under any set of links.
  it('holds every block once, in order', () => {
    const links = fc.array(
      fc.tuple(
        fc.nat(11),
        fc.nat(3),
        fc.nat(11),
        fc.nat(3),
        fc.double({ min: 0, max: 1, noNaN: true })
      ),
      { maxLength: 15 }
    );
    fc.assert(
      fc.property(links, (raw) => {
        const made = raw.map(([s, sn, t, tn, confidence]) =>
          link([[s * 10 + 2, (s + sn) * 10 + 5]], [[t * 10 + 2, (t + tn) * 10 + 5]], { confidence })
        );
        const { rows } = alignRows(side(15), side(15), made);
        const every = Array.from({ length: 15 }, (_, index) => index);
        expect(rows.flatMap((row) => row.source)).toEqual(every);
        expect(rows.flatMap((row) => row.target)).toEqual(every);
      })
    );
  });
});
