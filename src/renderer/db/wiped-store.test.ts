// A window whose store is destroyed: what is said, and what main never had.
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { ArticleId } from '@domain/ids';
import { noteFromPlainText } from '@domain/annotation/note';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';
import { databaseName } from './schema';

const article = crypto.randomUUID() as ArticleId;
const anchor = { exact: 'cầu', prefix: '', suffix: '', start: 3, end: 6, normaliserVersion: 1 };
const draft = {
  targets: [{ articleId: article, anchor, state: 'exact' as const }],
  colour: 'yellow' as const
};
const open: FactsStore[] = [];

async function openStore(main: MemoryMain, client = main.connect()): Promise<FactsStore> {
  const store = await FactsStore.open(client, main.hello());
  open.push(store);
  return store;
}

afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

// Catches edits that stood in the outbox alone, said to be not saved, and are gone without a word with the store.
it('comes back from beside the store, is told to main once, and is then put by no more', async () => {
  const main = new MemoryMain();
  const client = main.connect();
  const first = await openStore(main, client);
  const kept = await first.createAnnotation(draft);
  await vi.waitFor(() => expect(first.status).toBe('saved'), 10_000);
  client.line = 'down';
  const unsent = await first.createAnnotation(draft);
  await first.setNote(kept, noteFromPlainText('chưa gửi'));
  await vi.waitFor(() => expect(first.problem).toBe('annotations.problemDisconnected'), 10_000);
  // The page dies without a word, and the store is destroyed.
  first.close();
  await Dexie.delete(databaseName(main.uuid));

  const second = await openStore(main);
  expect(second.restored).toBe(true);
  expect(second.annotation(unsent)).toBeDefined();
  expect(second.annotation(kept)?.note).toEqual(noteFromPlainText('chưa gửi'));
  const key = `diptych-unstored-${main.uuid}`;
  await vi.waitFor(() => expect(JSON.stringify(localStorage)).not.toContain(key), 10_000);
  expect(new Set(main.annotations())).toEqual(new Set(second.annotationsOf([article])));
  expect(main.journal).toHaveLength(3);
});

// Catches what was put by while main was away standing in for a later edit, once it has come back.
it('never undoes what was edited since', async () => {
  const main = new MemoryMain();
  const client = main.connect();
  const first = await openStore(main, client);
  client.line = 'down';
  const id = await first.createAnnotation(draft);
  await vi.waitFor(() => expect(first.problem).not.toBeNull(), 10_000);
  const key = `diptych-unstored-${main.uuid}-${id}`;
  const putBy = localStorage.getItem(key);
  expect(putBy).toContain(id);
  client.reconnect();
  await vi.waitFor(() => expect(main.annotations()).toHaveLength(1), 10_000);
  await first.recolour(id, 'pink');
  await vi.waitFor(() => expect(main.annotations()[0]?.colour).toBe('pink'), 10_000);
  first.close();
  // As a page that died between main's answer and the tidying leaves it.
  localStorage.setItem(key, putBy ?? '');
  const second = await openStore(main);
  await vi.waitFor(() => expect(second.status).toBe('saved'), 10_000);
  expect(second.annotation(id)?.colour).toBe('pink');
  expect(main.annotations()).toEqual(second.annotationsOf([article]));
});

// Catches the first opening in a new browser being announced as damage.
it('is filled quietly in a browser that never had it', async () => {
  const main = new MemoryMain();
  const first = await openStore(main);
  await first.createAnnotation(draft);
  await vi.waitFor(() => expect(first.status).toBe('saved'), 10_000);
  first.close();
  await Dexie.delete(databaseName(main.uuid));
  localStorage.clear();
  main.copied = false;
  const second = await openStore(main);
  expect(second.restored).toBe(false);
  expect(second.annotationsOf([article])).toHaveLength(1);
});
