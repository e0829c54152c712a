// How blocks of one place come together: items as nested lists, cells as tables.
import type { Block } from '../article/schema';
import { beginsTable } from '../article/table';

export interface Placed {
  kind: Block['kind'];
  clutter: boolean;
  /** Of list items, from 1. */
  depth: number;
  marker: string | undefined;
  cell: Block['cell'];
}

export interface Item<B> {
  block: B;
  /** Where its marker is a number and a sign after it. */
  number: number | null;
  /** Nested in the item, after its words. */
  lists: List<B>[];
}

/** What the items of a list begin with: bullets, numbers before one sign, or words of their own. */
type Marking = 'bullet' | '.' | ')' | 'words';

export interface List<B> {
  kind: 'list';
  marking: Marking;
  /** Levels between this list and what it stands in that have no item here. */
  skipped: number;
  items: Item<B>[];
}

export interface Table<B> {
  kind: 'table';
  /** Equally long; null where a place is empty. Columns without any cell are left out. */
  rows: (B | null)[][];
}

export type Group<B> = { kind: 'block'; block: B } | List<B> | Table<B>;

const numberMarker = /^(0|[1-9]\d{0,8})([.)])$/;

function markingOf({ marker }: Placed): { marking: Marking; number: number | null } {
  if (marker === undefined) return { marking: 'bullet', number: null };
  const parts = numberMarker.exec(marker);
  if (!parts) return { marking: 'words', number: null };
  return { marking: parts[2] === ')' ? ')' : '.', number: Number(parts[1]) };
}

function listsOf<B extends Placed>(items: readonly B[]): List<B>[] {
  const roots: List<B>[] = [];
  const open: { depth: number; list: List<B> }[] = [];
  for (const block of items) {
    const { marking, number } = markingOf(block);
    while ((open.at(-1)?.depth ?? 0) > block.depth) open.pop();
    const same = open.at(-1);
    const item: Item<B> = { block, number, lists: [] };
    if (same?.depth === block.depth && same.list.marking === marking) {
      same.list.items.push(item);
      continue;
    }
    if (same?.depth === block.depth) open.pop();
    const around = open.at(-1);
    const skipped = block.depth - (around?.depth ?? 0) - 1;
    const list: List<B> = { kind: 'list', marking, skipped, items: [item] };
    (around?.list.items.at(-1)?.lists ?? roots).push(list);
    open.push({ depth: block.depth, list });
  }
  return roots;
}

function tableOf<B extends Placed>(cells: readonly B[]): Table<B> {
  const used = new Set(cells.map(({ cell }) => cell?.column ?? 0));
  const columns = [...used].sort((a, b) => a - b);
  const at = new Map(columns.map((column, index) => [column, index]));
  const rows: (B | null)[][] = [];
  let current: number | undefined;
  for (const block of cells) {
    if (block.cell?.row !== current) rows.push(columns.map(() => null));
    current = block.cell?.row;
    const row = rows.at(-1);
    if (row) row[at.get(block.cell?.column ?? 0) ?? 0] = block;
  }
  return { kind: 'table', rows };
}

/** The blocks in order; items and cells that follow each other together. A cell alone is a block. */
export function groupBlocks<B extends Placed>(blocks: readonly B[]): Group<B>[] {
  const runs: { kind: 'block' | 'list' | 'table'; blocks: B[] }[] = [];
  for (const block of blocks) {
    const isCell = block.kind === 'tableCell' && block.cell !== undefined;
    const kind = block.clutter
      ? 'block'
      : block.kind === 'listItem'
        ? 'list'
        : isCell
          ? 'table'
          : 'block';
    const last = runs.at(-1);
    const together =
      last?.kind === kind &&
      kind !== 'block' &&
      !(kind === 'table' && beginsTable(last.blocks.at(-1)?.cell, block.cell));
    if (last && together) last.blocks.push(block);
    else runs.push({ kind, blocks: [block] });
  }
  return runs.flatMap((run): Group<B>[] => {
    if (run.kind === 'list') return listsOf(run.blocks);
    if (run.kind === 'table' && run.blocks.length > 1) return [tableOf(run.blocks)];
    return run.blocks.map((block) => ({ kind: 'block', block }));
  });
}
