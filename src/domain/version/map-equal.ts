// Which of one list of texts stand in another, in the same order.

/**
 * For each text of `before` the index of the same one in `after`, in order; -1 where it is not there. Texts that stand
 * once in both lists are tied where their order is the same, and repeated ones beside them: the rule of patience diff,
 * whose cost does not grow with the number of edits.
 */
export function mapEqual(before: readonly string[], after: readonly string[]): Int32Array {
  const map = new Int32Array(before.length).fill(-1);
  const taken = new Uint8Array(after.length);
  const tie = (from: number, to: number): boolean => {
    const same =
      from >= 0 &&
      to >= 0 &&
      from < before.length &&
      map[from] === -1 &&
      taken[to] === 0 &&
      before[from] === after[to];
    if (same) {
      map[from] = to;
      taken[to] = 1;
    }
    return same;
  };
  const ends = { from: before.length, to: after.length };
  const ties = [{ from: -1, to: -1 }, ...longestInOrder(tiesOfSingles(before, after)), ends];
  for (const { from, to } of ties) tie(from, to);
  for (const { from, to } of ties) {
    for (let by = 1; tie(from + by, to + by); by += 1);
    for (let by = 1; tie(from - by, to - by); by += 1);
  }
  return map;
}

interface Tie {
  from: number;
  to: number;
}

/** Texts that stand once in both lists, in the order of the first. */
function tiesOfSingles(before: readonly string[], after: readonly string[]): Tie[] {
  const places = (texts: readonly string[]): Map<string, number> => {
    const found = new Map<string, number>();
    // -1 for what stands there more than once.
    for (const [at, text] of texts.entries()) found.set(text, found.has(text) ? -1 : at);
    return found;
  };
  const there = places(after);
  return [...places(before)].flatMap(([text, from]) => {
    const to = there.get(text) ?? -1;
    return from >= 0 && to >= 0 ? [{ from, to }] : [];
  });
}

/** The longest run of ties whose places grow on both sides. */
function longestInOrder(ties: readonly Tie[]): Tie[] {
  const before = new Int32Array(ties.length).fill(-1);
  /** For each length the tie that ends a run of it soonest. */
  const ends: number[] = [];
  for (const [at, { to }] of ties.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ties[ends[middle] ?? 0]?.to ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = at;
  }
  const run: Tie[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const tie = ties[at];
    if (tie) run.push(tie);
  }
  return run.reverse();
}
