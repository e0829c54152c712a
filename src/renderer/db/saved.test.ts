// What "Saved" says, and when.
import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { FactsRepository } from './facts-repository';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';

const article = crypto.randomUUID() as ArticleId;
const open: FactsStore[] = [];

function draft(): Pick<Annotation, 'targets' | 'colour'> {
  const anchor = {
    exact: 'cầu',
    prefix: '',
    suffix: '',
    start: 3,
    end: 6,
    normaliserVersion: 1
  };
  return { targets: [{ articleId: article, anchor, state: 'exact' }], colour: 'yellow' };
}

async function openStore(main: MemoryMain, client = main.connect()): Promise<FactsStore> {
  const store = await FactsStore.open(client, main.hello());
  open.push(store);
  return store;
}

const saved = (store: FactsStore): Promise<void> =>
  vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 5, timeout: 10_000 });

/** Nothing is being sent, from whichever tab. */
const idle = (): Promise<void> =>
  vi.waitFor(async () => {
    const { held, pending } = await navigator.locks.query();
    expect([held, pending]).toEqual([[], []]);
  }, 10_000);

/** Main's answer is not taken into IndexedDB before the returned function is called. */
function holdSettling(): () => void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const { settle } = FactsRepository.prototype;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  vi.spyOn(FactsRepository.prototype, 'settle').mockImplementation(async function (
    this: FactsRepository,
    ...answer
  ) {
    await held;
    return settle.apply(this, answer);
  });
  return release;
}

afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
  localStorage.clear();
});

// Catches "Saved" that waits until the window's own copy, too, has written down what main has on its disk.
it('is said when main has it, before the window has put the answer by', async () => {
  const main = new MemoryMain();
  const store = await openStore(main);
  const release = holdSettling();
  const id = await store.createAnnotation(draft());
  await saved(store);
  expect(main.annotations()).toEqual([store.annotation(id)]);
  release();
});

// Catches one answer that makes everything count as saved: what was edited behind it, or in another tab.
it('is not said of edits behind the one that was answered', async () => {
  const main = new MemoryMain();
  const client = main.connect();
  const [store, beside] = [await openStore(main, client), await openStore(main)];
  await idle();
  const release = holdSettling();
  const id = await store.createAnnotation(draft());
  await saved(store);
  await store.recolour(id, 'pink');
  await vi.waitFor(() => expect(beside.annotation(id)?.colour).toBe('pink'), 10_000);
  // Counted anew from what is stored: the first row is answered, the second is not.
  client.receive('facts.changed', { records: [], lastSequence: main.lastSequence });
  await store.views.panels();
  expect(main.annotations()[0]?.colour).toBe('yellow');
  expect(store.status).not.toBe('saved');
  expect(beside.status).not.toBe('saved');
  release();
  await Promise.all([saved(store), saved(beside)]);
  expect(main.annotations()[0]?.colour).toBe('pink');
});

// Catches an answer told twice over: main's event of it overtakes it, and would be written first.
it('writes what main answered once', async () => {
  const main = new MemoryMain();
  const store = await openStore(main);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put');
  const id = await store.createAnnotation(draft());
  await saved(store);
  await idle();
  await store.views.panels();
  const rows = put.mock.calls.filter(([row]) => (row as { id?: string }).id === id);
  // Once as it was made, once as main has it.
  expect(rows.length).toBe(2);
});

// Catches a main that never answers waited for without end: nothing is sent again, and nobody is told.
it('sends again what has had no answer for ten seconds, and says so meanwhile', async () => {
  const main = new MemoryMain();
  const client = main.connect();
  const store = await openStore(main, client);
  const request = client.request.bind(client);
  let asked = 0;
  vi.spyOn(client, 'request').mockImplementation((name, input) => {
    if (name === 'facts.apply' && (asked += 1) === 1) return new Promise(() => undefined);
    return request(name, input);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await store.createAnnotation(draft());
  await vi.waitFor(() => expect(asked).toBe(1), { interval: 5 });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(store.problem).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() => expect(store.problem).toBe('annotations.problemDisconnected'));
  await vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 50, timeout: 10_000 });
  expect(asked).toBe(2);
  expect(main.annotations()).toHaveLength(1);
});
