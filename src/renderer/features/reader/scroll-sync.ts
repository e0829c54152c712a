// Two panes kept level by the links between their sentences. Pure: all in CSS pixels of scrolled content.

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
