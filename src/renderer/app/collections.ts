// What can be done with collections, each as one step of undo.
import type { Collection } from '@domain/collection/schema';
import type { ArticleId, CollectionId } from '@domain/ids';
import type { Translator } from '@shared/i18n/translator';
import { changeCollection, createCollection, removeCollection } from '../db/collection-acts';
import type { FactsStore } from '../db/facts-store.svelte';
import type { Toasts } from '../ui/toasts.svelte';

/** In the order of their names, each followed by those under it. One whose parent is gone stands at the top. */
export function collectionTree(
  collections: readonly Collection[],
  language: string
): { collection: Collection; depth: number }[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sorted = collections.toSorted((a, b) => compare(a.name, b.name));
  const ids = new Set(sorted.map(({ id }) => id));
  const out: { collection: Collection; depth: number }[] = [];
  const seen = new Set<CollectionId>();
  function put(collection: Collection, depth: number): void {
    if (seen.has(collection.id)) return;
    seen.add(collection.id);
    out.push({ collection, depth });
    for (const child of sorted) if (child.parentId === collection.id) put(child, depth + 1);
  }
  for (const one of sorted) if (one.parentId === null || !ids.has(one.parentId)) put(one, 0);
  // What stands under itself by two windows' doing.
  for (const one of sorted) put(one, 0);
  return out;
}

export class CollectionActs {
  constructor(
    private readonly facts: FactsStore,
    private readonly toasts: Toasts,
    private readonly translator: () => Translator,
    private readonly fail: (thrown: unknown) => void
  ) {}

  /** Shown at once; that it failed is said. */
  create(name: string): CollectionId {
    const id = crypto.randomUUID() as CollectionId;
    void this.#try(() => createCollection(this.facts, id, name));
    return id;
  }

  rename(id: CollectionId, name: string): Promise<void> {
    return this.#try(async () => {
      const before = this.#find(id);
      if (before)
        await changeCollection(this.facts, before, 'library.actCollectionRename', { name });
    });
  }

  /** The articles stay in the library. */
  remove({ id, name }: Collection): Promise<void> {
    return this.#try(async () => {
      const removing = removeCollection(this.facts, id);
      await this.#say(removing, this.translator().t('library.collectionDeleted', { name }));
    });
  }

  add(id: CollectionId, articleIds: readonly ArticleId[]): Promise<void> {
    return this.#change(id, 'library.actCollectionAdd', (before) => [
      ...new Set([...before, ...articleIds])
    ]);
  }

  takeOut(id: CollectionId, articleIds: readonly ArticleId[]): Promise<void> {
    const out = new Set(articleIds);
    return this.#change(id, 'library.actCollectionTakeOut', (before) =>
      before.filter((each) => !out.has(each))
    );
  }

  #change(
    id: CollectionId,
    act: 'library.actCollectionAdd' | 'library.actCollectionTakeOut',
    next: (before: readonly ArticleId[]) => ArticleId[]
  ): Promise<void> {
    return this.#try(async () => {
      const collection = this.#find(id);
      if (!collection) return;
      const articleIds = next(collection.articleIds);
      const count = Math.abs(articleIds.length - collection.articleIds.length);
      if (count === 0) return;
      const changing = changeCollection(this.facts, collection, act, { articleIds });
      const key =
        act === 'library.actCollectionAdd'
          ? 'library.collectionAdded'
          : 'library.collectionTakenOut';
      await this.#say(changing, this.translator().t(key, { count, name: collection.name }));
    });
  }

  #find(id: CollectionId): Collection | undefined {
    return this.facts.collections.find((one) => one.id === id);
  }

  /** Says, once it is stored, what the act just begun has done. */
  async #say(doing: Promise<void>, text: string): Promise<void> {
    const [, act] = await this.facts.begun(doing);
    this.toasts.show({
      text,
      action: {
        label: this.translator().t('common.undo'),
        run: () => void this.#try(async () => void (await this.facts.takeBack(act)))
      }
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.fail(thrown);
    }
  }
}
