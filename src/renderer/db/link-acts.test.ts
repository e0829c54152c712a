import { Dexie } from 'dexie';
import { afterEach, expect, it } from 'vitest';
import type { Link, Pair } from '@domain/align/schema';
import type { ArticleId, PairId } from '@domain/ids';
import { FactsStore } from './facts-store.svelte';
import { confirmInPair, unlinkInPair } from './link-acts';
import { MemoryMain } from './memory-main.test-support';

const link = (id: string, at: number): Link => ({
  id,
  source: [[at, at + 4]],
  target: [[at, at + 4]],
  confidence: 0.7,
  reasons: [],
  state: 'proposed'
});
const pair: Pair = {
  format: 'diptych-pair/1',
  id: crypto.randomUUID() as PairId,
  sourceId: crypto.randomUUID() as ArticleId,
  targetId: crypto.randomUUID() as ArticleId,
  verdict: 'translation',
  evidence: 0.9,
  alignerVersion: 1,
  links: [link('a', 0), link('b', 5)],
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z'
};

let store: FactsStore | undefined;
afterEach(async () => {
  store?.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});
const states = (): string[] => store!.pair(pair.id)!.links.map(({ state }) => state);

// Would catch: two acts undone at once, a step of undo for an act that changed nothing, an act that main never got.
it('confirms and unlinks, one step of undo each, and main has it', async () => {
  const main = new MemoryMain();
  store = await FactsStore.open(main.connect(), main.hello());
  await store.adoptPair({ revision: 0, value: pair });
  expect(await confirmInPair(store, pair.id, new Set(['a']))).toBe(true);
  expect(await confirmInPair(store, pair.id, new Set(['a']))).toBe(false);
  expect(await unlinkInPair(store, pair.id, 'b')).toBe(true);
  expect(states()).toEqual(['confirmed', 'rejected']);
  await expect.poll(() => store!.status).toBe('saved');
  const stored = main.entities.get(pair.id)?.value as Pair;
  expect(stored.links.map(({ state }) => state)).toEqual(['confirmed', 'rejected']);

  expect(await store.undo()).toBe('links.actUnlink');
  expect(states()).toEqual(['confirmed', 'proposed']);
  expect(await store.undo()).toBe('links.actConfirm');
  expect(states()).toEqual(['proposed', 'proposed']);
  expect(store.canUndo).toBe(false);
  expect(await store.redo()).toBe('links.actConfirm');
  expect(states()).toEqual(['confirmed', 'proposed']);
});

it('knows no pair that was not adopted', async () => {
  const main = new MemoryMain();
  store = await FactsStore.open(main.connect(), main.hello());
  expect(await unlinkInPair(store, pair.id, 'a')).toBe(false);
});
