// A sentence's words cut where the value stands on which the two sides disagree.
import type { SideName } from '@domain/align/counterparts';
import { isDisagreement, valuesApart } from '@domain/align/doubts';
import type { LinkEntry } from './link-table';

export interface Run {
  words: string;
  /** It contradicts the other side. */
  bad: boolean;
}

/** In order, all of the text; values that are not written in it mark nothing. */
export function conflictRuns(text: string, entry: LinkEntry | null, side: SideName): Run[] {
  const values = (entry?.link.reasons ?? []).flatMap((reason) => {
    const apart = isDisagreement(reason) ? valuesApart(reason) : null;
    return apart ? [apart[side === 'source' ? 0 : 1]] : [];
  });
  const places = values
    .map((value) => ({ start: text.indexOf(value), length: value.length }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
  const runs: Run[] = [];
  let end = 0;
  for (const { start, length } of places) {
    if (start < end) continue;
    if (start > end) runs.push({ words: text.slice(end, start), bad: false });
    runs.push({ words: text.slice(start, start + length), bad: true });
    end = start + length;
  }
  if (end < text.length || runs.length === 0) runs.push({ words: text.slice(end), bad: false });
  return runs;
}
