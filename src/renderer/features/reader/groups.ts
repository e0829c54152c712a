// How blocks come together on the page: items of one list, cells of one table, a run of clutter.
import type { Block } from '@domain/article/schema';
import { beginsTable } from '@domain/article/table';

export interface Group {
  kind: 'block' | 'list' | 'table' | 'clutter';
  /** Of blocks, rising. */
  indexes: number[];
}

function groupKind(block: Block): Group['kind'] {
  if (block.clutter) return 'clutter';
  if (block.kind === 'listItem') return 'list';
  if (block.kind === 'tableCell') return 'table';
  return 'block';
}

/** Groups the given blocks (indexes, rising), in order. Neighbours come together only where nothing lies between. */
export function groupBlocks(blocks: readonly Block[], indexes: readonly number[]): Group[] {
  const groups: Group[] = [];
  for (const index of indexes) {
    const block = blocks[index];
    if (!block) continue;
    const kind = groupKind(block);
    const last = groups.at(-1);
    const together =
      last?.kind === kind &&
      kind !== 'block' &&
      last.indexes.at(-1) === index - 1 &&
      !(kind === 'table' && beginsTable(blocks[index - 1]?.cell, block.cell));
    if (last && together) last.indexes.push(index);
    else groups.push({ kind, indexes: [index] });
  }
  // One cell alone, of a table of one cell, is no table.
  return groups.map((group) =>
    group.kind === 'table' && group.indexes.length === 1 && columnCount(blocks, group.indexes) < 2
      ? { ...group, kind: 'block' }
      : group
  );
}

/** Columns of the whole table of which the given cells are a part; 1 where cells do not know their place. */
export function columnCount(blocks: readonly Block[], indexes: readonly number[]): number {
  let first = indexes[0] ?? 0;
  const isCell = (index: number): boolean => blocks[index]?.kind === 'tableCell';
  const goesOn = (index: number): boolean => {
    const block = blocks[index];
    return (
      block !== undefined && isCell(index - 1) && !beginsTable(blocks[index - 1]?.cell, block.cell)
    );
  };
  while (isCell(first) && goesOn(first)) first -= 1;
  let columns = 0;
  for (let index = first; isCell(index) && (index === first || goesOn(index)); index += 1) {
    columns = Math.max(columns, blocks[index]?.cell?.column ?? 0);
  }
  return columns + 1;
}

/** The cells in rows as wide as the whole table; null where a place is empty. Cells without a place have a row each. */
export function tableRows(
  blocks: readonly Block[],
  indexes: readonly number[]
): (number | null)[][] {
  const columns = columnCount(blocks, indexes);
  const rows: (number | null)[][] = [];
  let current: number | undefined;
  for (const index of indexes) {
    const place = blocks[index]?.cell;
    if (!place || place.row !== current || rows.length === 0) {
      rows.push(Array.from({ length: columns }, () => null));
    }
    current = place?.row;
    const row = rows.at(-1);
    if (row) row[place?.column ?? 0] = index;
  }
  return rows;
}
