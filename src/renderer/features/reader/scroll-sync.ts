// Two panes kept level by the links between their sentences. Pure: all in CSS pixels of scrolled content.

/** A link as heights: the tops of its sentences in the leading and the following pane. */
export interface LevelPoint {
  lead: number;
  follow: number;
}

export interface PaneSize {
  scrollTop: number;
  /** Of the visible part. */
  height: number;
  contentHeight: number;
}

/** Where in a pane, as a share of its height, the eye reads. */
const readingShare = 1 / 3;

/**
 * The reading line, in pixels from the pane's top. In the middle of an article it stands at a third; toward the top
 * it moves to the very top, toward the end to the very bottom, so that both panes begin and end together.
 */
export function readingLine({ scrollTop, height, contentHeight }: PaneSize): number {
  const room = Math.max(0, contentHeight - height);
  if (room < height) return room === 0 ? 0 : (scrollTop / room) * height;
  const above = scrollTop;
  const below = room - scrollTop;
  const line = height * readingShare;
  if (above < line) return above;
  if (below < height - line) return height - below;
  return line;
}

/**
 * The height in the following pane that answers `at` in the leading one: exact at each level point and straight
 * between two, so that nothing jumps where a side has no counterpart.
 */
export function levelWith(at: number, before: LevelPoint, after: LevelPoint): number {
  const span = after.lead - before.lead;
  if (span <= 0) return before.follow;
  const share = Math.min(1, Math.max(0, (at - before.lead) / span));
  return before.follow + share * (after.follow - before.follow);
}

/** What is left of a difference that the panes were re-locked with, after scrolling on by `distance`. */
export function easeOffset(offset: number, distance: number): number {
  const way = Math.abs(distance);
  const left = Math.abs(offset) * Math.exp(-way / 300) - 0.2 * way;
  return left > 0 ? Math.sign(offset) * left : 0;
}
