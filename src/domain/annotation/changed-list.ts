// Long lists of which few members change at a time: what changed, and a sorted one put right without sorting it anew.

/** What `last` has and `next` has not, and the other way round: what both begin and end with is left out, unread. */
export function difference<T>(last: readonly T[], next: readonly T[]): { gone: T[]; come: T[] } {
  const shorter = Math.min(last.length, next.length);
  let head = 0;
  while (head < shorter && last[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && last[last.length - 1 - tail] === next[next.length - 1 - tail])
    tail += 1;
  return {
    gone: last.slice(head, last.length - tail),
    come: next.slice(head, next.length - tail)
  };
}

/** Index of the first of a list for which `isAfter` holds, as it does for all that follow; its length where for none. */
export function firstAfter<T>(list: readonly T[], isAfter: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(list[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** More than these are quicker sorted along with the others. */
const few = 16;

/** Puts members into a sorted list of one's own, each after its equals. */
export function insertSorted<T>(
  sorted: T[],
  come: readonly T[],
  compare: (a: T, b: T) => number
): T[] {
  if (come.length > few) return sorted.concat(come).sort(compare);
  for (const one of come) {
    sorted.splice(
      firstAfter(sorted, (other) => compare(other, one) > 0),
      0,
      one
    );
  }
  return sorted;
}
