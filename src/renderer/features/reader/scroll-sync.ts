// Where panes scroll to: level by the links between their sentences, and to what must be seen. Pure, in CSS pixels.

/** A link as heights: the tops of its sentences in the leading and the following pane. */
export interface LevelPoint {
  lead: number;
  follow: number;
}

/** Where in a pane, as a share of its height, the eye reads. Panes end with enough white to bring their last line there. */
const readingShare = 1 / 3;

/**
 * The reading line, in pixels from the pane's top: at a third of its height, but near the beginning of the article
 * still at the top, so that both panes begin together.
 */
export function readingLine(scrollTop: number, height: number): number {
  return Math.min(Math.max(0, scrollTop), height * readingShare);
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

/** Air kept above and below what is revealed. */
const air = 48;

/**
 * How far to scroll so that a line is well in view: not at all where it is; just enough where it is too near the top;
 * else so that it comes to where the eye reads, as turning a page does.
 */
export function revealDistance(
  line: { top: number; bottom: number },
  view: { top: number; bottom: number }
): number {
  if (line.top >= view.top && line.top < view.top + air) return line.top - view.top - air;
  if (line.top >= view.top && line.bottom <= view.bottom - air) return 0;
  return line.top - view.top - (view.bottom - view.top) * readingShare;
}
