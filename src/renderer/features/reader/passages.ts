// The passages of one article's annotations, to be painted, numbered and hit.
import type { HighlightColour } from '@domain/annotation/colours';
import type { AnnotationId } from '@domain/ids';
import { lastAtOrBefore, type TextSpan } from './offset-map';

export interface Passage extends TextSpan {
  /** Unique among the article's passages; an annotation may have several. */
  key: string;
  id: AnnotationId;
  colour: HighlightColour;
  /** Of its note; null without one. */
  number: number | null;
  /** It is a statement, too. */
  stated: boolean;
  /** When its annotation was made: of several on the same words the latest lies on top. */
  created: string;
  /** 0 at the bottom of overlapping ones. */
  layer: number;
}

/** Of passages in order, those that begin in the span. */
export function beginningIn(passages: readonly Passage[], { start, end }: TextSpan): Passage[] {
  const before = (offset: number): number =>
    lastAtOrBefore(passages, offset - 1, (passage) => passage.start) + 1;
  return passages.slice(before(start), before(end));
}

/** `next`, or `last` where that holds the very same. */
export function sameLists<T>(last: readonly T[][], next: readonly T[][]): readonly T[][] {
  const same =
    last.length === next.length &&
    next.every((list, nth) => {
      const other = last[nth];
      return list.length === other?.length && list.every((item, at) => item === other[at]);
    });
  return same ? last : next;
}

/** Those that hold `offset`, the shortest first: the one most likely meant. */
export function passagesAt(passages: readonly Passage[], offset: number): Passage[] {
  return passages
    .filter((passage) => passage.start <= offset && offset < passage.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start));
}

/** Which of the hit annotations a click makes active: the first, then on to the next at each further click. */
export function nextHit(
  hits: readonly Passage[],
  active: AnnotationId | null
): AnnotationId | null {
  const at = hits.findIndex((hit) => hit.id === active);
  return (hits[at + 1] ?? hits[0])?.id ?? null;
}
