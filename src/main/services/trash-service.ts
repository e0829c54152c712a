// Many things into the trash, out of it, or away for good.
import { randomUUID } from 'node:crypto';
import type { Operation } from '@domain/annotation/operation';
import { operationIdSchema, type AnnotationId } from '@domain/ids';
import type { RouteInput } from '@shared/ipc/routes';
import type { Library } from '../library/library-contract';
import type { Clock } from '../ports';

type Things = RouteInput<'library.trash'>;

export class TrashService {
  constructor(
    private readonly library: Library,
    private readonly clock: Clock
  ) {}

  /** What is there already stays. Throws `articleNotFound`. */
  async discard({ articleIds, annotationIds }: Things): Promise<void> {
    for (const id of articleIds) await this.library.trashArticle(id);
    const operations = await Promise.all(
      annotationIds.map(async (id): Promise<Operation[]> => {
        const stored = await this.library.annotation(id);
        return stored?.value ? [this.#operation(id, stored.revision, null)] : [];
      })
    );
    await this.#apply(operations.flat());
  }

  /** What is back already stays. Throws `articleNotFound`. */
  async restore({ articleIds, annotationIds }: Things): Promise<void> {
    for (const id of articleIds) await this.library.restoreArticle(id);
    if (annotationIds.length === 0) return;
    const wanted = new Set(annotationIds);
    const deleted = (await this.library.trash()).annotations.filter(({ annotation }) =>
      wanted.has(annotation.id)
    );
    const operations = await Promise.all(
      deleted.map(async ({ annotation }) => {
        const stored = await this.library.annotation(annotation.id);
        return this.#operation(annotation.id, stored?.revision ?? 0, annotation);
      })
    );
    await this.#apply(operations);
  }

  /** Throws `articleNotFound` for an article that is not in the trash. */
  async purge({ articleIds, annotationIds }: Things): Promise<void> {
    for (const id of articleIds) await this.library.purgeArticle(id);
    // At once, so that they share one sync.
    await Promise.all(annotationIds.map((id) => this.library.purgeAnnotation(id)));
  }

  #operation(
    id: AnnotationId,
    baseRevision: number,
    value: Extract<Operation, { entity: 'annotation' }>['value']
  ): Operation {
    const operationId = operationIdSchema.parse(randomUUID());
    const at = this.clock.now().toISOString();
    return { operationId, entity: 'annotation', id, baseRevision, at, value };
  }

  async #apply(operations: Operation[]): Promise<void> {
    if (operations.length > 0) await this.library.apply(operations);
  }
}
