import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { FactsStore } from '../db/facts-store.svelte';
import { MemoryMain } from '../db/memory-main.test-support';
import { AnsweringClient } from '../platform/testing/answering-client.test-support';
import Harness from '../ui/testing/Harness.svelte';
import LibraryPlace from './LibraryPlace.svelte';
import { Workbench } from './workbench.svelte';

async function withDamaged(damaged: string[]) {
  const main = new MemoryMain();
  const hello = { ...main.hello(), library: { ...main.hello().library, damaged } };
  const client = new AnsweringClient({
    'library.list': () => Promise.resolve({ articles: [], pairs: [] })
  });
  const bench = new Workbench(client, hello, await FactsStore.open(main.connect(), hello));
  await bench.start();
  const open = () => render(Harness, { of: LibraryPlace, given: { bench } });
  return { bench, open };
}

// Would catch: files that main found broken and set aside while nobody is told, or told without what to do.
it('names damaged files and what to do, until it is put away', async () => {
  const { bench, open } = await withDamaged(['annotations-1.json', 'pair-2.json']);
  const screen = await open();
  const line = screen.getByRole('status').filter({ hasText: 'damaged' });
  await expect.element(line).toHaveTextContent('Not all of annotations-1.json and pair-2.json');
  await expect.element(line).toHaveTextContent('If a backup has whole copies, close Diptych');
  await line.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(line).not.toBeInTheDocument();
  // Another room and back.
  expect(bench.noticesPutAway).toEqual(['damaged']);
  await screen.unmount();
  const again = await open();
  await expect.element(again.getByText('Not all of')).not.toBeInTheDocument();
});

// Would catch: a hundred names filling the library's first screen.
it('counts what is beyond three names', async () => {
  const { open } = await withDamaged(['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.json`));
  const screen = await open();
  await expect.element(screen.getByText('a.json, b.json, c.json, and 2 more files')).toBeVisible();
});

// Would catch: an empty library that cannot be filled from a backup or one file with the pointer.
it('has the menu of the library while there is nothing in it', async () => {
  const { open } = await withDamaged([]);
  const screen = await open();
  await expect.element(screen.getByRole('button', { name: 'Open the sample pair' })).toBeVisible();
  await expect
    .element(screen.getByRole('button', { name: 'More with this library' }))
    .toBeVisible();
});
