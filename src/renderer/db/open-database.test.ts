import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import { openDatabase } from './open-database';

const library = crypto.randomUUID();

afterEach(async () => {
  vi.restoreAllMocks();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});

// Would catch: a store with unsent edits thrown away because the browser could not open it at the first attempt, as after
// a kill. The failure is made up: it cannot be had at will.
it('tries again before it throws a store away', async () => {
  const { db } = await openDatabase(library);
  await db.sync.put({ key: 'sync', lastSequence: 7 });
  db.close();
  const opens = vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
    throw new DOMException('Internal error opening backing store', 'UnknownError');
  });
  const again = await openDatabase(library);
  expect(opens.mock.calls.length).toBeGreaterThan(1);
  expect(again.holding).not.toBeNull();
  expect(await again.db.sync.get('sync')).toMatchObject({ lastSequence: 7 });
  again.db.close();
});
