// Where in its article a passage stands, in words.
import type { Article, Block } from './schema';

export type Place =
  { kind: 'paragraph'; number: number } | { kind: 'heading' | 'caption' | 'footnote' | 'clutter' };

const counted = new Set<Block['kind']>(['paragraph', 'quote', 'listItem', 'tableCell', 'code']);

/** The block that holds the offset; paragraphs are counted from 1, leaving out clutter. Null outside the text. */
export function placeOf(article: Article, offset: number): Place | null {
  const block = article.blocks.find(({ start, end }) => start <= offset && offset <= end);
  if (!block) return null;
  if (block.clutter) return { kind: 'clutter' };
  if (counted.has(block.kind)) {
    const before = article.blocks.filter(
      ({ kind, clutter, start }) => counted.has(kind) && !clutter && start <= block.start
    );
    return { kind: 'paragraph', number: before.length };
  }
  if (block.kind === 'heading') return { kind: 'heading' };
  return { kind: block.kind === 'footnote' ? 'footnote' : 'caption' };
}
