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

/**
 * Where panes that were brought together off level are to be level again: the first of the points, going away from
 * `at`, that is far enough off for the other pane to get there at an easy pace, and never backwards. `offset` is how
 * far the other pane stands from level at `at`. Null where there is no such point.
 */
export function meetingPoint<Point extends LevelPoint>(
  at: LevelPoint,
  offset: number,
  points: Iterable<Point>
): Point | null {
  for (const point of points) {
    const way = point.lead - at.lead;
    const otherWay = point.follow - at.follow;
    const far = Math.abs(way) >= Math.abs(offset) * easyShare;
    if (far && (way > 0 ? otherWay >= 0 : otherWay <= 0)) return point;
  }
  return null;
}

/** A way this many times the difference takes it up without haste. */
const easyShare = 0.5;

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
