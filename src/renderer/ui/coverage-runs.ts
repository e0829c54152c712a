// A map of sentences as a strip of cells.
export type SentenceState = 'linked' | 'alone' | 'conflict';

export interface CoverageRun {
  state: SentenceState;
  /** How many sentences, or of a dense strip cells, are alike and together. */
  count: number;
}

/** More than this many are no cells a person could tell apart: those alike and together are one. */
const most = 44;

/**
 * The strip's cells, at most as many as there are pixels. `dense`: each is a share of the sentences, and says
 * `conflict` where any of them is in one, else what most of them are.
 */
export function coverageRuns(
  states: readonly SentenceState[],
  width: number
): { runs: CoverageRun[]; dense: boolean } {
  const runs = merged(states, states.length > most);
  if (runs.length * 2 <= width) return { runs, dense: false };
  const cells = Math.max(1, Math.floor(width));
  const shares = Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * states.length) / cells);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * states.length) / cells));
    let linked = 0;
    for (let at = from; at < to; at += 1) {
      if (states[at] === 'conflict') return 'conflict';
      if (states[at] === 'linked') linked += 1;
    }
    return linked * 2 >= to - from ? 'linked' : 'alone';
  });
  return { runs: merged(shares, true), dense: true };
}

function merged(states: readonly SentenceState[], join: boolean): CoverageRun[] {
  const runs: CoverageRun[] = [];
  for (const state of states) {
    const last = runs.at(-1);
    if (last?.state === state && join) last.count += 1;
    else runs.push({ state, count: 1 });
  }
  return runs;
}
