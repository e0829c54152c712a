// Paragraphs into rows, headings into levels.
import { alignRows } from '@domain/align/rows';
import type { Pair } from '@domain/align/schema';
import type { Article, Block } from '@domain/article/schema';

/** Indexes of blocks, one list a column. */
export type RowOfBlocks = number[][];

/** The block that is the article's title: printed over the column, not in it. Null where no block says the title. */
export function titleBlock(article: Article): number | null {
  const index = article.blocks.findIndex(
    (block) =>
      block.clutter === undefined &&
      article.text.slice(block.start, block.end).trim() === article.title
  );
  return index >= 0 ? index : null;
}

/** All blocks to print but the titles, in rows. One article alone has one block a row. */
export function layRows(
  articles: readonly Article[],
  pair: Pair | null,
  clutter: boolean
): RowOfBlocks[] {
  const [source, target] = articles;
  if (!source) return [];
  const titles = articles.map(titleBlock);
  const rows =
    pair && target
      ? alignRows(source, target, pair.links, { includeClutter: clutter }).rows.map((row) => [
          row.source,
          row.target
        ])
      : source.blocks.flatMap((block, index) =>
          block.clutter === undefined || clutter ? [[[index]]] : []
        );
  return rows
    .map((row) => row.map((cell, side) => cell.filter((index) => index !== titles[side])))
    .filter((row) => row.some((cell) => cell.length > 0));
}

/** Gives headings levels under the titles' 1 that never skip one, in the order they are printed. */
export class HeadingLevels {
  #last = 1;

  next(block: Block): number {
    this.#last = Math.min(Math.max(block.level ?? 2, 2), this.#last + 1);
    return this.#last;
  }
}
