// Document order and note numbers: the same in the margin, the list and the PDF.
import type { AnnotationId, ArticleId } from '../ids';
import { difference, insertSorted } from './changed-list';
import type { Annotation, AnnotationTarget } from './schema';

export interface OrderedAnnotation {
  annotation: Annotation;
  /** The target that puts it where it stands: its first in the first of the given articles that it touches. */
  target: AnnotationTarget;
  /** 1, 2, 3, … over those that have a note; null for a highlight without one. */
  number: number | null;
}

/** With the rank of its article among those given. */
interface Placed extends OrderedAnnotation {
  article: number;
}

/** All annotations of some articles in reading order. */
export interface ReadingOrder {
  annotations: readonly Annotation[];
  ordered: readonly Placed[];
  /** Of the notes, by annotation. */
  numbers: ReadonlyMap<AnnotationId, number>;
}

export const noOrder: ReadingOrder = { annotations: [], ordered: [], numbers: new Map() };

function place(annotation: Annotation, articleIds: readonly ArticleId[]): Placed | null {
  for (const [article, id] of articleIds.entries()) {
    const target = annotation.targets.find((candidate) => candidate.articleId === id);
    if (target) return { annotation, target, number: null, article };
  }
  return null;
}

const orphaned = (target: AnnotationTarget): number => (target.state === 'orphan' ? 1 : 0);

const inReadingOrder = (a: Placed, b: Placed): number =>
  a.article - b.article ||
  orphaned(a.target) - orphaned(b.target) ||
  a.target.anchor.start - b.target.anchor.start ||
  a.target.anchor.end - b.target.anchor.end ||
  a.annotation.created.localeCompare(b.annotation.created) ||
  a.annotation.id.localeCompare(b.annotation.id);

/** Numbers those with a note through; what has its number already is the same object after. */
function numbered(placed: readonly Placed[]): Placed[] {
  let last = 0;
  return placed.map((one) => {
    const number = one.annotation.note ? (last += 1) : null;
    return one.number === number ? one : { ...one, number };
  });
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
  const placed = [...annotations].flatMap((annotation) => place(annotation, articleIds) ?? []);
  return numbered(placed.sort(inReadingOrder));
}

/**
 * The same from what it was `last`, of the same articles, quick where few annotations changed: entries and numbers that
 * are as they were are the same objects.
 */
export function reorder(
  last: ReadingOrder,
  annotations: readonly Annotation[],
  articleIds: readonly ArticleId[]
): ReadingOrder {
  const { gone, come } = difference(last.annotations, annotations);
  const left = new Set(gone);
  const stay =
    left.size > 0
      ? last.ordered.filter(({ annotation }) => !left.has(annotation))
      : last.ordered.slice();
  const placed = insertSorted(
    stay,
    come.flatMap((annotation) => place(annotation, articleIds) ?? []),
    inReadingOrder
  );
  if (![...gone, ...come].some(({ note }) => note))
    return { annotations, ordered: placed, numbers: last.numbers };
  const ordered = numbered(placed);
  const numbers = noteNumbers(ordered);
  const same =
    numbers.size === last.numbers.size &&
    [...numbers].every(([id, number]) => last.numbers.get(id) === number);
  return { annotations, ordered, numbers: same ? last.numbers : numbers };
}

/** The entry of one alone among others whose notes have these numbers; null where it touches none of the articles. */
export function entryOf(
  annotation: Annotation,
  articleIds: readonly ArticleId[],
  numbers: ReadonlyMap<AnnotationId, number>
): OrderedAnnotation | null {
  const placed = place(annotation, articleIds);
  return placed && { ...placed, number: numbers.get(annotation.id) ?? null };
}

/** Numbers of the notes by annotation. */
export const noteNumbers = (
  ordered: readonly OrderedAnnotation[]
): ReadonlyMap<AnnotationId, number> =>
  new Map(
    ordered.flatMap(({ annotation, number }) => (number === null ? [] : [[annotation.id, number]]))
  );
