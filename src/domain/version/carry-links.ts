// Links of a pair carried over when one of its articles gets a new version.
import type { Link, Pair, Span } from '../align/schema';
import { anchorResolver, createAnchor } from '../anchor/anchor';
import type { Article } from '../article/schema';
import { segmentSentences } from '../text/sentences';
import { mapEqual } from './map-equal';
import type { CarriedPair } from './schema';

type Side = 'source' | 'target';

/** Set, confirmed or rejected by a person: no re-run may drop it unsaid. */
export const byHand = ({ state, reasons }: Link): boolean =>
  state !== 'proposed' || reasons.some(({ kind }) => kind === 'hand');

/** Versions of the two articles that the pair's links speak of. */
export const linkVersions = ({ versions }: Pair): { source: number; target: number } =>
  versions ?? { source: 1, target: 1 };

/**
 * The pair with its links on the sentences of `after` on one side, and what was lost by it. Proposed links stay where
 * their sentences stand unchanged; those made by hand also where a sentence was reworded or moved. The pair is stale
 * then: what is between the links is to be aligned anew.
 */
export function carryPair(
  pair: Pair,
  side: Side,
  before: Article,
  after: Article
): { pair: Pair; report: CarriedPair } {
  const carry = sentenceCarrier(before, after);
  const links: Link[] = [];
  const lost: Link[] = [];
  const taken = new Set<number>();
  const inOrder = [...pair.links].sort((a, b) => Number(byHand(b)) - Number(byHand(a)));
  for (const link of inOrder) {
    const hand = byHand(link);
    const spans = distinct(link[side].map((span) => carry(span, hand)));
    const free =
      spans !== null && (link.state === 'rejected' || spans.every(([start]) => !taken.has(start)));
    if (!free) {
      if (hand) lost.push(link);
      continue;
    }
    // Only links that claim their sentences stand in each other's way.
    if (link.state !== 'rejected') for (const [start] of spans) taken.add(start);
    links.push({ ...link, [side]: spans });
  }
  const order = new Map(pair.links.map(({ id }, index) => [id, index]));
  links.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const versions = linkVersions(pair);
  return {
    pair: {
      ...pair,
      links,
      versions: { ...versions, [side]: after.version ?? 1 },
      stale: true
    },
    report: { pairId: pair.id, kept: links.filter(byHand).length, lost, versions }
  };
}

/** Null where one of them was not found. */
function distinct(spans: readonly (Span | null)[]): Span[] | null {
  const found = new Map<number, Span>();
  for (const span of spans) {
    if (!span) return null;
    found.set(span[0], span);
  }
  return [...found.values()].sort((a, b) => a[0] - b[0]);
}

/** Where a sentence stands now; null where it is gone. `searching` looks for reworded and moved ones too. */
function sentenceCarrier(
  before: Article,
  after: Article
): (span: Span, searching: boolean) => Span | null {
  const sentencesOf = (article: Article): Segments =>
    segmentSentences(article.text, article.blocks, article.language);
  const [old, now] = [sentencesOf(before), sentencesOf(after)];
  const words = ({ text }: Article, segments: Segments): string[] =>
    segments.map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, ' '));
  const map = mapEqual(words(before, old), words(after, now));
  const indexes = new Map(old.map(({ start, end }, index) => [`${start} ${end}`, index]));
  let resolve: ReturnType<typeof anchorResolver> | undefined;
  return ([start, end], searching) => {
    const same = now[map[indexes.get(`${start} ${end}`) ?? -1] ?? -1];
    if (same) return [same.start, same.end];
    if (!searching || start >= end || end > before.text.length) return null;
    resolve ??= anchorResolver(after.text);
    const found = resolve(createAnchor(before.text, start, end));
    return found.state === 'orphan' ? null : sentenceAround(now, found);
  };
}

type Segments = { start: number; end: number }[];

/** The one sentence that a found passage is, but for little at its ends. */
function sentenceAround(sentences: Segments, found: { start: number; end: number }): Span | null {
  for (const { start, end } of sentences) {
    const shared = Math.min(end, found.end) - Math.max(start, found.start);
    const whole = Math.max(end, found.end) - Math.min(start, found.start);
    if (shared > 0 && shared / whole > 0.6) return [start, end];
  }
  return null;
}
