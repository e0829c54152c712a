// Where one table ends and the next begins.
import type { Block } from './schema';

type Place = Block['cell'];

/** Whether a cell at `next` stands in another table than the cell before it; a cell without a place is in none. */
export function beginsTable(last: Place, next: Place): boolean {
  if (!last || !next) return !last !== !next;
  return next.row < last.row || (next.row === last.row && next.column <= last.column);
}
