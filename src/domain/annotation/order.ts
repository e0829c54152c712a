// Document order and note numbers: the same in the margin, the list and the PDF.
import type { AnnotationId, ArticleId } from '../ids';
import type { Annotation, AnnotationTarget } from './schema';

export interface OrderedAnnotation {
  annotation: Annotation;
  /** The target that puts it where it stands: its first in the first of the given articles that it touches. */
  target: AnnotationTarget;
  /** 1, 2, 3, … over those that have a note; null for a highlight without one. */
  number: number | null;
}

/**
 * Annotations in reading order: by article as given (source, then target), then by start and end of the passage,
 * then by creation. Orphaned passages come after all found ones of their article. Leaves out annotations that
 * touch none of the articles. Does not change its input.
 */
export function orderAnnotations(
  annotations: Iterable<Annotation>,
  articleIds: readonly ArticleId[]
): OrderedAnnotation[] {
  const placed: { annotation: Annotation; target: AnnotationTarget; article: number }[] = [];
  for (const annotation of annotations) {
    for (const [article, id] of articleIds.entries()) {
      const target = annotation.targets.find((candidate) => candidate.articleId === id);
      if (target) {
        placed.push({ annotation, target, article });
        break;
      }
    }
  }
  const orphaned = (target: AnnotationTarget): number => (target.state === 'orphan' ? 1 : 0);
  placed.sort(
    (a, b) =>
      a.article - b.article ||
      orphaned(a.target) - orphaned(b.target) ||
      a.target.anchor.start - b.target.anchor.start ||
      a.target.anchor.end - b.target.anchor.end ||
      a.annotation.created.localeCompare(b.annotation.created) ||
      a.annotation.id.localeCompare(b.annotation.id)
  );
  let number = 0;
  return placed.map(({ annotation, target }) => ({
    annotation,
    target,
    number: annotation.note ? (number += 1) : null
  }));
}

/** Numbers of the notes by annotation. */
export const noteNumbers = (
  ordered: readonly OrderedAnnotation[]
): ReadonlyMap<AnnotationId, number> =>
  new Map(
    ordered.flatMap(({ annotation, number }) => (number === null ? [] : [[annotation.id, number]]))
  );
