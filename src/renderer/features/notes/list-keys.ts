// What the keys of the list do; pure, so that lists of any length are walked alike.
import type { NotesItem } from './notes-room.svelte';

export type ListAct =
  | { kind: 'move'; to: number; extend: boolean }
  | { kind: 'open' | 'preview' | 'toggle' | 'all' | 'none' }
  | { kind: 'fold'; folded: boolean };

/** What the key does with the cursor at `at`; null where it is not the list's. `page` is in rows. */
export function listAct(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  items: readonly NotesItem[],
  at: number,
  page: number
): ListAct | null {
  const { key, shiftKey, altKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (altKey) return null;
  const item = items[at];
  if (mod) {
    if (key === 'a') return { kind: 'all' };
    return key === ' ' && item?.kind === 'row' ? { kind: 'toggle' } : null;
  }
  const last = items.length - 1;
  const to = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last
  }[key];
  if (to !== undefined) {
    return { kind: 'move', to: Math.max(0, Math.min(last, to)), extend: shiftKey };
  }
  if (shiftKey) return null;
  if (item?.kind === 'head') {
    if (key === 'Enter' || key === ' ') return { kind: 'fold', folded: !item.folded };
    if (key === 'ArrowLeft') return { kind: 'fold', folded: true };
    if (key === 'ArrowRight') return { kind: 'fold', folded: false };
  }
  if (key === 'ArrowLeft') {
    const head = items.findLastIndex(({ kind }, index) => index < at && kind === 'head');
    return head < 0 ? null : { kind: 'move', to: head, extend: false };
  }
  if (item?.kind === 'row') {
    if (key === 'Enter') return { kind: 'open' };
    if (key === ' ') return { kind: 'preview' };
  }
  return key === 'Escape' ? { kind: 'none' } : null;
}

/** Annotations of the rows from one index to another, each once. */
export function between(items: readonly NotesItem[], first: number, second: number) {
  const part = items.slice(Math.min(first, second), Math.max(first, second) + 1);
  return part.flatMap((item) => (item.kind === 'row' ? item.listed.annotation.id : []));
}
