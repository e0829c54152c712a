// How blocks come together on the page: items of one list, cells of one table, a run of clutter.
import type { Block } from '@domain/article/schema';

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
    if (last && kind !== 'block' && last.kind === kind && last.indexes.at(-1) === index - 1) {
      last.indexes.push(index);
    } else {
      groups.push({ kind, indexes: [index] });
    }
  }
  // One cell alone is no table.
  return groups.map((group) =>
    group.kind === 'table' && group.indexes.length === 1 ? { ...group, kind: 'block' } : group
  );
}
