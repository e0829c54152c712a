// What a person decides of passages that a new text moved, changed or lost.
import { createAnchor } from '../anchor/anchor';
import type { Article } from '../article/schema';
import type { AnnotationTarget } from './schema';

/** The targets with the one that was lost in the article put on [start, end) of it; null where none was lost there. */
export function reattach(
  targets: readonly AnnotationTarget[],
  { id, text }: Pick<Article, 'id' | 'text'>,
  { start, end }: { start: number; end: number }
): AnnotationTarget[] | null {
  const lost = targets.find(({ articleId, state }) => articleId === id && state === 'orphan');
  if (!lost) return null;
  const anchor = createAnchor(text, start, end);
  return targets.map((target) =>
    target === lost ? { articleId: id, anchor, state: 'exact' } : target
  );
}

/** The targets with the changed ones taken as they stand; null where none is changed. */
export function keepWords(targets: readonly AnnotationTarget[]): AnnotationTarget[] | null {
  if (!targets.some(({ state }) => state === 'changed')) return null;
  return targets.map(({ was, ...target }) =>
    target.state === 'changed'
      ? { ...target, state: 'exact' }
      : { ...target, ...(was === undefined ? {} : { was }) }
  );
}
