// What must not keep the user waiting for the answer to a key: it is done once that is on the screen.

/**
 * Calls back in a task of its own after the next frame was painted, and soon where nothing is painted at all (a window
 * that is hidden). Returns what calls it off.
 */
export function afterPaint(run: () => void): () => void {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => void (timer = setTimeout(run));
  if (document.hidden) later();
  else frame = requestAnimationFrame(later);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
