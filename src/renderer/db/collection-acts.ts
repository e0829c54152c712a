// What is done with collections, each as one act that undo takes back. Rejects as the store does (`readOnlyError`).
import type { Collection } from '@domain/collection/schema';
import type { CollectionId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import { sameValue } from '@shared/same-value';
import type { FactsStore } from './facts-store.svelte';

export function createCollection(facts: FactsStore, id: CollectionId, name: string): Promise<void> {
  const now = new Date().toISOString();
  const value = { id, name, parentId: null, articleIds: [], created: now, modified: now };
  return facts.act('library.actCollection', [{ entity: 'collection', id, value }]);
}

/** Nothing where nothing would change. */
export function changeCollection(
  facts: FactsStore,
  before: Collection,
  act: MessageKey,
  fields: Partial<Pick<Collection, 'name' | 'articleIds'>>
): Promise<void> {
  const { id } = before;
  if (sameValue({ ...before, ...fields }, before)) return Promise.resolve();
  const value = { ...before, ...fields, modified: new Date().toISOString() };
  return facts.act(act, [{ entity: 'collection', id, value }]);
}

/** Its articles stay, and what stood under it comes to the top. */
export function removeCollection(facts: FactsStore, id: CollectionId): Promise<void> {
  return facts.act('library.actCollectionDelete', [{ entity: 'collection', id, value: null }]);
}
