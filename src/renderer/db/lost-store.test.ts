// The working store deleted under an open window, while more than one thing is under way.
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { FactsStore } from './facts-store.svelte';
import { annotation, setting } from './facts.test-support';
import { MemoryMain } from './memory-main.test-support';
import { databaseName } from './schema';

afterEach(async () => {
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

// Catches a store made anew by each of those that find it gone, and told as often; or what main told meanwhile, left out.
it('comes back once, whoever finds it gone', async () => {
  const main = new MemoryMain();
  const client = main.connect();
  const store = await FactsStore.open(client, main.hello());
  const [one, two] = [annotation(), annotation()];
  const told: string[] = [];
  store.onNotice((message) => void told.push(message));
  const tell = (value: typeof one): void => {
    const operations = [setting('annotation', value)];
    main.handle('facts.apply', { libraryUuid: main.uuid, operations });
  };
  tell(one);
  await vi.waitFor(() => expect(store.annotation(one.id)).toBeDefined());

  await Dexie.delete(databaseName(main.uuid));
  tell(annotation());
  await store.act('annotations.actCreate', [{ entity: 'annotation', id: two.id, value: two }]);
  client.reconnect();
  tell(annotation());
  await vi.waitFor(() => expect(main.annotations()).toHaveLength(4));
  await vi.waitFor(() => expect(store.status).toBe('saved'));
  const ids = main.annotations().map(({ id }) => id);
  await vi.waitFor(() => expect(ids.filter((id) => !store.annotation(id))).toEqual([]));
  expect(told).toEqual(['annotations.noticeRestored']);
  store.close();
});
