// A library that can only be read, as on a full disk.
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { ArticleId } from '@domain/ids';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';

const article = crypto.randomUUID() as ArticleId;
const anchor = { exact: 'đê', prefix: '', suffix: '', start: 3, end: 5, normaliserVersion: 1 };

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

// Catches notes that cannot be seen while nothing can be saved, and a browser's storage that is opened, and so
// destroyed, while its disk is full.
it('shows what main has, and opens no IndexedDB', async () => {
  const main = new MemoryMain();
  const writing = await FactsStore.open(main.connect(), main.hello());
  const id = await writing.createAnnotation({
    targets: [{ articleId: article, anchor, state: 'exact' }],
    colour: 'yellow'
  });
  await vi.waitFor(() => expect(writing.status).toBe('saved'));
  writing.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);

  const reading = await FactsStore.open(main.connect(), main.hello(true));
  expect(reading.status).toBe('readOnly');
  expect(reading.annotationsOf([article]).map((annotation) => annotation.id)).toEqual([id]);
  await expect(reading.remove(id)).rejects.toMatchObject({ code: 'libraryReadOnlyDiskFull' });
  await reading.views.savePanels({
    libraryOpen: true,
    inspectorOpen: true,
    place: null,
    recent: []
  });
  expect(await indexedDB.databases()).toEqual([]);
  reading.close();
});
