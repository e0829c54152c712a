// The outlines of two articles beside each other, tied where their paragraphs are.
import type { Row } from '@domain/align/rows';
import type { OutlineEntry } from '@domain/article/outline';
import { fold } from '@domain/text/fold';

export interface OutlineRow {
  source: OutlineEntry | null;
  target: OutlineEntry | null;
  /** Links tie the two. */
  linked: boolean;
}

/** Entries in the order of the reader's rows; those of one row stand beside each other. */
export function outlineRows(
  source: readonly OutlineEntry[],
  target: readonly OutlineEntry[],
  rows: readonly Row[]
): OutlineRow[] {
  const byBlock = (entries: readonly OutlineEntry[]): Map<number, OutlineEntry> =>
    new Map(entries.map((entry) => [entry.block, entry]));
  const [sources, targets] = [byBlock(source), byBlock(target)];
  return rows.flatMap((row) => {
    const left = row.source.flatMap((block) => sources.get(block) ?? []);
    const right = row.target.flatMap((block) => targets.get(block) ?? []);
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => ({
      source: left[at] ?? null,
      target: right[at] ?? null,
      linked: row.linked && at < left.length && at < right.length
    }));
  });
}

/** The rows of one article alone. */
export function loneRows(entries: readonly OutlineEntry[]): OutlineRow[] {
  return entries.map((source) => ({ source, target: null, linked: false }));
}

/** Rows with the words on either side, marks and case aside. */
export function filterRows(rows: readonly OutlineRow[], words: string): readonly OutlineRow[] {
  const wanted = fold(words).trim();
  if (wanted === '') return rows;
  const has = (entry: OutlineEntry | null): boolean =>
    entry !== null && fold(entry.words).includes(wanted);
  return rows.filter(({ source, target }) => has(source) || has(target));
}
