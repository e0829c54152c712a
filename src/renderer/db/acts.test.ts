import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { AnnotationId, ArticleId, CollectionId } from '@domain/ids';
import type { Change } from './facts-repository';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';

const at = '2026-01-01T00:00:00.000Z';
const article = crypto.randomUUID() as ArticleId;
const other = crypto.randomUUID() as ArticleId;
const open: FactsStore[] = [];

async function openStore(main: MemoryMain): Promise<FactsStore> {
  const store = await FactsStore.open(main.connect(), main.hello());
  open.push(store);
  return store;
}

function annotation(articleId = article, tags: string[] = []): Annotation {
  const id = crypto.randomUUID() as AnnotationId;
  const anchor = { exact: 'a', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
  const targets = [{ articleId, anchor, state: 'exact' as const }];
  const common = { note: null, author: 'Lan', created: at, modified: at };
  return { id, targets, colour: 'yellow', tags, ...common };
}

const put = (values: readonly Annotation[]): Change[] =>
  values.map((value) => ({ entity: 'annotation', id: value.id, value }));

const sorted = (values: readonly Annotation[]): Annotation[] =>
  values.toSorted((a, b) => a.id.localeCompare(b.id));

afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

describe('an act of many changes', () => {
  // Would catch: a step of undo for each change, entities of other kinds left out, a main that has only a part.
  it('is one step over entities of all kinds, in every window', async () => {
    const main = new MemoryMain();
    const [store, tab] = [await openStore(main), await openStore(main)];
    const all = [annotation(), annotation(other), annotation()];
    await store.act('annotations.actCreate', put(all));
    const id = crypto.randomUUID() as CollectionId;
    const value: Collection = {
      id,
      name: 'a',
      parentId: null,
      articleIds: [],
      created: at,
      modified: at
    };
    const tagged = all.map((one) => ({ ...one, tags: ['x'] }));
    await store.act('tags.actAdd', [...put(tagged), { entity: 'collection', id, value }]);
    await vi.waitFor(() =>
      expect(sorted(tab.annotationsOf([article, other]))).toEqual(sorted(tagged))
    );
    await vi.waitFor(() => expect(tab.collections).toEqual([value]));

    expect(await store.undo()).toBe('tags.actAdd');
    expect(sorted(store.annotationsOf([article, other]))).toEqual(sorted(all));
    expect(store.collections).toEqual([]);
    await vi.waitFor(() => expect(store.status).toBe('saved'));
    expect(sorted(main.annotations())).toEqual(sorted(all));
    expect(await store.undo()).toBe('annotations.actCreate');
    expect(store.canUndo).toBe(false);
    expect(await store.redo()).toBe('annotations.actCreate');
    expect(await store.redo()).toBe('tags.actAdd');
    await vi.waitFor(() => expect(sorted(main.annotations())).toEqual(sorted(tagged)));
  });

  // Would catch: changes that are none filling the journal and the history.
  it('leaves out what would stay as it is', async () => {
    const main = new MemoryMain();
    const store = await openStore(main);
    const [one, two] = [annotation(), annotation()];
    await store.act('annotations.actCreate', put([one, two]));
    await store.act('tags.actAdd', put([one, { ...two, tags: ['x'] }]));
    await store.act('tags.actAdd', put([one]));
    await vi.waitFor(() => expect(store.status).toBe('saved'));
    expect(main.journal).toHaveLength(3);
    expect(await store.undo()).toBe('tags.actAdd');
    expect(sorted(store.annotationsOf([article]))).toEqual(sorted([one, two]));
  });

  // Would catch: an act beyond one portion or batch that is stored, sent or acknowledged in part.
  it('reaches main and a window opened later whole, where it is larger than a batch', async () => {
    const main = new MemoryMain();
    const store = await openStore(main);
    const all = Array.from({ length: 1_203 }, (_, n) => annotation(n % 3 ? article : other));
    await store.act('annotations.actCreate', put(all));
    expect(store.annotationsOf([article, other])).toHaveLength(1_203);
    await vi.waitFor(() => expect(store.status).toBe('saved'), { timeout: 10_000 });
    expect(sorted(main.annotations())).toEqual(sorted(all));
    store.close();
    const again = await openStore(main);
    expect(sorted(again.annotationsOf([article, other]))).toEqual(sorted(all));
  });

  // Would catch: undo of the rest being lost with the one that somebody else changed, or taking theirs back.
  it('takes back the rest where somebody else has changed one of them', async () => {
    const main = new MemoryMain();
    const [store, tab] = [await openStore(main), await openStore(main)];
    const [one, two] = [annotation(), annotation()];
    await store.act('annotations.actCreate', put([one, two]));
    await store.act('tags.actAdd', put([one, two].map((each) => ({ ...each, tags: ['x'] }))));
    await vi.waitFor(() => expect(tab.annotation(one.id)?.tags).toEqual(['x']));
    await tab.recolour(one.id, 'pink');
    await vi.waitFor(() => expect(store.annotation(one.id)?.colour).toBe('pink'));
    expect(await store.undo()).toBe('tags.actAdd');
    expect(store.annotation(one.id)).toMatchObject({ colour: 'pink', tags: ['x'] });
    expect(store.annotation(two.id)?.tags).toEqual([]);
  });
});
