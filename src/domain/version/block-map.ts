// Which paragraphs of one version stand unchanged in the other.
import { diffArrays } from 'diff';
import type { Article } from '../article/schema';

export type Version = Pick<Article, 'text' | 'blocks'>;

/** Edits beyond which two versions are as good as different texts: the cost grows with their square. */
const maxEdits = 4000;

/** For each block of `before` the index of the same words in `after`, in order; -1 where they are not there. */
export function mapBlocks(before: Version, after: Version): Int32Array {
  const words = ({ text, blocks }: Version): string[] =>
    blocks.map(({ start, end }) => text.slice(start, end));
  return mapEqual(words(before), words(after));
}

/** As {@link mapBlocks}, for any two lists of texts. */
export function mapEqual(before: readonly string[], after: readonly string[]): Int32Array {
  const map = new Int32Array(before.length).fill(-1);
  const changes = diffArrays([...before], [...after], { maxEditLength: maxEdits });
  let from = 0;
  let to = 0;
  for (const { added, removed, count } of changes ?? []) {
    if (added) to += count;
    else if (removed) from += count;
    else for (let each = 0; each < count; each += 1) map[from++] = to++;
  }
  return map;
}

/** Index of the block that holds `offset`, or of the last one before it; -1 before the first. */
export function blockAt({ blocks }: Pick<Version, 'blocks'>, offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
