// The annotations of one article as passages to paint, number and hit.
import { fits } from '@domain/anchor/fits';
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { Annotation, AnnotationTarget, HighlightColour } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { assignLayers } from './highlight-layers';
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
  /** 0 at the bottom of overlapping ones. */
  layer: number;
}

/** The numbers of all notes, by annotation; `last` where they are still the same. */
export function noteNumbers(
  ordered: readonly OrderedAnnotation[],
  last: ReadonlyMap<AnnotationId, number>
): ReadonlyMap<AnnotationId, number> {
  const noted = ordered.filter(({ number }) => number !== null);
  const same =
    noted.length === last.size &&
    noted.every(({ annotation, number }) => last.get(annotation.id) === number);
  if (same) return last;
  return new Map(noted.map(({ annotation, number }) => [annotation.id, number ?? 0]));
}

/** What was made of a target last: what is drawn from a passage that is still the same need not be drawn anew. */
const known = new WeakMap<AnnotationTarget, Passage>();

function kept(target: AnnotationTarget, next: Passage): Passage {
  const last = known.get(target);
  const same =
    last?.key === next.key &&
    last.colour === next.colour &&
    last.number === next.number &&
    last.stated === next.stated &&
    last.layer === next.layer;
  if (last && same) return last;
  known.set(target, next);
  return next;
}

/**
 * Passages found in the article, by start, then end. Orphans have no place and are left out, as are, where `text` is
 * given, those that are not of this text: a new version and its annotations come one after the other. What is the same as
 * when it was asked for last is the same object.
 */
export function passagesOf(
  annotations: Iterable<Annotation>,
  articleId: ArticleId,
  numbers: ReadonlyMap<AnnotationId, number>,
  text?: string
): Passage[] {
  const found: { target: AnnotationTarget; passage: Passage }[] = [];
  for (const { id, colour, targets, statement } of annotations) {
    for (const [index, target] of targets.entries()) {
      if (target.articleId !== articleId || target.state === 'orphan') continue;
      if (text !== undefined && !fits(target.anchor, text)) continue;
      const { start, end } = target.anchor;
      const number = numbers.get(id) ?? null;
      const stated = statement !== undefined;
      const passage = { key: `${id}:${index}`, id, colour, number, stated, layer: 0, start, end };
      found.push({ target, passage });
    }
  }
  found.sort((a, b) => a.passage.start - b.passage.start || a.passage.end - b.passage.end);
  const layers = assignLayers(found.map(({ passage }) => passage));
  return found.map(({ target, passage }, index) => {
    passage.layer = layers[index] ?? 0;
    return kept(target, passage);
  });
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
