import { page } from 'vitest/browser';
import { beforeAll, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { ImportResult } from '@shared/ipc/routes';
import '../../ui/base.css';
import Harness from '../../ui/testing/Harness.svelte';
import ImportPanel from './ImportPanel.svelte';
import { Imports } from './imports.svelte';
import { later, AnsweringClient } from '../../platform/testing/answering-client.test-support';
import { handle, imported, summary } from './testing/summaries.test-support';

beforeAll(() => page.viewport(1280, 800));

const files = ['one.txt', 'two.pdf', 'three.docx', 'four.md', 'five.epub'].map(handle);

const stopped: ImportResult = {
  file: 'x',
  status: 'failed',
  error: { code: 'cancelled', message: '', details: {} }
};

/** Each file waits until it is answered. */
function setUp() {
  const answers = new Map(files.map(({ handle: id }) => [id, later<ImportResult[]>()]));
  const cancelled: string[] = [];
  const client = new AnsweringClient({
    'library.importFiles': ({ handles: [id] }) => answers.get(id ?? '')!.promise,
    'job.cancel': ({ jobId }) => {
      cancelled.push(jobId);
      return Promise.resolve({});
    }
  });
  const imports = new Imports(client);
  const given = {
    imports,
    onopen: vi.fn(),
    onrestore: vi.fn(),
    onversion: vi.fn(),
    onpair: vi.fn(),
    paired: () => false
  };
  const answer = async (at: number, result: ImportResult): Promise<void> => {
    answers.get(files[at]!.handle)!.resolve([result]);
    await vi.waitFor(() => expect(imports.items[at]?.settled).toBe(true));
  };
  return { client, imports, given, answer, answers, cancelled };
}
const show = (given: object) => render(Harness, { of: ImportPanel as never, given: { ...given } });

// Would catch: one bad file stopping the others, a failure without its reason, progress that never moves.
it('imports a few at once, the others in turn, and says in words what became of each', async () => {
  const { client, imports, given, answer } = setUp();
  const done = imports.addFiles(files);
  const screen = await show(given);
  await expect.element(screen.getByText('Importing 5 files')).toBeVisible();
  expect(imports.items.map(({ status }) => status)).toEqual([
    ...['running', 'running', 'running', 'waiting', 'waiting']
  ]);

  await answer(
    0,
    imported('one.txt', summary('One', { charset: 'TCVN3', words: 2388, language: 'vi' }))
  );
  await expect
    .element(
      screen.getByText('Vietnamese, 2,388 words. Written in TCVN3; converted, original kept.')
    )
    .toBeVisible();

  await vi.waitFor(() => expect(imports.items[3]?.status).toBe('running'));
  client.emit('job.progress', { jobId: imports.items[1]!.jobId, done: 58, total: 100, label: '' });
  await expect.element(screen.getByText('58%')).toBeVisible();
  await answer(1, {
    file: 'two.pdf',
    status: 'failed',
    error: { code: 'fileNoText', message: '', details: { file: 'two.pdf' } }
  });
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect.element(screen.getByText('1 in, 1 not imported, 3 to go')).toBeVisible();
  await expect.element(screen.getByText('2 of 5', { exact: true })).toBeVisible();

  await answer(2, { file: 'three.docx', status: 'duplicate', article: summary('Three') });
  for (const at of [3, 4]) await answer(at, imported('x', summary('X')));
  await done;
  await expect.element(screen.getByText('Already in the library as “Three”.')).toBeVisible();
  await expect.element(screen.getByRole('progressbar')).not.toBeInTheDocument();
});

// Would catch: "Cancel the rest" that lets waiting files in, or takes out what is in.
it('cancels the running ones and those that wait, and nothing else', async () => {
  const { client, imports, answer, cancelled } = setUp();
  const done = imports.addFiles(files);
  await answer(0, imported('one.txt', summary('One')));
  await vi.waitFor(() => expect(imports.items[3]?.status).toBe('running'));
  await imports.cancelRest();
  expect(cancelled).toEqual([1, 2, 3].map((at) => imports.items[at]?.jobId));
  for (const at of [1, 2, 3]) await answer(at, stopped);
  await done;
  expect(imports.items.map(({ status }) => status)).toEqual([
    ...['imported', 'cancelled', 'cancelled', 'cancelled', 'cancelled']
  ]);
  expect(client.asked.filter(({ name }) => name === 'library.importFiles')).toHaveLength(4);
});

// Would catch: cancelling one file taking others along, or a waiting one that comes in all the same.
it('cancels one alone, running or waiting', async () => {
  const { client, imports, answer, cancelled } = setUp();
  const done = imports.addFiles(files);
  const [first, , , , last] = imports.items;
  await imports.cancel(last!);
  await imports.cancel(first!);
  expect(cancelled).toEqual([first?.jobId]);
  await answer(0, stopped);
  for (const at of [1, 2, 3]) await answer(at, imported('x', summary('X')));
  await done;
  expect(imports.counts).toMatchObject({ imported: 3, cancelled: 2 });
  expect(client.asked.filter(({ name }) => name === 'library.importFiles')).toHaveLength(4);
});

// Would catch: a duplicate doubled without being asked for, or one that cannot be had at all.
it('offers what is here already: to open, to restore from the trash, to import anyway', async () => {
  const { client, imports, given, answer, answers } = setUp();
  const done = imports.addFiles(files.slice(0, 2));
  const screen = await show(given);
  const again = handle('one.txt').handle;
  answers.set(again, later());
  const here = { file: 'one.txt', status: 'duplicate', article: summary('One') } as const;
  await answer(0, { ...here, handle: again });
  const trashed = { file: 'two.pdf', status: 'duplicate', article: summary('Two') } as const;
  await answer(1, { ...trashed, trashed: true });
  await done;
  await screen.getByRole('button', { name: 'Restore it' }).click();
  expect(given.onrestore.mock.calls).toEqual([[imports.items[1]]]);
  await expect
    .element(screen.getByText('Already imported as “Two”, which is in the trash.'))
    .toBeVisible();
  await screen.getByRole('button', { name: 'Open' }).click();
  expect(given.onopen.mock.calls).toEqual([[here.article.id]]);

  await screen.getByRole('button', { name: 'Import anyway' }).first().click();
  expect(client.asked.at(-1)?.input).toMatchObject({ handles: [again], copy: true });
  answers.get(again)!.resolve([imported('one.txt', summary('One'))]);
  await vi.waitFor(() => expect(imports.items[0]?.status).toBe('imported'));
});

// Would catch: a thousand rows in the page at once, or a failure among them that nobody sees.
it('sums a thousand files up, failures in full and in front', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => handle(`${n}.html`));
  const client = new AnsweringClient({
    'library.importFiles': ({ handles: [id] }) => {
      const at = many.findIndex((file) => file.handle === id);
      const file = `${at}.html`;
      const error = { code: 'fileNoText', message: '', details: { file } } as const;
      return Promise.resolve([
        at % 100 === 7 ? { file, status: 'failed', error } : imported(file, summary(file))
      ]);
    }
  });
  const imports = new Imports(client);
  const given = {
    imports,
    onopen: vi.fn(),
    onrestore: vi.fn(),
    onversion: vi.fn(),
    onpair: vi.fn(),
    paired: vi.fn()
  };
  const screen = await show(given);
  await imports.addFiles(many);
  await expect.element(screen.getByText('990 in, 10 not imported')).toBeVisible();
  const heads = screen
    .getByRole('heading')
    .elements()
    .map(({ textContent }) => textContent?.trim());
  expect(heads).toEqual(['Not imported: 10', 'In the library: 990']);
  expect(screen.getByRole('button', { name: 'Try again' }).elements()).toHaveLength(10);
  expect(screen.getByRole('listitem').elements().length).toBeLessThan(20);
  await screen.getByRole('button', { name: 'Show 50 more of 987' }).click();
  expect(screen.getByRole('listitem').elements()).toHaveLength(63);
});

// Would catch: files dropped while others run being forgotten, and a hidden panel staying hidden for new files.
it('takes further files while some run, and shows itself again for new ones', async () => {
  const { imports, answer } = setUp();
  const first = imports.addFiles(files.slice(0, 1));
  imports.hide();
  expect(imports.visible).toBe(false);
  const second = imports.addFiles(files.slice(1, 3));
  expect(imports.visible).toBe(true);
  for (const at of [0, 1, 2]) await answer(at, imported('x', summary('X')));
  await Promise.all([first, second]);
  expect(imports.items.map(({ status }) => status)).toEqual(['imported', 'imported', 'imported']);
});

it('offers to pair two articles of different languages that came in together', async () => {
  const { imports, given, answer } = setUp();
  const done = imports.addFiles(files.slice(0, 2));
  const [source, target] = [summary('One'), summary('Hai', { language: 'vi' })];
  await answer(0, imported('one.txt', source));
  await answer(1, imported('two.pdf', target));
  await done;
  const screen = await show(given);
  await screen.getByRole('button', { name: 'Put these two side by side' }).click();
  expect(given.onpair.mock.calls).toEqual([[source, target]]);
});
