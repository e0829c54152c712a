// The rows of the key sheet: one an action, one for a whole series (colours 1 to 6).
import type { MessageKey } from '@shared/i18n/messages';
import type { Action } from '../../ui/actions.svelte';

export interface KeyRow {
  id: string;
  label: MessageKey;
  /** Alternatives, or the first and the last of a series. */
  keys: string[];
  series: boolean;
}

/** Rows in the actions' order; those without a key are left out. */
export function keyRows(actions: readonly Action[]): KeyRow[] {
  const rows: KeyRow[] = [];
  for (const { id, label, keys, series } of actions) {
    const [first] = keys;
    const last = rows.at(-1);
    // One act in two rooms, such as an article's details, is one row.
    const twice = rows.some((row) => row.label === label && row.keys.join() === keys.join());
    if (!first || twice) continue;
    if (!series) rows.push({ id, label, keys, series: false });
    else if (last?.series && last.label === series) last.keys = [last.keys[0] ?? first, first];
    else rows.push({ id, label: series, keys: [first], series: true });
  }
  return rows;
}
