import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { FactsStore } from './facts-store.svelte';
import { LibraryTags } from './library-tags.svelte';
import { MemoryMain } from './memory-main.test-support';
import {
  addTagsTo,
  createLibraryTag,
  deleteLibraryTag,
  mergeLibraryTags,
  moveLibraryTag,
  recolourLibraryTag,
  removeTagsFrom,
  renameLibraryTag,
  setLibraryTagKey
} from './tag-acts';

const open: FactsStore[] = [];
async function openStore(main: MemoryMain): Promise<FactsStore> {
  const store = await FactsStore.open(main.connect(), main.hello());
  open.push(store);
  return store;
}
afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});

const articleId = crypto.randomUUID() as ArticleId;
async function highlight(store: FactsStore): Promise<AnnotationId> {
  const anchor = { exact: 'x', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
  return store.createAnnotation({
    targets: [{ articleId, anchor, state: 'exact' }],
    colour: 'yellow'
  });
}
const paths = (store: FactsStore): string[] => {
  const { all } = new LibraryTags({ facts: store, language: () => 'en' });
  return all.all.map(({ name }) => all.pathOf(name));
};

// Would catch: an act on many annotations that takes many undos, one that another window or a rebuilt store does not
// have, a tag that comes back from undo without its place or colour.
it('does each act in one step, over tags and annotations together', async () => {
  const main = new MemoryMain();
  const [store, other] = [await openStore(main), await openStore(main)];
  const ids = [await highlight(store), await highlight(store), await highlight(store)];
  const tagged = (facts: FactsStore): string[][] =>
    ids.map((id) => [...(facts.annotation(id)?.tags ?? [])]);

  expect(await addTagsTo(store, ids, ['Economy / Trade', 'loose', 'LOOSE'])).toBe(3);
  expect(await addTagsTo(store, ids.slice(0, 1), ['economy/TRADE', 'Ports'])).toBe(1);
  expect(paths(store)).toEqual(['Economy', 'Economy › Trade', 'loose', 'Ports']);
  await recolourLibraryTag(store, 'Economy', 'blue');
  await setLibraryTagKey(store, 'Trade', 'T');
  await setLibraryTagKey(store, 'loose', 't');
  expect(store.tags.filter(({ key }) => key === 't').map(({ name }) => name)).toEqual(['loose']);
  expect(await createLibraryTag(store, 'Fish/Tuna', 'Economy')).toBe('Tuna');
  expect(await moveLibraryTag(store, 'Economy', 'Tuna')).toBeNull();
  expect(await moveLibraryTag(store, 'Ports', 'Trade')).toBe(0);

  const before = { tags: [...store.tags].map((tag) => ({ ...tag })), tagged: tagged(store) };
  expect(await renameLibraryTag(store, 'trade', ' Commerce ')).toBe(3);
  expect(await renameLibraryTag(store, 'Commerce', 'economy')).toBeNull();
  expect(await mergeLibraryTags(store, 'Commerce', 'loose')).toBe(3);
  expect(tagged(store)[0]).toEqual(['loose', 'Ports']);
  expect(paths(store)).toEqual([
    'Economy',
    'Economy › Fish',
    'Economy › Fish › Tuna',
    'loose',
    'loose › Ports'
  ]);
  expect(await deleteLibraryTag(store, 'loose')).toBe(3);
  expect(await removeTagsFrom(store, ids, ['ports'])).toBe(1);
  expect(tagged(store)).toEqual([[], [], []]);
  await vi.waitFor(() => expect(paths(other)).toEqual(paths(store)));
  await vi.waitFor(() => expect(tagged(other)).toEqual(tagged(store)));

  expect(await store.undo()).toBe('tags.actRemove');
  expect(await store.undo()).toBe('tags.actDelete');
  expect(await store.undo()).toBe('tags.actMerge');
  expect(await store.undo()).toBe('tags.actRename');
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  expect([...store.tags].sort(byId)).toEqual(before.tags.sort(byId));
  expect(tagged(store)).toEqual(before.tagged);
  await vi.waitFor(() => expect(paths(other)).toEqual(paths(store)));
  expect(paths(await openStore(main))).toEqual(paths(store));
  expect(await store.redo()).toBe('tags.actRename');
  expect(paths(store)).toContain('Economy › Commerce › Ports');
});

// Would catch: an act that changes nothing and stands in the way of undo all the same.
it('makes no step of what changes nothing', async () => {
  const store = await openStore(new MemoryMain());
  const id = await highlight(store);
  await addTagsTo(store, [id], ['Trade']);
  await addTagsTo(store, [id], ['trade']);
  await removeTagsFrom(store, [id], ['other']);
  await recolourLibraryTag(store, 'nothing', 'blue');
  await createLibraryTag(store, '  /  ');
  expect(await store.undo()).toBe('tags.actAdd');
  expect(await store.undo()).toBe('annotations.actCreate');
});

// Would catch: counts that leave out a tag which only stands on annotations, or count what is in the trash.
it('counts annotations of the articles asked for', async () => {
  const store = await openStore(new MemoryMain());
  const ids = [await highlight(store), await highlight(store)];
  await addTagsTo(store, ids, ['Economy/Trade']);
  await addTagsTo(store, ids.slice(1), ['Economy']);
  const counts = (of: readonly ArticleId[]) =>
    new LibraryTags({ facts: store, language: () => 'en', articleIds: () => of }).counts;
  expect(counts([articleId]).get('economy')).toEqual({ own: 1, branch: 2 });
  expect(counts([]).size).toBe(0);
});
