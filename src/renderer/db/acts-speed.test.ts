// Figures of a large act over a real library and IndexedDB: `npm run bench acts`.
import { Dexie } from 'dexie';
import { expect, it, vi } from 'vitest';
import type { AnnotationId } from '@domain/ids';
import type { Change } from './facts-repository';
import { FactsStore } from './facts-store.svelte';
import { RealMain } from './real-main.test-support';

const count = Number(import.meta.env.VITE_ACTS_COUNT ?? 0);

interface Figures {
  shownMs: number;
  storedMs: number;
  savedMs: number;
  longestTaskMs: number;
}

async function measure(store: FactsStore, act: () => Promise<unknown>): Promise<Figures> {
  const tasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  const start = performance.now();
  const stored = act();
  const shownMs = performance.now() - start;
  await stored;
  const storedMs = performance.now() - start;
  await vi.waitFor(() => expect(store.status).toBe('saved'), { interval: 10, timeout: 100_000 });
  const savedMs = performance.now() - start;
  // Entries are handed out a moment after the task.
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  return { shownMs, storedMs, savedMs, longestTaskMs: Math.max(0, ...tasks) };
}

// Would catch: an act of many changes that never gets to main whole.
it.skipIf(count === 0)('figures', { timeout: 300_000 }, async () => {
  const main = await RealMain.make();
  const targets = await main.addArticle();
  const store = await FactsStore.open(main.connect(), await main.hello());
  const at = new Date().toISOString();
  const changes = Array.from({ length: count }, (_, n): Change => {
    const id = crypto.randomUUID() as AnnotationId;
    const common = { tags: [`t${n % 7}`], note: null, author: 'Lan', created: at, modified: at };
    return {
      entity: 'annotation',
      id,
      value: { id, targets: [targets[n % targets.length]!], colour: 'yellow', ...common }
    };
  });
  const all: [string, () => Promise<unknown>][] = [
    ['create', () => store.act('annotations.actCreate', changes)],
    [
      'retag',
      () =>
        store.act(
          'tags.actAdd',
          changes.map((change) => {
            const value = { ...(change.value as object), tags: ['x'] } as never;
            return { ...change, value };
          })
        )
    ],
    ['undo', () => store.undo()]
  ];
  for (const [name, act] of all) {
    const figures = Object.entries(await measure(store, act));
    const words = figures.map(
      ([key, ms]: [string, number]) => `${key.replace('Ms', '')} ${Math.round(ms)} ms`
    );
    // eslint-disable-next-line no-console -- what the bench prints
    console.log(`FIGURES ${name} ${count}: ${words.join(', ')}`);
  }
  const { memory } = await main.truth();
  expect(Object.keys(memory)).toHaveLength(count);
  store.close();
  await main.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});
