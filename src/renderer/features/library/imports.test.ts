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

const files = [handle('one.txt'), handle('two.pdf'), handle('three.docx')];

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
    onretry: vi.fn(),
    onpair: vi.fn(),
    paired: () => false
  };
  const answer = async (at: number, result: ImportResult): Promise<void> => {
    answers.get(files[at]!.handle)!.resolve([result]);
    await vi.waitFor(() => expect(imports.items[at]?.settled).toBe(true));
  };
  return { client, imports, given, answer, cancelled };
}
const show = (given: object) => render(Harness, { of: ImportPanel as never, given: { ...given } });

// Would catch: one bad file stopping the others, a failure without its reason, progress that never moves.
it('imports one after the other and says in words what became of each', async () => {
  const { client, imports, given, answer } = setUp();
  const done = imports.addFiles(files);
  const screen = await show(given);
  await expect.element(screen.getByText('Importing 3 files')).toBeVisible();
  expect(imports.items.map(({ status }) => status)).toEqual(['running', 'waiting', 'waiting']);

  await answer(
    0,
    imported('one.txt', summary('One', { charset: 'TCVN3', words: 2388, language: 'vi' }))
  );
  await expect
    .element(
      screen.getByText('Vietnamese, 2,388 words. Written in TCVN3; converted, original kept.')
    )
    .toBeVisible();

  await vi.waitFor(() => expect(imports.items[1]?.status).toBe('running'));
  client.emit('job.progress', { jobId: imports.items[1]!.jobId, done: 58, total: 100, label: '' });
  await expect.element(screen.getByText('58%')).toBeVisible();
  await answer(1, {
    file: 'two.pdf',
    status: 'failed',
    error: { code: 'fileNoText', message: '', details: { file: 'two.pdf' } }
  });
  await expect.element(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect.element(screen.getByText('1 in, 1 not imported, 1 to go')).toBeVisible();

  await answer(2, { file: 'three.docx', status: 'duplicate', article: summary('Three') });
  await done;
  await expect.element(screen.getByText('Already in the library as “Three”.')).toBeVisible();
  await expect.element(screen.getByRole('progressbar')).not.toBeInTheDocument();
});

// Would catch: "Cancel the rest" that lets waiting files in, or takes out what is in.
it('cancels the running one and those that wait, and nothing else', async () => {
  const { client, imports, answer, cancelled } = setUp();
  const done = imports.addFiles(files);
  await answer(0, imported('one.txt', summary('One')));
  await vi.waitFor(() => expect(imports.items[1]?.status).toBe('running'));
  await imports.cancelRest();
  expect(cancelled).toEqual([imports.items[1]?.jobId]);
  await answer(1, {
    file: 'two.pdf',
    status: 'failed',
    error: { code: 'cancelled', message: '', details: {} }
  });
  await done;
  expect(imports.items.map(({ status }) => status)).toEqual(['imported', 'cancelled', 'cancelled']);
  expect(client.asked.filter(({ name }) => name === 'library.importFiles')).toHaveLength(2);
});

// Would catch: files dropped while others run being forgotten, and a hidden panel staying hidden for new files.
it('takes further files while some run, and shows itself again for new ones', async () => {
  const { imports, answer } = setUp();
  const first = imports.addFiles(files.slice(0, 1));
  imports.hide();
  expect(imports.visible).toBe(false);
  const second = imports.addFiles(files.slice(1));
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
