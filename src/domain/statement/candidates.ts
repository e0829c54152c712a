// Which annotations of the other article may hold a statement's counterpart.
import { isLive, type Link } from '../align/schema';
import type { SideName } from '../align/counterparts';
import { otherSide } from '../align/side-names';
import type { Annotation } from '../annotation/schema';
import type { ArticleId } from '../ids';

export interface Candidate {
  annotation: Annotation;
  /** It touches a sentence that a live link ties to a sentence of the statement. */
  linked: boolean;
}

interface Range {
  start: number;
  end: number;
}

function placesIn(annotation: Annotation, articleId: ArticleId): Range[] {
  return annotation.targets
    .filter((target) => target.articleId === articleId && target.state !== 'orphan')
    .map(({ anchor }) => anchor);
}

const meet = (places: readonly Range[], [start, end]: readonly [number, number]): boolean =>
  places.some((place) => place.start < end && place.end > start);

/**
 * Those of `others` with a passage in `otherId`, without the annotation itself: first what stands in sentences linked
 * with its own, then the rest, each in text order. `side` is the annotation's own in the links.
 */
export function counterpartCandidates(
  annotation: Annotation,
  others: Iterable<Annotation>,
  {
    links,
    side,
    articleId,
    otherId
  }: { links: readonly Link[]; side: SideName; articleId: ArticleId; otherId: ArticleId }
): Candidate[] {
  const own = placesIn(annotation, articleId);
  const across = links
    .filter((link) => isLive(link) && link[side].some((span) => meet(own, span)))
    .flatMap((link) => link[otherSide(side)]);
  const found: (Candidate & { at: number })[] = [];
  for (const other of others) {
    if (other.id === annotation.id) continue;
    if (!other.targets.some((target) => target.articleId === otherId)) continue;
    const places = placesIn(other, otherId);
    const linked = across.some((span) => meet(places, span));
    found.push({ annotation: other, linked, at: places[0]?.start ?? Infinity });
  }
  return found
    .sort((a, b) => Number(b.linked) - Number(a.linked) || a.at - b.at)
    .map(({ annotation: other, linked }) => ({ annotation: other, linked }));
}
