import { expect, it, vi } from 'vitest';
import { AnsweringClient, later } from '../../platform/testing/answering-client.test-support';
import { LibraryState } from './library-state.svelte';
import { pairOf, summary } from './testing/summaries.test-support';

type Listing = Awaited<ReturnType<AnsweringClient['request']>>;
const [source, target] = [summary('One'), summary('Hai')];
const changed = { records: [], lastSequence: 1 };

function setUp(
  answer: () => Promise<unknown> = () => Promise.resolve({ articles: [source], pairs: [] })
) {
  const client = new AnsweringClient({ 'library.list': answer as () => Promise<never> });
  return { client, library: new LibraryState(client) };
}

// Would catch: the whole library listed again at every keystroke in a note.
it('asks again after changed notes only while its lists are on screen', async () => {
  const { client, library } = setUp();
  library.listen();
  await library.refresh();
  client.emit('facts.changed', changed);
  client.emit('facts.changed', changed);
  expect(client.asked).toHaveLength(1);
  const end = library.watch();
  await vi.waitFor(() => expect(client.asked).toHaveLength(2));
  client.emit('facts.changed', changed);
  await vi.waitFor(() => expect(client.asked).toHaveLength(3));
  end();
  client.emit('library.changed', {});
  await vi.waitFor(() => expect(client.asked).toHaveLength(4));
});

// Would catch: the answer from before a change standing, because the change came while it was under way.
it('asks once more for changes that come while it asks', async () => {
  const first = later<Listing>();
  let asked = 0;
  const { library } = setUp(() => {
    asked += 1;
    return asked === 1 ? first.promise : Promise.resolve({ articles: [source, target], pairs: [] });
  });
  const done = library.refresh();
  void library.refresh();
  void library.refresh();
  first.resolve({ articles: [source], pairs: [] });
  await done;
  expect(asked).toBe(2);
  expect(library.articles).toHaveLength(2);
});

// Would catch: a pair with one side in the trash breaking the lists.
it('leaves out pairs with a missing side, and keeps what it has when main does not answer', async () => {
  let fails = false;
  const { library } = setUp(() =>
    fails
      ? Promise.reject(new Error('gone'))
      : Promise.resolve({ articles: [source], pairs: [pairOf(source, target)] })
  );
  await library.refresh();
  expect([library.articles.length, library.pairs.length]).toEqual([1, 0]);
  fails = true;
  await library.refresh();
  expect(library.articles).toHaveLength(1);
  expect(library.failure).toBeInstanceOf(Error);
});
