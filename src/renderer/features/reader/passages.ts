// The annotations of one article as passages to paint, number and hit.
import { fits } from '@domain/anchor/fits';
import { orderAnnotations } from '@domain/annotation/order';
import type { Annotation, HighlightColour } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { assignLayers } from './highlight-layers';
import type { TextSpan } from './offset-map';

export interface Passage extends TextSpan {
  /** Unique among the article's passages; an annotation may have several. */
  key: string;
  id: AnnotationId;
  colour: HighlightColour;
  /** Of its note; null without one. */
  number: number | null;
  /** 0 at the bottom of overlapping ones. */
  layer: number;
}

/** The numbers of all notes, by annotation. */
export function noteNumbers(
  annotations: Iterable<Annotation>,
  articleIds: readonly ArticleId[]
): ReadonlyMap<AnnotationId, number> {
  const numbers = new Map<AnnotationId, number>();
  for (const { annotation, number } of orderAnnotations(annotations, articleIds)) {
    if (number !== null) numbers.set(annotation.id, number);
  }
  return numbers;
}

/**
 * Passages found in the article, by start, then end. Orphans have no place and are left out, as are, where `text` is
 * given, those that are not of this text: a new version and its annotations come one after the other.
 */
export function passagesOf(
  annotations: Iterable<Annotation>,
  articleId: ArticleId,
  numbers: ReadonlyMap<AnnotationId, number>,
  text?: string
): Passage[] {
  const passages: Passage[] = [];
  for (const { id, colour, targets } of annotations) {
    for (const [index, target] of targets.entries()) {
      if (target.articleId !== articleId || target.state === 'orphan') continue;
      if (text !== undefined && !fits(target.anchor, text)) continue;
      const { start, end } = target.anchor;
      const number = numbers.get(id) ?? null;
      passages.push({ key: `${id}:${index}`, id, colour, number, layer: 0, start, end });
    }
  }
  passages.sort((a, b) => a.start - b.start || a.end - b.end);
  const layers = assignLayers(passages);
  return passages.map((passage, index) => ({ ...passage, layer: layers[index] ?? 0 }));
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
