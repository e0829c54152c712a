// Places found in two articles, in the order in which both are read: by sentences of the source, and what the target
// has there after the source's own. Lists stay apart by side, for they may be long; only what is asked for is compared.
import type { SideName } from '@domain/align/counterparts';
import { sideNames } from '@domain/align/side-names';
import type { Found } from './find-in-text';

export type FoundPlace = Found & { side: SideName };
export type FoundLists = Record<SideName, readonly Found[]>;
/** A number that does not fall as the offset rises: where along both articles the place is read. */
export type ReadingOrder = (side: SideName, offset: number) => number;

interface Point {
  side: SideName;
  start: number;
}

/** Whether the one is read before the other. */
export function isBefore(one: Point, other: Point, order: ReadingOrder): boolean {
  if (one.side === other.side) return one.start < other.start;
  const [first, second] = [order(one.side, one.start), order(other.side, other.start)];
  return first === second ? one.side === 'source' : first < second;
}

/** How many places of the side are read before the point. */
function countBefore(lists: FoundLists, side: SideName, point: Point, order: ReadingOrder): number {
  const list = lists[side];
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = list[middle]?.start ?? 0;
    if (isBefore({ side, start }, point, order)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many places of both sides are read before the point. */
export function placesBefore(lists: FoundLists, point: Point, order: ReadingOrder): number {
  return sideNames.reduce((sum, side) => sum + countBefore(lists, side, point, order), 0);
}

/** The first place at or after the point (`step` 0), after it (1) or before it (-1), round the end; null for none. */
export function placeFrom(
  lists: FoundLists,
  point: Point,
  step: -1 | 0 | 1,
  order: ReadingOrder
): FoundPlace | null {
  const candidates = sideNames.flatMap((side): FoundPlace[] => {
    const list = lists[side];
    let index = countBefore(lists, side, point, order);
    if (step === -1) index -= 1;
    else if (step === 1 && side === point.side && list[index]?.start === point.start) index += 1;
    const found = list[index];
    return found ? [{ side, ...found }] : [];
  });
  const wanted = step === -1 ? last(candidates, order) : first(candidates, order);
  return wanted ?? (step === -1 ? lastOf(lists, order) : firstOf(lists, order));
}

function firstOf(lists: FoundLists, order: ReadingOrder): FoundPlace | null {
  return first(endsOf(lists, 0), order);
}
function lastOf(lists: FoundLists, order: ReadingOrder): FoundPlace | null {
  return last(endsOf(lists, -1), order);
}

function endsOf(lists: FoundLists, at: 0 | -1): FoundPlace[] {
  return sideNames.flatMap((side) => {
    const found = lists[side].at(at);
    return found ? [{ side, ...found }] : [];
  });
}

function first(places: readonly FoundPlace[], order: ReadingOrder): FoundPlace | null {
  const [one, other] = places;
  return one && other && isBefore(other, one, order) ? other : (one ?? null);
}
function last(places: readonly FoundPlace[], order: ReadingOrder): FoundPlace | null {
  const [one, other] = places;
  return one && other && isBefore(one, other, order) ? other : (one ?? null);
}

/** Those of the sorted places that touch the span. */
export function placesIn(list: readonly Found[], start: number, end: number): readonly Found[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  let after = low;
  while ((list[after]?.start ?? Infinity) < end) after += 1;
  return list.slice(low, after);
}
