// Moving between the rows of a table, the acts of a menu or the buttons of a bar by keyboard: the arrows, Home, End.

interface Moving {
  /** Selector of what the focus moves among. */
  among?: string;
  /** From the last one on to the first, as in menus and bars. */
  wrap?: boolean;
  /** They stand side by side: the arrows to the left and to the right. */
  across?: boolean;
}

/** Moves the focus among them in the container, where it is on one, or anywhere in a menu. True where it did; then the event is spent. */
export function moveAmongRows(
  event: KeyboardEvent,
  container: HTMLElement,
  { among = '[data-row]', wrap = false, across = false }: Moving = {}
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  const rows = [...container.querySelectorAll<HTMLElement>(among)];
  const current = rows.findIndex((row) => row === document.activeElement);
  if (rows.length === 0 || (current === -1 && !wrap)) return false;
  const last = rows.length - 1;
  const next = {
    [across ? 'ArrowRight' : 'ArrowDown']: current < last ? current + 1 : wrap ? 0 : last,
    [across ? 'ArrowLeft' : 'ArrowUp']: current > 0 ? current - 1 : wrap ? last : 0,
    Home: 0,
    End: last
  }[event.key];
  if (next === undefined) return false;
  event.preventDefault();
  rows[next]?.focus();
  return true;
}
