// How the files of an import stand in the panel: a few in their order, many by what became of them.
import type { ImportItem, ImportStatus } from './import-item.svelte';

export interface ImportSection {
  /** Null: all of them, in their order. */
  status: ImportStatus | null;
  items: ImportItem[];
}

/** Up to here all stand in one list. */
const fewItems = 40;
/** What wants an answer comes first; what is only to be known comes last. */
const order: readonly ImportStatus[] = [
  'failed',
  'carries',
  'duplicate',
  'running',
  'cancelled',
  'imported',
  'waiting'
];

/** Never an empty section. */
export function importSections(items: readonly ImportItem[]): ImportSection[] {
  if (items.length <= fewItems)
    return items.length > 0 ? [{ status: null, items: [...items] }] : [];
  const byStatus = new Map<ImportStatus, ImportItem[]>(order.map((status) => [status, []]));
  for (const item of items) byStatus.get(item.status)?.push(item);
  return [...byStatus]
    .filter(([, inside]) => inside.length > 0)
    .map(([status, inside]) => ({ status, items: inside }));
}
