// A working store that opens, stands at main's sequence, and is not what main has.
import { Dexie, type Table } from 'dexie';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { noteFromPlainText } from '@domain/annotation/note';
import type { AnnotationTarget } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';
import { sameValue } from '@shared/same-value';
import type { Client } from '../platform/client';
import type { Change, Entity, Value } from './facts-repository';
import { FactsStore } from './facts-store.svelte';
import { facts } from './facts.test-support';
import { MemoryMain } from './memory-main.test-support';
import { RealMain } from './real-main.test-support';
import { readHolding, sumHolding } from './rows-compared';
import { workingDatabase, type FactRow, type WorkingDatabase } from './schema';

const runs = Number(import.meta.env.VITE_ACTS_RUNS ?? 2);
const entities = ['annotation', 'pair', 'collection', 'term', 'tag'] as const;
const open: FactsStore[] = [];
const mains: RealMain[] = [];

async function realMain(): Promise<RealMain> {
  const main = await RealMain.make();
  mains.push(main);
  return main;
}

async function openStore(
  main: RealMain | MemoryMain,
  client: Client = main.connect()
): Promise<FactsStore> {
  const store = await FactsStore.open(client, await main.hello());
  open.push(store);
  return store;
}

/** What is said from now on, and was said while nobody listened. */
function told(store: FactsStore): MessageKey[] {
  const heard: MessageKey[] = [];
  store.onNotice((message) => heard.push(message));
  return heard;
}

function saved(store: FactsStore): Promise<void> {
  return vi.waitFor(() => expect(store.status).toBe('saved'), { timeout: 10_000 });
}

/** All is with main, and the store is closed. */
async function leave(store: FactsStore): Promise<void> {
  await saved(store);
  store.close();
}

const changesOf = (all: { entity: Entity; value: Value }[]): Change[] =>
  all.map(({ entity, value }) => ({ entity, id: value.id, value }) as Change);

/** Words of a person in a fact of whichever kind. */
const changed = (value: Value): Value => ({ ...value, modified: '2026-02-01T00:00:00.000Z' });

const rowsOf = (db: WorkingDatabase, entity: Entity): Table<FactRow<Value>, string> =>
  db[entity] as unknown as Table<FactRow<Value>, string>;

async function inStore<T>(uuid: string, run: (db: WorkingDatabase) => Promise<T>): Promise<T> {
  const db = workingDatabase(uuid);
  await db.open();
  const result = await run(db);
  db.close();
  return result;
}

/** Values of all rows, by id, once nothing waits any more. */
function held(uuid: string): Promise<Record<string, Value>> {
  return inStore(uuid, async (db) => {
    expect(await db.outbox.count()).toBe(0);
    const rows = await Promise.all(entities.map((entity) => rowsOf(db, entity).toArray()));
    return Object.fromEntries(rows.flat().flatMap(({ id, value }) => (value ? [[id, value]] : [])));
  });
}

async function uuidOf(main: RealMain): Promise<string> {
  return (await main.hello()).library.uuid;
}

afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const main of mains.splice(0)) await main.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

// Would catch: a store that lost rows, has them as they once were, or has deleted ones, shown as if it were all, "Saved" beside it.
it.each(entities)('a row of %s that is lost, old or too many is made good', async (entity) => {
  const main = await realMain();
  const all = facts();
  const uuid = await uuidOf(main);
  const first = await openStore(main);
  await first.act('tags.actAdd', changesOf(all));
  await leave(first);
  const id = all.find((one) => one.entity === entity)!.value.id;
  const before = await inStore(uuid, (db) => rowsOf(db, entity).get(id));

  await inStore(uuid, (db) => rowsOf(db, entity).delete(id));
  const second = await openStore(main);
  expect(told(second)).toEqual(['annotations.noticeRestored']);
  expect(main.differed).toEqual([{ lacking: 1, deleted: 0, ahead: 0 }]);
  if (entity !== 'pair') expect(shown(second, entity)).toContain(id);
  else await second.adoptPair({ revision: before!.revision, value: before!.value as never });
  await second.act('tags.actAdd', [{ entity, id, value: changed(before!.value!) } as Change]);
  await leave(second);

  await inStore(uuid, (db) => rowsOf(db, entity).put(before!));
  const third = await openStore(main);
  expect(told(third)).toEqual(['annotations.noticeRestored']);
  expect(main.differed.splice(0)).toHaveLength(2);
  expect((await held(uuid))[id]).toEqual(changed(before!.value!));
  if (entity === 'pair') await third.adoptPair({ revision: 1, value: before!.value as never });
  await third.act('tags.actAdd', [{ entity, id, value: null } as Change]);
  await leave(third);

  await inStore(uuid, (db) => rowsOf(db, entity).put(before!));
  const fourth = await openStore(main);
  expect(told(fourth)).toEqual([]);
  expect(main.differed).toEqual([{ lacking: 0, deleted: 1, ahead: 0 }]);
  if (entity !== 'pair') expect(shown(fourth, entity)).not.toContain(id);
  await leave(fourth);
  expect(await held(uuid)).toEqual((await main.truth()).memory);
});

function shown(store: FactsStore, entity: Entity): string[] {
  const lists: Record<string, readonly { id: string }[]> = {
    annotation: store.annotations,
    collection: store.collections,
    term: store.terms,
    tag: store.tags
  };
  return (lists[entity] ?? []).map(({ id }) => id);
}

// Would catch: edits that main has never had, swept away with the rows that are made good.
it('keeps what waits to be sent', async () => {
  const main = await realMain();
  const targets = await main.addArticle();
  const uuid = await uuidOf(main);
  const first = await openStore(main);
  const draft = { targets: [targets[0]!], colour: 'yellow' as const };
  const [lost, edited, removed] = [
    await first.createAnnotation(draft),
    await first.createAnnotation(draft),
    await first.createAnnotation(draft)
  ];
  await vi.waitFor(() => expect(first.status).toBe('saved'));
  main.line = false;
  await first.setNote(edited, noteFromPlainText('chưa gửi'));
  await first.remove(removed);
  const made = await first.createAnnotation({ ...draft, colour: 'pink' });
  first.close();
  await inStore(uuid, (db) => db.annotation.bulkDelete([lost, edited]));
  // What the window had put by beside the store would make it good as well.
  localStorage.clear();

  main.reconnect();
  const second = await openStore(main);
  expect(told(second)).toEqual(['annotations.noticeRestored']);
  expect(main.differed).toEqual([{ lacking: 1, deleted: 0, ahead: 0 }]);
  expect(new Set(shown(second, 'annotation'))).toEqual(new Set([lost, edited, made]));
  expect(second.annotation(edited)?.note).toEqual(noteFromPlainText('chưa gửi'));
  await leave(second);
  const { memory } = await main.truth();
  expect(new Set(Object.keys(memory))).toEqual(new Set([lost, edited, made]));
  expect(await held(uuid)).toEqual(memory);
});

// Would catch: a library whose own file was damaged, or put back to an older one, taking the last copy of notes with it.
it('tells main again what main has lost', async () => {
  const main = new MemoryMain();
  const all = facts();
  const first = await openStore(main);
  await first.act('tags.actAdd', changesOf(all));
  await leave(first);
  const [noted] = main.annotations();
  const old = structuredClone(main.entities.get(noted!.id)!);
  const second = await openStore(main);
  await second.setNote(noted!.id, noteFromPlainText('mới hơn'));
  await leave(second);
  main.entities.clear();
  main.entities.set(noted!.id, old);

  const third = await openStore(main);
  expect(told(third)).toEqual([]);
  await vi.waitFor(() => expect(third.status).toBe('saved'), { timeout: 10_000 });
  expect(main.differed).toEqual([{ lacking: 0, deleted: 0, ahead: 6 }]);
  for (const { value } of all.slice(1)) expect(main.entities.get(value.id)?.value).toEqual(value);
  // Which of two is right, main cannot know: both are kept.
  const notes = main.annotations().flatMap(({ note }) => (note ? [note] : []));
  expect(notes).toEqual([noteFromPlainText('mới hơn')]);
  expect(main.annotations()).toHaveLength(3);
  await leave(third);
  expect(Object.keys(await held(main.uuid))).toHaveLength(7);
});

// Would catch: a start at which main does not answer, and nobody looks again.
it('compares later where main does not answer', async () => {
  const main = new MemoryMain();
  const first = await openStore(main);
  await first.act('tags.actAdd', changesOf(facts()));
  await leave(first);
  const [lost] = main.annotations();
  await inStore(main.uuid, (db) => db.annotation.delete(lost!.id));

  const client = main.connect();
  client.line = 'down';
  const second = await openStore(main, client);
  const heard = told(second);
  expect(second.annotation(lost!.id)).toBeUndefined();
  client.reconnect();
  await vi.waitFor(() => expect(second.annotation(lost!.id)).toEqual(lost));
  expect(heard).toEqual(['annotations.noticeRestored']);
  expect(main.differed).toHaveLength(1);
});

/** Something happens right before a request is answered. */
function meanwhile(client: Client, route: RouteName, act: () => Promise<unknown>): Client {
  let due = true;
  return {
    ...client,
    connected: () => client.connected(),
    on: (name, listener) => client.on(name, listener),
    onConnect: (listener) => client.onConnect(listener),
    async request<N extends RouteName>(name: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
      if (name === route && due) {
        due = false;
        await act();
      }
      return client.request(name, input);
    }
  };
}

// Would catch: what another window does in the very moment of the comparison, or of the mending, taken for a fault or undone.
it.each(['facts.sums', 'facts.snapshot'] as const)('bears changes before %s', async (route) => {
  const main = await realMain();
  const [target] = await main.addArticle();
  const uuid = await uuidOf(main);
  const draft = { targets: [target!], colour: 'yellow' as const };
  const other = await openStore(main);
  const [lost, kept] = [await other.createAnnotation(draft), await other.createAnnotation(draft)];
  await vi.waitFor(() => expect(other.status).toBe('saved'));
  if (route === 'facts.snapshot') await inStore(uuid, (db) => db.annotation.delete(lost));
  const made: AnnotationId[] = [];
  const client = meanwhile(main.connect(), route, async () => {
    await other.recolour(kept, 'pink');
    made.push(await other.createAnnotation(draft));
    await vi.waitFor(() => expect(other.status).toBe('saved'));
  });
  const second = await openStore(main, client);
  expect(made).toHaveLength(1);
  expect(main.differed).toHaveLength(route === 'facts.snapshot' ? 1 : 0);
  const all = new Set([lost, kept, ...made]);
  for (const store of [other, second]) {
    await vi.waitFor(() => expect(new Set(shown(store, 'annotation'))).toEqual(all));
    expect(store.annotation(kept)?.colour).toBe('pink');
  }
  await leave(second);
  expect(await held(uuid)).toEqual((await main.truth()).memory);
});

const move = fc.record({
  tab: fc.nat(1),
  kind: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom('create', 'recolour', 'note', 'remove', 'fact') },
    { weight: 4, arbitrary: fc.constantFrom('undo', 'redo') },
    { weight: 4, arbitrary: fc.constantFrom('restore', 'purge', 'export', 'import') },
    { weight: 4, arbitrary: fc.constantFrom('offline', 'reload', 'restart') }
  ),
  which: fc.nat(20)
});
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

// Would catch: a false alarm. At whatever moment the rows are read, and whatever happens until main is asked, they come to the same.
it(
  'never finds fault with a store that was only used',
  { timeout: 60_000 + runs * 30_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 20, maxLength: 30 }), async (moves) => {
        const main = await realMain();
        const targets = await main.addArticle();
        const uuid = await uuidOf(main);
        let stores = [await openStore(main), await openStore(main)];
        const db = workingDatabase(uuid);
        await db.open();
        for (const target of targets) {
          await stores[0]!.createAnnotation({ targets: [target], colour: 'yellow' });
        }
        const deleted: AnnotationId[] = [];
        const readings: Awaited<ReturnType<typeof holding>>[] = [];
        for (const one of moves) {
          readings.push(await holding(db));
          const store = stores[one.tab]!;
          if (one.kind === 'reload') {
            for (const each of stores) each.close();
            main.windows.clear();
            stores = [await openStore(main), await openStore(main)];
          } else if (one.kind === 'restart') {
            // One that is asked while it closes might never answer.
            main.reconnect();
            for (const each of stores) await saved(each);
            await main.restart();
          } else await act(main, store, targets, deleted, one);
          // Older ones too: main has gone on since.
          for (const held of [...readings.slice(-4), await holding(db)]) {
            if (main.line) expect(await isMains(main, held)).toBe(true);
          }
        }
        main.reconnect();
        for (const store of stores) await leave(store);
        expect(await isMains(main, await holding(db))).toBe(true);
        expect(main.differed).toEqual([]);
        db.close();
      }),
      { numRuns: runs, endOnFailure: true }
    );
  }
);

const holding = (db: WorkingDatabase): ReturnType<typeof readHolding> =>
  db.transaction('r', db.tables, async () => {
    return await readHolding(db);
  });

async function isMains(
  main: RealMain,
  held: Awaited<ReturnType<typeof readHolding>>
): Promise<boolean> {
  const asked = { sequence: held.lastSequence ?? 0, except: [...held.waiting] };
  const answer = (await main.ask('facts.sums', asked)) as RouteOutput<'facts.sums'>;
  return !answer || sameValue(answer.sums, sumHolding(held, new Set(answer.changed)));
}

async function act(
  main: RealMain,
  store: FactsStore,
  targets: readonly AnnotationTarget[],
  deleted: AnnotationId[],
  { kind, which }: Move
): Promise<void> {
  const all = store.annotations;
  const id = all[which % Math.max(1, all.length)]?.id;
  const gone = deleted[which % Math.max(1, deleted.length)];
  if (kind === 'create') {
    await store.createAnnotation({ targets: [targets[which % targets.length]!], colour: 'yellow' });
  } else if (kind === 'fact') {
    await store.act('tags.actAdd', changesOf(facts()).slice(2));
  } else if (kind === 'recolour' && id) await store.recolour(id, 'pink');
  else if (kind === 'note' && id) await store.setNote(id, noteFromPlainText(`ghi chú ${which}`));
  else if (kind === 'remove' && id) {
    deleted.push(id);
    await store.remove(id);
  } else if (kind === 'undo') await store.undo();
  else if (kind === 'redo') await store.redo();
  else if (kind === 'offline') {
    main.line = !main.line;
    if (main.line) main.reconnect();
  } else if (main.line && (kind === 'restore' || kind === 'purge') && gone) {
    await main.ask(`library.${kind}`, { articleIds: [], annotationIds: [gone] });
  } else if (main.line && (kind === 'export' || kind === 'import')) await main.ask(kind, {});
}
