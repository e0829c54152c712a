// Which sidecars are behind the facts.
import type { JournalRecord } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId, PairId } from '@domain/ids';
import type { AnyEntry, Entity, Entry } from './facts';
import { isList, type ListEntity } from './lists';

export class Unfolded {
  /** Articles whose annotations changed: those that own them, or did. */
  readonly owners = new Set<ArticleId>();
  readonly pairs = new Set<PairId>();
  /** Of each of these one file holds them all. */
  readonly lists = new Set<ListEntity>();
  readonly trash = new Set<Entity>();

  get empty(): boolean {
    return this.owners.size + this.pairs.size + this.trash.size + this.lists.size === 0;
  }

  /** Notes what a record changes; `before` is the entity as it was. */
  add({ operation }: JournalRecord, before: AnyEntry | undefined): void {
    const deletes = operation.value === null || before?.deleted !== undefined;
    if (deletes) this.trash.add(operation.entity);
    if (operation.entity === 'pair') this.pairs.add(operation.id);
    if (isList(operation.entity)) this.lists.add(operation.entity);
    if (operation.entity !== 'annotation') return;
    for (const value of [operation.value, (before as Entry<Annotation> | undefined)?.value]) {
      const owner = value?.targets[0]?.articleId;
      if (owner) this.owners.add(owner);
    }
  }

  /** Takes another's in, where folding those failed. */
  merge(other: Unfolded): void {
    for (const owner of other.owners) this.owners.add(owner);
    for (const pair of other.pairs) this.pairs.add(pair);
    for (const kind of other.trash) this.trash.add(kind);
    for (const list of other.lists) this.lists.add(list);
  }
}
