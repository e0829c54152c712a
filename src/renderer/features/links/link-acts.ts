// What the room does with links, in terms of its sentences. Pure: links in, links out; null where there is nothing to do.
import { linkByHand, mergeLinks, splitLink } from '@domain/align/corrections';
import type { SideName } from '@domain/align/counterparts';
import type { Link, Span } from '@domain/align/schema';
import { otherSide } from '@domain/align/side-names';
import { ties, type LinkEntry, type LinkTable, type SideSentences } from './link-table';

export type Chosen = Record<SideName, readonly number[]>;
type NewId = () => string;

/** The sentences' places in the text. */
export function spansOf({ sentences }: SideSentences, indexes: readonly number[]): Span[] {
  return indexes.flatMap((index): Span[] => {
    const sentence = sentences[index];
    return sentence ? [[sentence.start, sentence.end]] : [];
  });
}

/** The sentences of both sides as one link, or as without counterpart where a side is empty. */
export function linkSentences(
  table: LinkTable,
  links: readonly Link[],
  { source, target }: Chosen,
  id: string
): Link[] {
  const sides = {
    source: spansOf(table.sides.source, source),
    target: spansOf(table.sides.target, target)
  };
  return linkByHand(links, sides, id);
}

/** The sentence on this side that stands next to the entry, before (-1) or after it (1). */
export function neighbourOf(
  table: LinkTable,
  entry: LinkEntry,
  side: SideName,
  step: 1 | -1
): number | null {
  const edge = step === 1 ? entry[side].at(-1) : entry[side][0];
  const next = edge === undefined ? -1 : edge + step;
  return next >= 0 && next < table.sides[side].sentences.length ? next : null;
}

/** The link with the sentence next to it; with all of that sentence's own link, where it has one. */
export function addNeighbour(
  table: LinkTable,
  links: readonly Link[],
  entry: LinkEntry,
  side: SideName,
  step: 1 | -1,
  newId: NewId
): Link[] | null {
  const next = neighbourOf(table, entry, side, step);
  if (next === null || !ties(entry)) return null;
  const other = table.at(side, next);
  if (other && ties(other)) return mergeLinks(links, [entry.link.id, other.link.id], newId());
  const grown = { source: entry.source, target: entry.target, [side]: [...entry[side], next] };
  return linkSentences(table, links, grown, newId());
}

/** Where a link of two filled sides would be parted: before which sentence of each. */
export function splitPlace(
  table: LinkTable,
  entry: LinkEntry,
  side: SideName,
  index: number
): { source: number; target: number } | null {
  const other = otherSide(side);
  const own = Math.max(1, entry[side].indexOf(index));
  if (entry[side].length < 2 || entry[other].length < 2) return null;
  const share = lengthTo(table.sides[side], entry[side], own);
  let best = 1;
  for (let at = 2; at < entry[other].length; at += 1) {
    const distance = (before: number): number =>
      Math.abs(lengthTo(table.sides[other], entry[other], before) - share);
    if (distance(at) < distance(best)) best = at;
  }
  return side === 'source' ? { source: own, target: best } : { source: best, target: own };
}

/** How much of the sentences' length stands before the one at `before`, 0…1. */
function lengthTo(
  { sentences }: SideSentences,
  indexes: readonly number[],
  before: number
): number {
  const lengths = indexes.map((index) => {
    const sentence = sentences[index];
    return sentence ? sentence.end - sentence.start : 0;
  });
  const sum = (some: readonly number[]): number => some.reduce((total, each) => total + each, 0);
  return sum(lengths.slice(0, before)) / Math.max(1, sum(lengths));
}

/**
 * Two links of one, parted before the sentence; where the other side is a single sentence, the sentence and those
 * behind it leave the link (the first alone, where it is the first).
 */
export function splitAt(
  table: LinkTable,
  links: readonly Link[],
  entry: LinkEntry,
  side: SideName,
  index: number,
  newId: NewId
): Link[] | null {
  if (entry[side].length < 2 || !ties(entry)) return null;
  const place = splitPlace(table, entry, side, index);
  if (place) return splitLink(links, entry.link.id, place, [newId(), newId()]);
  const leaving = leavingAt(entry, side, index);
  const rest = {
    source: entry.source,
    target: entry.target,
    [side]: entry[side].filter((one) => !leaving.includes(one))
  };
  return linkSentences(table, links, rest, newId());
}

/** Sentences that a split takes off a link whose other side cannot be parted. */
export function leavingAt(entry: LinkEntry, side: SideName, index: number): readonly number[] {
  const at = entry[side].indexOf(index);
  return at <= 0 ? entry[side].slice(0, 1) : entry[side].slice(at);
}

/**
 * The link's last sentence on this side given to the next link, or its first to the one before. The sentence itself is
 * given on even where nothing stands there yet to take it: then it is left over.
 */
export function giveAway(
  table: LinkTable,
  links: readonly Link[],
  entry: LinkEntry,
  side: SideName,
  step: 1 | -1,
  newId: NewId
): Link[] | null {
  const given = step === 1 ? entry[side].at(-1) : entry[side][0];
  const next = neighbourOf(table, entry, side, step);
  const taker = next === null ? null : table.at(side, next);
  if (given === undefined || entry[side].length < 2 || !ties(entry)) return null;
  const kept = { source: entry.source, target: entry.target, [side]: without(entry[side], given) };
  const shrunk = linkSentences(table, links, kept, newId());
  if (!taker || !ties(taker)) return shrunk;
  const grown = { source: taker.source, target: taker.target, [side]: [...taker[side], given] };
  return linkSentences(table, shrunk, grown, newId());
}

const without = (indexes: readonly number[], one: number): number[] =>
  indexes.filter((index) => index !== one);
