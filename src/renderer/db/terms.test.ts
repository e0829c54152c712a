import { Dexie } from 'dexie';
import { afterEach, expect, it, vi } from 'vitest';
import type { Term } from '@domain/glossary/schema';
import type { TermId } from '@domain/ids';
import type { Change } from './facts-repository';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';

const open: FactsStore[] = [];
async function openStore(main: MemoryMain): Promise<FactsStore> {
  const store = await FactsStore.open(main.connect(), main.hello());
  open.push(store);
  return store;
}
afterEach(async () => {
  for (const store of open.splice(0)) store.close();
  for (const { name } of await indexedDB.databases()) if (name) await Dexie.delete(name);
});

const at = '2026-01-01T00:00:00.000Z';
const term = (text: string): Term => ({
  id: crypto.randomUUID() as TermId,
  source: { language: 'en', text },
  target: { language: 'vi', text: `${text} vi` },
  created: at,
  modified: at
});
const words = ({ terms }: FactsStore): string[] => terms.map(({ source }) => source.text).sort();
const put = (values: Term[]) =>
  values.map((value): Change => ({ entity: 'term', id: value.id, value }));

// Would catch: as many steps of undo as a file had terms, a change that only this window sees, terms that a store
// built anew does not have.
it('takes many terms in one act, and every window has them', async () => {
  const main = new MemoryMain();
  const [store, other] = [await openStore(main), await openStore(main)];
  const [dam, bridge, quay] = [term('dam'), term('bridge'), term('quay')];
  await store.act('glossary.actAdd', put([dam]));
  await store.act('glossary.actImport', put([bridge, quay]));
  await vi.waitFor(() => expect(words(other)).toEqual(['bridge', 'dam', 'quay']));

  expect(await store.undo()).toBe('glossary.actImport');
  await vi.waitFor(() => expect(words(other)).toEqual(['dam']));
  expect(await store.redo()).toBe('glossary.actImport');
  await store.act('glossary.actDelete', [{ entity: 'term', id: quay.id, value: null }]);
  await vi.waitFor(() => expect(words(other)).toEqual(['bridge', 'dam']));
  expect(words(await openStore(main))).toEqual(['bridge', 'dam']);

  // What changes nothing is no step.
  await store.act('glossary.actEdit', put([dam]));
  expect(await store.undo()).toBe('glossary.actDelete');
  expect(words(store)).toEqual(['bridge', 'dam', 'quay']);
});
