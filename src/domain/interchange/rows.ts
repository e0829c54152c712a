// Paragraphs into rows, headings into levels.
import { alignRows } from '../align/rows';
import type { Pair } from '../align/schema';
import type { Article, Block } from '../article/schema';
import { beginsTable } from '../article/table';

/** Indexes of blocks, one list a column. */
export type RowOfBlocks = number[][];

const invisible = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;
const isBlank = (text: string): boolean => invisible.test(text);

/** The article's title; its file's name where it has none. */
export function titleOf(article: Article): string {
  return isBlank(article.title) ? article.original.name : article.title;
}

function textOf({ text }: Article, { start, end }: Block): string {
  return text.slice(start, end);
}

/** The block that is the article's title: printed over the column, not in it. Null where no block says the title. */
export function titleBlock(article: Article): number | null {
  if (isBlank(article.title)) return null;
  const index = article.blocks.findIndex(
    (block) => block.clutter === undefined && textOf(article, block).trim() === article.title
  );
  return index >= 0 ? index : null;
}

/**
 * All blocks to print but the titles and blank ones, in rows. One article alone has one block a row, but a list or a
 * table in one. Rows of nothing but cells come together, so that tables stay whole.
 */
export function layRows(
  articles: readonly Article[],
  pair: Pair | null,
  clutter: boolean
): RowOfBlocks[] {
  const [source, target] = articles;
  if (!source) return [];
  const titles = articles.map(titleBlock);
  const blank = articles.map((article) =>
    article.blocks.map((block) => isBlank(textOf(article, block)))
  );
  const rows =
    pair && target
      ? alignRows(source, target, pair.links, { includeClutter: clutter }).rows.map((row) => [
          row.source,
          row.target
        ])
      : rowsOfOne(source, clutter);
  const printed = rows
    .map((row) =>
      row.map((cell, side) =>
        cell.filter((index) => index !== titles[side] && !blank[side]?.[index])
      )
    )
    .filter((row) => row.some((cell) => cell.length > 0));
  return joinTables(printed, articles);
}

function joinTables(rows: RowOfBlocks[], articles: readonly Article[]): RowOfBlocks[] {
  const blocksOf = (row: RowOfBlocks): Block[][] =>
    row.map((indexes, side) => indexes.flatMap((index) => articles[side]?.blocks[index] ?? []));
  const joined: RowOfBlocks[] = [];
  let open: { row: RowOfBlocks; last: (Block | undefined)[] } | null = null;
  for (const row of rows) {
    const blocks = blocksOf(row);
    if (!blocks.flat().every(({ cell, clutter }) => cell && clutter === undefined)) {
      open = null;
      joined.push(row);
      continue;
    }
    const { last }: { last: (Block | undefined)[] } = open ?? { last: [] };
    const goesOn = blocks.every(([first], side) => {
      const before = last[side];
      return !first || !before || !beginsTable(before.cell, first.cell);
    });
    if (open && goesOn) for (const [side, cell] of row.entries()) open.row[side]?.push(...cell);
    else {
      open = { row: row.map((cell) => [...cell]), last: [] };
      joined.push(open.row);
    }
    open.last = blocks.map((cell, side) => cell.at(-1) ?? open?.last[side]);
  }
  return joined;
}

/** One block a row, but items of a list together. */
function rowsOfOne({ blocks }: Article, clutter: boolean): RowOfBlocks[] {
  const rows: RowOfBlocks[] = [];
  let list: number[] | null = null;
  for (const [index, block] of blocks.entries()) {
    if (block.clutter !== undefined && !clutter) continue;
    if (block.kind === 'listItem' && list) {
      list.push(index);
      continue;
    }
    const cell = [index];
    list = block.kind === 'listItem' ? cell : null;
    rows.push([cell]);
  }
  return rows;
}

/** Gives headings levels under the titles' 1 that never skip one, in the order they are printed. */
export class HeadingLevels {
  #last = 1;

  next(block: Block): number {
    this.#last = Math.min(Math.max(block.level ?? 2, 2), this.#last + 1);
    return this.#last;
  }
}
