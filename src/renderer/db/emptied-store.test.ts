// A browser that lost the list of its databases hands out what is left of old rows as a new database: seen in Chromium, by
// damage that needs thousands of rows and a start. Here the stores of a new, real database have rows as they are made.
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { Operation } from '@domain/annotation/operation';
import { FactsStore } from './facts-store.svelte';
import { annotation, facts, setting } from './facts.test-support';
import { MemoryMain } from './memory-main.test-support';

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

/** From now on a store that is made holds these rows, by its name. */
function leaveRows(left: Readonly<Record<string, readonly unknown[]>>): void {
  const { prototype } = IDBDatabase;
  const make = Object.getOwnPropertyDescriptor(prototype, 'createObjectStore')!
    .value as IDBDatabase['createObjectStore'];
  vi.spyOn(prototype, 'createObjectStore').mockImplementation(function (
    this: IDBDatabase,
    ...given
  ) {
    const store = make.apply(this, given);
    for (const row of left[store.name] ?? []) store.put(row);
    return store;
  });
}

// Would catch: a part of the facts, and the mark that they are all, believed of a database that has just been made; or what
// main never had emptied with them.
it('takes nothing of it but what waits to be sent', async () => {
  const main = new MemoryMain();
  const operations = facts().map(({ entity, value }) => setting(entity, value));
  main.handle('facts.apply', { libraryUuid: main.uuid, operations });
  main.copied = true;
  const waiting = setting('annotation', annotation());
  const row = ({ id, value }: Operation, revision: number): unknown => {
    return { id, revision, value, base: null };
  };
  const ofKind = (kind: Operation['entity']): unknown[] =>
    main.journal.flatMap(({ operation, sequence }) =>
      operation.entity === kind ? [row(operation, sequence)] : []
    );
  const since = Date.now();
  leaveRows({
    annotation: [...ofKind('annotation').slice(1), row(waiting, 0)],
    pair: ofKind('pair'),
    collection: [row(setting('collection', facts()[3]!.value), 3)],
    sync: [{ key: 'sync', lastSequence: main.lastSequence }],
    view: [{ key: 'panels', value: { libraryOpen: false } }],
    outbox: [
      { order: 1, entityIds: [waiting.id], operations: [waiting], sent: false, refused: [], since }
    ]
  });

  const store = await FactsStore.open(main.connect(), main.hello());
  expect(store.restored).toBe(true);
  expect(await store.views.panels()).toBeNull();
  expect(store.collections).toHaveLength(1);
  await vi.waitFor(() => expect(store.status).toBe('saved'));
  expect(main.annotations()).toContainEqual(waiting.value);
  expect(new Set(store.annotations)).toEqual(new Set(main.annotations()));
  // The comparison with main would have mended some of it, later and by other words: it found nothing to do.
  expect(main.differed).toEqual([]);
  store.close();
});
