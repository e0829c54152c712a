// Quick answers for the reader: what is linked with the words here, and where the other side stands.
import { segmentSentences } from '../text/sentences';
import { countUpTo, extent, monotoneChain } from './monotone';
import { isLive, type Link } from './schema';
import type { Side } from './side';

export type SideName = 'source' | 'target';

interface Entry {
  start: number;
  end: number;
  link: Link;
}

/** An index over a pair's links, built once and asked on every hover and scroll. Rejected links are not in it. */
export class Counterparts {
  readonly #entries: Record<SideName, { starts: number[]; entries: Entry[] }>;
  readonly #knots: Record<SideName, number[]>;

  /** `lengths` are those of both texts, in UTF-16 code units. */
  constructor(links: readonly Link[], lengths: Record<SideName, number>) {
    const live = links.filter(isLive);
    this.#entries = { source: entriesOf(live, 'source'), target: entriesOf(live, 'target') };
    const { chain } = monotoneChain(links);
    const knots = (side: SideName) => [
      0,
      ...chain.flatMap((link) => extent(link[side])),
      lengths[side]
    ];
    this.#knots = { source: knots('source'), target: knots('target') };
  }

  /** The link whose words on `side` hold the offset, or null. Its other side's spans are the counterpart. */
  linkAt(side: SideName, offset: number): Link | null {
    const { starts, entries } = this.#entries[side];
    const entry = entries[countUpTo(starts, offset) - 1];
    return entry && offset < entry.end ? entry.link : null;
  }

  /**
   * The offset on the other side that answers to `offset` on `side`, for scrolling: exact at the ends of
   * links that run in order, in proportion between them. Grows with `offset`.
   */
  offsetAcross(side: SideName, offset: number): number {
    const here = this.#knots[side];
    const there = this.#knots[side === 'source' ? 'target' : 'source'];
    const knot = Math.min(Math.max(countUpTo(here, offset), 1), here.length - 1);
    const [from = 0, to = 0] = here.slice(knot - 1, knot + 1);
    const [start = 0, end = 0] = there.slice(knot - 1, knot + 1);
    const share = to > from ? Math.min(1, Math.max(0, (offset - from) / (to - from))) : 0;
    return Math.round(start + share * (end - start));
  }
}

function entriesOf(links: readonly Link[], side: SideName): { starts: number[]; entries: Entry[] } {
  const entries = links
    .flatMap((link) => link[side].map(([start, end]) => ({ start, end, link })))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return { starts: entries.map(({ start }) => start), entries };
}

/** How many sentences of a side there are outside clutter, and how many of them a link holds at least half of. */
export function coverage(
  side: Side,
  name: SideName,
  links: readonly Link[],
  sentences: readonly { start: number; end: number }[] = segmentSentences(
    side.text,
    side.blocks,
    side.language
  )
): { sentences: number; linked: number } {
  const { entries } = entriesOf(links.filter(isLive), name);
  let first = 0;
  let linked = 0;
  for (const { start, end } of sentences) {
    while ((entries[first]?.end ?? Infinity) <= start) first++;
    let covered = 0;
    for (let index = first; (entries[index]?.start ?? Infinity) < end; index++) {
      const entry = entries[index];
      if (entry) covered += Math.max(0, Math.min(end, entry.end) - Math.max(start, entry.start));
    }
    if (covered * 2 >= end - start) linked++;
  }
  return { sentences: sentences.length, linked };
}
