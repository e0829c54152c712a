// Passages put to an annotation and taken off it, each as one act that undo takes back.
import { createAnchor } from '@domain/anchor/anchor';
import type { AnnotationTarget } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import type { FactsStore } from './facts-store.svelte';

/** As many as an annotation holds. */
const mostPassages = 16;

export function passageIn(
  { id, text }: Pick<Article, 'id' | 'text'>,
  { start, end }: { start: number; end: number }
): AnnotationTarget {
  return { articleId: id, anchor: createAnchor(text, start, end), state: 'exact' };
}

/** Those of `more` that the annotation has room for and does not have yet, or overlap one that it has. */
export function newPassages(
  targets: readonly AnnotationTarget[],
  more: readonly AnnotationTarget[]
): AnnotationTarget[] {
  return more
    .filter(
      ({ articleId, anchor }) =>
        !targets.some(
          (known) =>
            known.articleId === articleId &&
            known.state !== 'orphan' &&
            known.anchor.start < anchor.end &&
            anchor.start < known.anchor.end
        )
    )
    .slice(0, Math.max(0, mostPassages - targets.length));
}

export async function addPassages(
  facts: FactsStore,
  id: AnnotationId,
  more: readonly AnnotationTarget[]
): Promise<void> {
  const targets = facts.annotation(id)?.targets;
  if (targets && more.length > 0) {
    await facts.setTargets(id, 'annotations.actAddPassage', [...targets, ...more]);
  }
}

/** One passage of several; the annotation stays. What was taken off, or null of nothing. */
export function removePassage(
  facts: FactsStore,
  id: AnnotationId,
  index: number
): AnnotationTarget | null {
  const targets = facts.annotation(id)?.targets;
  const removed = targets?.[index];
  if (!targets || !removed || targets.length < 2) return null;
  void facts.setTargets(id, 'annotations.actRemovePassage', targets.toSpliced(index, 1));
  return removed;
}
