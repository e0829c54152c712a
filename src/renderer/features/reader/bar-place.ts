// Where the selection's bar goes: above the selection, inside its own pane, never outside what is visible.

/** CSS pixels of one common origin. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const gap = 8;

/** Above the first line; below the last where there is no room; kept in the pane sideways, and in the bounds before all. */
export function barPlace(
  bar: { width: number; height: number },
  around: { first: Box; last: Box; pane: Box; bounds: Box }
): { left: number; top: number } {
  const { first, last, pane, bounds } = around;
  const clamp = (value: number, low: number, high: number): number =>
    Math.max(low, Math.min(value, high));
  const above = first.top - gap - bar.height;
  const below = last.bottom + gap;
  const wished = above >= bounds.top ? above : below;
  const inPane = clamp(first.left, pane.left, pane.right - bar.width);
  return {
    left: clamp(inPane, bounds.left, bounds.right - bar.width),
    top: clamp(wished, bounds.top, Math.max(bounds.top, bounds.bottom - bar.height))
  };
}
