// Which links run in text order on both sides, so that rows and scrolling can lean on them.
import { isLive, type Link, type Span } from './schema';

/** First start and last end of a link's spans on one side. */
export function extent(spans: readonly Span[]): Span {
  let [from, to] = [Infinity, -Infinity];
  for (const [start, end] of spans) {
    if (start < from) from = start;
    if (end > to) to = end;
  }
  return [from, to];
}

/** What a link weighs against others it crosses; a confirmed one outweighs any that are only proposed. */
function weight(link: Link): number {
  return link.state === 'confirmed' ? 100 : 0.01 + link.confidence;
}

/**
 * The heaviest chain of links in which each lies wholly after the one before it on both sides, in text
 * order, and the links left over, which cross it or overlap it. Rejected links are in neither.
 */
export function monotoneChain(links: readonly Link[]): Chain {
  let made = chains.get(links);
  if (!made) chains.set(links, (made = makeChain(links)));
  return made;
}

interface Chain {
  chain: readonly Link[];
  crossing: readonly Link[];
}
/** Rows and counterparts of a pair ask for the same links, which nobody changes in place. */
const chains = new WeakMap<readonly Link[], Chain>();

function makeChain(links: readonly Link[]): Chain {
  const items = links
    .filter(isLive)
    .map((link) => ({
      link,
      source: extent(link.source),
      target: extent(link.target),
      total: 0,
      previous: -1
    }))
    .sort((a, b) => a.source[0] - b.source[0] || a.target[0] - b.target[0]);
  const targetEnds = [...new Set(items.map(({ target }) => target[1]))].sort((a, b) => a - b);
  const best = new PrefixBest(targetEnds.length);
  const byEnd = items.map((_, index) => index);
  byEnd.sort((a, b) => at(items, a).source[1] - at(items, b).source[1]);
  let entered = 0;
  let last = -1;
  items.forEach((item, index) => {
    for (; entered < byEnd.length; entered++) {
      const candidate = at(byEnd, entered);
      const { source, target, total } = at(items, candidate);
      if (source[1] > item.source[0]) break;
      best.offer(countUpTo(targetEnds, target[1]) - 1, total, candidate);
    }
    const found = best.before(countUpTo(targetEnds, item.target[0]));
    item.previous = found.index;
    item.total = found.total + weight(item.link);
    if (last < 0 || item.total > at(items, last).total) last = index;
  });
  const inChain = new Set<number>();
  for (let index = last; index >= 0; index = at(items, index).previous) inChain.add(index);
  return {
    chain: items.filter((_, index) => inChain.has(index)).map(({ link }) => link),
    crossing: items.filter((_, index) => !inChain.has(index)).map(({ link }) => link)
  };
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item ${String(index)}`);
  return item;
}

/** How many of the ascending values are ≤ `limit`. */
export function countUpTo(values: readonly number[], limit: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(values, middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Greatest total among the first n places, in logarithmic time (a Fenwick tree). */
class PrefixBest {
  readonly #totals: number[];
  readonly #indexes: number[];

  constructor(size: number) {
    this.#totals = Array.from({ length: size + 1 }, () => 0);
    this.#indexes = Array.from({ length: size + 1 }, () => -1);
  }

  offer(place: number, total: number, index: number): void {
    for (let node = place + 1; node < this.#totals.length; node += node & -node) {
      if (total > at(this.#totals, node)) {
        this.#totals[node] = total;
        this.#indexes[node] = index;
      }
    }
  }

  before(count: number): { total: number; index: number } {
    let total = 0;
    let index = -1;
    for (let node = count; node > 0; node -= node & -node) {
      if (at(this.#totals, node) > total) {
        total = at(this.#totals, node);
        index = at(this.#indexes, node);
      }
    }
    return { total, index };
  }
}
