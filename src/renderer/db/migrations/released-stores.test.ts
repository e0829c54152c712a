// Working stores as every version of the schema left them, opened by today's: nothing is lost, and what waited is sent.
import { Dexie } from 'dexie';
import { expect, it, vi } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import type { AppError } from '@shared/ipc/errors';
import type { Value } from '../facts-repository';
import { FactsStore } from '../facts-store.svelte';
import { annotation, at, facts, setting } from '../facts.test-support';
import { MemoryMain } from '../memory-main.test-support';
import { databaseName, workingDatabase } from '../schema';

/** What each version added to the one before it. The first three are as version 1 knew them. */
const tablesSince: Record<string, string>[] = [
  { annotation: 'id', pair: 'id', outbox: '++order, entityId', sync: 'key', view: 'key' },
  { collection: 'id' },
  { term: 'id' },
  { tag: 'id' },
  { outbox: '++order, *entityIds, since' }
];
const latest = tablesSince.length;

/** A store that knows as much of main as that version could, with one edit that main has not heard of. */
async function storeOf(version: number, main: MemoryMain): Promise<Annotation> {
  const known = main.journal.filter(({ sequence }) => sequence <= Math.min(6, version + 2));
  const old = new Dexie(databaseName(main.uuid));
  const tables = tablesSince.slice(0, version).map((added) => Object.entries(added));
  old.version(version).stores(Object.fromEntries(tables.flat()));
  for (const { sequence, operation } of known) {
    const { entity, id, value } = operation;
    await old.table(entity).put({ id, revision: sequence, value, base: null });
  }
  const waiting = annotation();
  const operation = setting('annotation', waiting);
  await old.table('annotation').put({ id: waiting.id, revision: 0, value: waiting, base: null });
  const row = { sent: false, since: Date.parse(at) };
  await old
    .table('outbox')
    .add(
      version < 5
        ? { ...row, entityId: waiting.id, operation, refused: false }
        : { ...row, entityIds: [waiting.id], operations: [operation], refused: [] }
    );
  await old.table('sync').put({ key: 'sync', lastSequence: known.at(-1)?.sequence ?? 0 });
  await old.table('view').put({ key: 'panel', value: { kept: true } });
  old.close();
  return waiting;
}

function mainWithAll(): MemoryMain {
  const main = new MemoryMain();
  const operations = facts().map(({ entity, value }) => setting(entity, value));
  main.handle('facts.apply', { libraryUuid: main.uuid, operations });
  expect(main.journal).toHaveLength(6);
  return main;
}

async function contents(db: Dexie): Promise<Record<string, unknown[]>> {
  const held: Record<string, unknown[]> = {};
  for (const { name } of db.tables) held[name] = await db.table(name).toArray();
  return held;
}

// Would catch: a version that today's app loses facts of, an edit that waited and is never sent, and a version edited in place.
it.each([1, 2, 3, 4, 5])('a store of version %i opens whole', async (version) => {
  const main = mainWithAll();
  const waiting = await storeOf(version, main);
  const store = await FactsStore.open(main.connect(), main.hello());
  await vi.waitFor(() => expect(store.status).toBe('saved'));
  expect(main.annotations()).toContainEqual(waiting);
  store.close();

  const db = workingDatabase(main.uuid);
  await db.open();
  expect(db.verno).toBe(latest);
  for (const entity of ['annotation', 'pair', 'collection', 'term', 'tag'] as const) {
    const theirs = [...main.entities.values()].filter((one) => one.entity === entity);
    const ours = await db.table<{ value: Value }>(entity).toArray();
    const byId = (a: Value, b: Value): number => (a.id < b.id ? -1 : 1);
    const values = ours.map(({ value }) => value).sort(byId);
    expect(values).toEqual(theirs.map(({ value }) => value as Value).sort(byId));
  }
  expect(await db.outbox.count()).toBe(0);
  expect(await db.view.get('panel')).toEqual({ key: 'panel', value: { kept: true } });
  db.close();
  await Dexie.delete(databaseName(main.uuid));
});

// Would catch: a store with unsent changes of a later version that an older app deletes, or opens and changes.
it('refuses a later version and leaves it as it is', async () => {
  const main = mainWithAll();
  const later = new Dexie(databaseName(main.uuid));
  later.version(latest + 1).stores({ annotation: 'id', outbox: '++order', things: 'id' });
  await later.table('things').put({ id: 'a', held: 'as it is' });
  await later.table('outbox').add({ order: 1, waits: true });
  const before = await contents(later);
  const native = later.backendDB().version;
  later.close();

  const refused = await FactsStore.open(main.connect(), main.hello()).catch(
    (thrown: AppError) => thrown.code
  );
  expect(refused).toBe('storageTooNew');
  const again = await new Dexie(databaseName(main.uuid)).open();
  expect(again.backendDB().version).toBe(native);
  expect(await contents(again)).toEqual(before);
  again.close();
  await Dexie.delete(databaseName(main.uuid));
});
