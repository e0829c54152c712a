import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
import { FactsStore } from './facts-store.svelte';
import { MemoryMain } from './memory-main.test-support';
import type { ReaderView } from './view-state';

// Catches a reader that begins at the top after each start, and one pair's place being another's.
it('comes back where it was, each pair for itself', async () => {
  const main = new MemoryMain();
  const first = await FactsStore.open(main.connect(), main.hello());
  const view: ReaderView = {
    mode: 'columns',
    sourceOffset: 120,
    targetOffset: 99,
    together: false
  };
  await first.views.saveReader('a', view);
  await first.views.savePanels({
    libraryOpen: false,
    inspectorOpen: true,
    place: null,
    recent: []
  });
  first.close();
  const second = await FactsStore.open(main.connect(), main.hello());
  expect(await second.views.reader('a')).toEqual(view);
  expect(await second.views.reader('b')).toBeNull();
  expect(await second.views.panels()).toMatchObject({ libraryOpen: false, inspectorOpen: true });
  // A store that is closed, or a disk that is full, must not stop the reading.
  second.close();
  await second.views.saveReader('a', view);
  expect(await second.views.reader('a')).toBeNull();
  await Dexie.delete(`diptych-${main.uuid}`);
});
