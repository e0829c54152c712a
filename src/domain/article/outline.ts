// What an article is made of, as far as a table of contents tells.
import type { Article } from './schema';

export interface OutlineEntry {
  /** Index of the block. */
  block: number;
  /** Of the block, in UTF-16 code units of the text. */
  start: number;
  /** Depth of a heading, from 1; null for a paragraph. */
  level: number | null;
  /** The heading, or the paragraph's first words; on one line. */
  words: string;
}

/** More is never shown of an entry. */
const longest = 160;

/**
 * The article's headings outside clutter. Where there are none but the title, every block with words stands in with
 * its beginning.
 */
export function outlineOf({ text, blocks }: Pick<Article, 'text' | 'blocks'>): OutlineEntry[] {
  const entries = blocks.flatMap((block, index): OutlineEntry[] => {
    if (block.clutter !== undefined || block.end <= block.start) return [];
    const level = block.kind === 'heading' ? (block.level ?? 1) : null;
    const words = text.slice(block.start, Math.min(block.end, block.start + longest));
    return [
      {
        block: index,
        start: block.start,
        level,
        words: words.replace(/\s+/gu, ' ').replace(/\p{Cs}$/u, '')
      }
    ];
  });
  const headings = entries.filter(({ level }) => level !== null);
  const isTitle = headings.length === 1 && headings[0] === entries[0];
  return headings.length === 0 || isTitle ? entries : headings;
}

/** The last entry that begins at or before the offset; the first where none does, null for an empty outline. */
export function entryAt(entries: readonly OutlineEntry[], offset: number): OutlineEntry | null {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return entries[Math.max(0, low - 1)] ?? null;
}
