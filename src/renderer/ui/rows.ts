// Moving between the rows of a table by keyboard: one row is in the tab order, the arrows move it.

/**
 * Moves the focus among `[data-row]` elements of the container: arrows, Home, End. True where it did; then the
 * event is spent.
 */
export function moveAmongRows(event: KeyboardEvent, container: HTMLElement): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const rows = [...container.querySelectorAll<HTMLElement>('[data-row]')];
  const current = rows.findIndex((row) => row === document.activeElement);
  if (current === -1) return false;
  const next = {
    ArrowDown: Math.min(current + 1, rows.length - 1),
    ArrowUp: Math.max(current - 1, 0),
    Home: 0,
    End: rows.length - 1
  }[event.key];
  if (next === undefined) return false;
  event.preventDefault();
  rows[next]?.focus();
  return true;
}
