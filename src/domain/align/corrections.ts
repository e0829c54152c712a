// What a person does to a pair's links. Pure: each act takes all links and gives all links; undo is the links before.
import { monotoneChain, extent } from './monotone';
import { isLive, type Bead, type Link, type Span } from './schema';

type Sides = Pick<Bead, 'source' | 'target'>;
const names = ['source', 'target'] as const;

/**
 * Links the sentences of both sides by hand, whatever held them before: they leave other links, and a link left with
 * nothing on a side goes. One side empty says that these sentences have no counterpart. This one act is also how
 * links are merged, grow, shrink and take a sentence from their neighbour. `id` names the new link.
 */
export function linkByHand(links: readonly Link[], sides: Sides, id: string): Link[] {
  const made: Link = {
    id,
    source: inOrder(sides.source),
    target: inOrder(sides.target),
    confidence: 1,
    reasons: [{ kind: 'hand', weight: 0 }],
    state: 'confirmed'
  };
  const kept = links.flatMap((link) =>
    link.state === 'rejected' ? (sameSides(link, made) ? [] : [link]) : without(link, made)
  );
  return [...kept, made];
}

/** The link as it is without the sentences that `taken` holds; nothing where too little is left of it. */
function without(link: Link, taken: Sides): Link[] {
  const [source, target] = names.map((side) =>
    link[side].filter((span) => !taken[side].some((other) => overlap(span, other)))
  );
  if (!source || !target) return [];
  if (source.length === link.source.length && target.length === link.target.length) return [link];
  // What spoke for the link spoke of all of it.
  const rest = { ...link, source, target, reasons: [] };
  const alone = !isLive(link) && source.length + target.length > 0;
  return isLive(rest) || alone ? [rest] : [];
}

/** The links are right. Ids of others than proposed links change nothing. */
export function confirmLinks(links: readonly Link[], ids: ReadonlySet<string>): Link[] {
  return links.map((link) =>
    ids.has(link.id) && link.state === 'proposed' ? { ...link, state: 'confirmed' } : link
  );
}

/** Ids of the proposed links that run in order up to the source offset, which is within the last of them. */
export function proposedUpTo(links: readonly Link[], sourceOffset: number): Set<string> {
  const { chain } = monotoneChain(links);
  const reached = chain.filter(
    ({ state, source }) => state === 'proposed' && extent(source)[0] <= sourceOffset
  );
  return new Set(reached.map(({ id }) => id));
}

/** No link: remembered, so that no later alignment proposes it again. A mark of no counterpart is taken off. */
export function unlink(links: readonly Link[], id: string): Link[] {
  return links.flatMap((link): Link[] => {
    if (link.id !== id) return [link];
    return isLive(link) ? [{ ...link, state: 'rejected' }] : [];
  });
}

/** One link of all sentences that the given links hold. */
export function mergeLinks(links: readonly Link[], ids: readonly string[], id: string): Link[] {
  const merged = links.filter((link) => ids.includes(link.id) && isLive(link));
  if (merged.length < 2) return [...links];
  return linkByHand(links, join(merged), id);
}

/** Two links of one, parted before the given sentence of each side; as it was where a part would lack a side. */
export function splitLink(
  links: readonly Link[],
  id: string,
  before: { source: number; target: number },
  newIds: readonly [string, string]
): Link[] {
  const link = links.find((each) => each.id === id && isLive(each));
  if (!link) return [...links];
  const [first, second] = [0, 1].map((part) => ({
    source: part === 0 ? link.source.slice(0, before.source) : link.source.slice(before.source),
    target: part === 0 ? link.target.slice(0, before.target) : link.target.slice(before.target)
  }));
  const whole = (sides: Sides | undefined): sides is Sides =>
    sides !== undefined && sides.source.length > 0 && sides.target.length > 0;
  if (!whole(first) || !whole(second)) return [...links];
  return linkByHand(linkByHand(links, first, newIds[0]), second, newIds[1]);
}

export interface Realigned {
  links: Link[];
  /** Proposed links that come in and that go; what a person said stays in any case. */
  added: Link[];
  removed: Link[];
}

/**
 * The links after a new alignment around what a person said. A proposed link that comes back keeps its id; beads that
 * would touch a confirmed link, or are rejected ones, are left out.
 */
export function realigned(
  links: readonly Link[],
  beads: readonly Bead[],
  newId: () => string
): Realigned {
  const said = links.filter(({ state }) => state !== 'proposed');
  const proposed = links.filter(({ state }) => state === 'proposed');
  const confirmed = said.filter(({ state }) => state === 'confirmed');
  const known = new Map(proposed.map((link) => [keyOf(link), link]));
  const barred = new Set(said.filter(({ state }) => state === 'rejected').map(keyOf));
  const free = beads.filter(
    (bead) =>
      !barred.has(keyOf(bead)) &&
      !confirmed.some((link) =>
        names.some((side) =>
          bead[side].some((span) => link[side].some((own) => overlap(span, own)))
        )
      )
  );
  const next = free.map((bead): Link => {
    const id = known.get(keyOf(bead))?.id ?? newId();
    return { ...bead, id, state: 'proposed' };
  });
  const keys = new Set(next.map(keyOf));
  return {
    links: [...said, ...next],
    added: next.filter((link) => !known.has(keyOf(link))),
    removed: proposed.filter((link) => !keys.has(keyOf(link)))
  };
}

function join(links: readonly Link[]): Sides {
  return {
    source: links.flatMap(({ source }) => source),
    target: links.flatMap(({ target }) => target)
  };
}

function inOrder(spans: readonly Span[]): Span[] {
  return spans.toSorted((a, b) => a[0] - b[0]);
}

const overlap = ([start, end]: Span, [from, to]: Span): boolean => start < to && from < end;
const keyOf = ({ source, target }: Sides): string => JSON.stringify([source, target]);
const sameSides = (one: Sides, other: Sides): boolean => keyOf(one) === keyOf(other);
