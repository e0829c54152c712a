// A window or main that dies between an act's being stored and its answer, over a real library and IndexedDB.
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import { FactsStore } from './facts-store.svelte';
import { RealMain, type RealClient } from './real-main.test-support';

const open: FactsStore[] = [];
const mains: RealMain[] = [];

afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const main of mains.splice(0)) await main.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

interface Stage {
  main: RealMain;
  targets: AnnotationTarget[];
  first: FactsStore;
  client: RealClient;
  /** Made, and acknowledged. */
  known: AnnotationId;
}

async function openStore(main: RealMain, client = main.connect()): Promise<FactsStore> {
  const store = await FactsStore.open(client, await main.hello());
  open.push(store);
  return store;
}

const saved = (store: FactsStore): Promise<void> =>
  vi.waitFor(() => expect(store.status).toBe('saved'), { timeout: 10_000, interval: 10 });

const journalled = (main: RealMain, least: number): Promise<void> =>
  vi.waitFor(async () => expect((await main.journal()).length).toBeGreaterThanOrEqual(least), {
    timeout: 10_000,
    interval: 10
  });

async function stage(): Promise<Stage> {
  const main = await RealMain.make();
  mains.push(main);
  const targets = await main.addArticle();
  const client = main.connect();
  const first = await openStore(main, client);
  const known = await first.createAnnotation(draft(targets[0]));
  await saved(first);
  return { main, targets, first, client, known };
}

const draft = (target: AnnotationTarget | undefined): Pick<Annotation, 'targets' | 'colour'> => ({
  targets: target ? [target] : [],
  colour: 'yellow'
});

/** The window is gone without a word; a new one shows all, main has all, once and in order. */
async function comesBack(
  { main, first, client, known }: Stage,
  made: AnnotationId,
  journal: readonly AnnotationId[]
): Promise<void> {
  main.windows.delete(client);
  first.close();
  const second = await openStore(main);
  await saved(second);
  expect(await main.journal()).toEqual(journal.map((id) => `annotation ${id}`));
  const { memory, files, replay } = await main.truth();
  const shown = second.annotations;
  expect(memory).toEqual(Object.fromEntries(shown.map((each) => [each.id, each])));
  expect(files).toEqual(memory);
  expect(replay).toEqual(memory);
  expect(shown).toHaveLength(2);
  expect(second.annotation(known)).toMatchObject({
    colour: 'pink',
    note: noteFromPlainText('nghĩ lại')
  });
  expect(second.annotation(made)).toBeDefined();
  expect(second.restored).toBe(false);
}

// Would catch: acts that only the dead window's memory held, or that come to main in another order than they were done in.
it('sends what a window had stored and never sent', async () => {
  const scene = await stage();
  const { main, first, known, targets } = scene;
  main.line = false;
  await first.recolour(known, 'pink');
  // One attempt to send it has failed: what comes behind it is an act of its own.
  await vi.waitFor(() => expect(first.problem).not.toBeNull(), { timeout: 10_000, interval: 10 });
  const made = await first.createAnnotation(draft(targets[1]));
  await first.setNote(known, noteFromPlainText('nghĩ lại'));
  main.line = true;
  await comesBack(scene, made, [known, known, made, known]);
});

// Would catch: an act that main had written when it was killed standing twice, or as a conflict with itself, once it is sent
// again; and one behind it that is lost, or overtakes it.
it('tells main again what it had written when it was killed, and it stands once', async () => {
  const scene = await stage();
  const { main, first, known, targets } = scene;
  main.deaf = true;
  await first.recolour(known, 'pink');
  await journalled(main, 2);
  const made = await first.createAnnotation(draft(targets[1]));
  await first.setNote(known, noteFromPlainText('nghĩ lại'));
  await main.crash();
  await comesBack(scene, made, [known, known, made, known]);
});

// Would catch: the same where the window lives on; and an edit put into an act that main has already, which then passes over it.
it('goes on where main comes back to a window that lives on', async () => {
  const { main, first, known, targets } = await stage();
  main.deaf = true;
  await first.recolour(known, 'pink');
  await journalled(main, 2);
  // Behind one under way, and sent with it at the next attempt.
  const made = await first.createAnnotation(draft(targets[1]));
  await journalled(main, 3);
  await first.recolour(made, 'blue');
  await main.crash();
  main.reconnect();
  await saved(first);
  expect(await main.journal()).toEqual([known, known, made, made].map((id) => `annotation ${id}`));
  expect(first.annotation(made)?.colour).toBe('blue');
  const { memory } = await main.truth();
  expect(memory).toEqual(Object.fromEntries(first.annotations.map((each) => [each.id, each])));
});
