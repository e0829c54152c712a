// What goes with an article that is deleted for ever, as operations.
import { randomUUID } from 'node:crypto';
import type { Operation } from '@domain/annotation/operation';
import { operationIdSchema, type AnnotationId, type ArticleId } from '@domain/ids';
import type { Entry, Facts } from './facts';

/**
 * Its pairs and the annotations that have no passage elsewhere go with it, those in the trash too. An annotation with
 * a passage in another article stays, and is kept with that article from then on.
 */
export function purgeOfArticle(facts: Facts, id: ArticleId, at: string): Operation[] {
  const operations: Operation[] = [];
  for (const [annotationId, entry] of facts.annotations) {
    const value = entry.value ?? entry.deleted?.value;
    const targets = value?.targets ?? [];
    if (!value || !targets.some(({ articleId }) => articleId === id)) continue;
    const elsewhere = targets.filter(({ articleId }) => articleId !== id);
    if (elsewhere.length === 0) {
      operations.push(...purgeOf('annotation', annotationId, entry, at));
    } else if (entry.value && targets[0]?.articleId === id) {
      const lost = targets
        .filter(({ articleId }) => articleId === id)
        .map((target) => ({ ...target, state: 'orphan' as const }));
      operations.push({
        operationId: newOperationId(),
        entity: 'annotation',
        id: annotationId,
        baseRevision: entry.revision,
        at,
        value: { ...entry.value, targets: [...elsewhere, ...lost], modified: at }
      });
    }
  }
  for (const [pairId, entry] of facts.pairs) {
    const value = entry.value ?? entry.deleted?.value;
    if (value?.sourceId === id || value?.targetId === id) {
      operations.push(...purgeOf('pair', pairId, entry, at));
    }
  }
  return operations;
}

/** Takes an annotation out of the trash for good; none where it is not there. */
export function purgeOfAnnotation(facts: Facts, id: AnnotationId, at: string): Operation[] {
  const entry = facts.annotations.get(id);
  return entry?.deleted ? purgeOf('annotation', id, entry, at) : [];
}

/** Moves it to the trash if need be, and then out of there. */
function purgeOf(
  entity: 'annotation' | 'pair',
  id: string,
  entry: Entry<unknown>,
  at: string
): Operation[] {
  const remove = { entity, id, baseRevision: entry.revision, at, value: null };
  const purge = { ...remove, operationId: newOperationId(), purge: true };
  const all = entry.value ? [{ ...remove, operationId: newOperationId() }, purge] : [purge];
  return all as Operation[];
}

const newOperationId = () => operationIdSchema.parse(randomUUID());
