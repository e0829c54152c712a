import { flushSync } from 'svelte';
import { page, userEvent } from 'vitest/browser';
import { beforeAll, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import type { ArticleId } from '@domain/ids';
import { exportForms, formFacts } from '@shared/export-forms';
import { AppError } from '@shared/ipc/errors';
import type { ExportReport } from '@shared/ipc/routes';
import { AnsweringClient } from '../../platform/testing/answering-client.test-support';
import '../../ui/base.css';
import Harness from '../../ui/testing/Harness.svelte';
import ExportDialog from './ExportDialog.svelte';
import { ExportState } from './export-state.svelte';
import { openPdf } from './pdf-pages';

beforeAll(() => page.viewport(1280, 800));

/** Two pages, 200 × 100 points, each with a black square in its middle. */
function smallPdf(): Uint8Array<ArrayBuffer> {
  const stream = '0 0 0 rg 90 40 20 20 re f';
  const leaf = (content: number): string =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents ${content} 0 R/Resources<<>>>>`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>',
    leaf(5),
    leaf(5),
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 6\n0000000000 65535 f \n${rows}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`;
  return new TextEncoder().encode(text);
}

const report = (bytes: Uint8Array): ExportReport => ({
  exportId: crypto.randomUUID(),
  fileName: 'One.pdf',
  byteLength: bytes.length,
  pages: 2,
  highlights: 3,
  annotations: 3
});

async function open(
  unsaved: 'saving' | 'notSaved' | null = null,
  fails = false,
  other?: { made: Uint8Array<ArrayBuffer>; report: Omit<ExportReport, 'exportId'> }
) {
  const bytes = smallPdf();
  const exportId = crypto.randomUUID();
  /** What previews wait for, and whether they are the whole file. */
  const looks = { ready: Promise.resolve(), whole: true };
  const client = new AnsweringClient({
    'export.run': () =>
      fails
        ? Promise.reject(new AppError('exportMissingGlyphs', { characters: 'ᚠ' }))
        : Promise.resolve(other ? { exportId, ...other.report } : report(bytes)),
    'export.preview': () =>
      fails
        ? Promise.reject(new AppError('exportMissingGlyphs', { characters: 'ᚠ' }))
        : looks.ready.then(() => ({ report: report(bytes), whole: looks.whole })),
    'export.bytes': () => Promise.resolve(other?.made ?? bytes),
    'job.cancel': () => Promise.resolve({})
  });
  const exporting = new ExportState(client, {
    kind: 'article',
    id: crypto.randomUUID() as ArticleId
  });
  const given = {
    exporting,
    annotations: [],
    author: '',
    onauthor: vi.fn(),
    unsaved,
    onsave: vi.fn(() => Promise.resolve()),
    onfont: vi.fn(() => Promise.resolve(true)),
    onclose: vi.fn()
  };
  const screen = await render(Harness, { of: ExportDialog as never, given });
  const runs = (): unknown[] =>
    client.asked.flatMap(({ name, input }) =>
      name === 'export.run' || name === 'export.preview'
        ? [(input as { options: unknown }).options]
        : []
    );
  return { screen, given, runs, looks, client };
}

// Would catch: a preview that is blank, or of one page only, or of the wrong shape.
it('draws the pages of a real file', async () => {
  const pages = await openPdf(smallPdf());
  expect(pages.count).toBe(2);
  expect(await pages.shape(2)).toBe(2);
  const canvas = document.createElement('canvas');
  await pages.draw(2, canvas, 100);
  const ink = (x: number, y: number): number =>
    canvas.getContext('2d')!.getImageData(x * canvas.width, y * canvas.height, 1, 1).data[0]!;
  expect([ink(0.5, 0.5), ink(0.1, 0.1)]).toEqual([0, 255]);
  pages.close();
  await expect(openPdf(new TextEncoder().encode('no PDF'))).rejects.toThrow();
});

it('makes the file, shows its pages and facts, and saves it by Enter', async () => {
  const { screen, given, runs } = await open();
  await expect.element(screen.getByText(/^2 pages, 3 highlights and notes\./)).toBeVisible();
  await expect.element(screen.getByRole('img', { name: 'Page 1 of 2' }).first()).toBeVisible();
  await expect.element(screen.getByRole('listitem')).toHaveLength(2);
  await userEvent.keyboard('{Enter}');
  expect(given.onsave).toHaveBeenCalledOnce();
  expect(runs()).toHaveLength(1);
});

// Would catch: a file saved with the options before the last change.
it('makes it anew for another option, and saves nothing meanwhile', async () => {
  const { screen, given, runs, looks } = await open();
  const facts = screen.getByText(/^2 pages/);
  await expect.element(facts).toBeVisible();
  await screen.getByRole('radio', { name: 'Sideways' }).click();
  await vi.waitFor(() => expect(runs()).toHaveLength(2));
  expect(runs()[1]).toMatchObject({ landscape: true, paper: 'a4' });
  await expect.element(facts).toBeVisible();
  let show = (): void => undefined;
  looks.ready = new Promise((ready) => (show = ready));
  await screen.getByRole('checkbox', { name: 'Clutter from the web page' }).click();
  await userEvent.keyboard('{Enter}');
  expect(given.onsave).not.toHaveBeenCalled();
  show();
  await vi.waitFor(() => expect(given.onsave).toHaveBeenCalledOnce());
  expect(runs()[2]).toMatchObject({ clutter: true });
});

// Would catch: the first pages of a large file saved as the file.
it('shows the first pages of a large file, and saves the whole', async () => {
  const { screen, given, looks, client } = await open();
  await expect.element(screen.getByText(/^2 pages/)).toBeVisible();
  looks.whole = false;
  await screen.getByRole('radio', { name: 'Letter' }).click();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(given.onsave).toHaveBeenCalledOnce());
  const asked = client.asked.map(({ name }) => name).filter((name) => name !== 'export.bytes');
  expect(asked.slice(-2)).toEqual(['export.preview', 'export.run']);
});

// Would catch: every letter of a name as a preview, each waiting for the one before.
it('asks for one preview at a time, and of those wanted meanwhile only for the last', async () => {
  const { screen, given, runs, looks } = await open();
  await expect.element(screen.getByText(/^2 pages/)).toBeVisible();
  let show = (): void => undefined;
  looks.ready = new Promise((ready) => (show = ready));
  given.exporting.change({ size: 'large' });
  await vi.waitFor(() => expect(runs()).toHaveLength(2));
  for (const size of ['medium', 'small', 'medium', 'small'] as const) {
    given.exporting.change({ size });
    flushSync();
  }
  show();
  await vi.waitFor(() => expect(given.exporting.reportFor('')).not.toBeNull());
  expect(runs()).toHaveLength(3);
  expect(runs()[2]).toMatchObject({ size: 'small' });
});

// Would catch: a dialog that makes a file for ever, where another form was chosen before the first pages were there.
it('makes another form that is chosen before the pages are there', async () => {
  const made = new TextEncoder().encode('# One');
  const fileName = 'One.md';
  const other = { fileName, byteLength: made.length, highlights: 1, annotations: 1 };
  const { screen, given, looks } = await open(null, false, { made, report: other });
  let ready = (): void => undefined;
  looks.ready = new Promise((resolve) => (ready = resolve));
  given.exporting.change({ landscape: true });
  await expect.element(screen.getByText('Making the file')).toBeVisible();
  given.exporting.change({ form: 'md' });
  await vi.waitFor(() => expect(given.exporting.reportFor('')?.fileName).toBe(fileName));
  await expect.element(screen.getByText('Making the file')).not.toBeInTheDocument();
  ready();
  await Promise.resolve();
  expect(given.exporting.reportFor('')?.fileName).toBe(fileName);
});

// Would catch: paper and pages offered for a form that has none, and facts of another form than the chosen one.
it('makes another form, shows how it begins and hides what does not apply', async () => {
  const text = new TextEncoder().encode('{ "total": 3 }');
  const { screen, runs } = await open(null, false, {
    made: text,
    report: { fileName: 'One.jsonld', byteLength: text.length, annotations: 3 }
  });
  await screen.getByRole('combobox', { name: 'Form' }).selectOptions('jsonld');
  await expect.element(screen.getByText('{ "total": 3 }')).toBeVisible();
  await expect.element(screen.getByText(/^3 highlights and notes\. 14/)).toBeVisible();
  expect(screen.getByRole('radio').elements()).toEqual([]);
  expect(screen.getByRole('checkbox').elements()).toEqual([]);
  expect(runs().at(-1)).toMatchObject({ form: 'jsonld' });
});

// Would catch: a form made of two articles offered for one.
it('offers for one article only what one article can be', async () => {
  const { screen } = await open();
  const offered = screen.getByRole('combobox', { name: 'Form' }).getByRole('option').elements();
  expect(offered.map((option) => (option as HTMLOptionElement).value)).toEqual(
    exportForms.filter((form) => !formFacts[form].pairOnly)
  );
});

// Would catch: a layout of two articles offered for one, and a choice that does not reach the maker of the file.
it('hands on how the pages look and which annotations are wanted', async () => {
  const { screen, runs } = await open();
  expect(screen.getByRole('combobox', { name: 'Layout' }).elements()).toEqual([]);
  await screen.getByRole('radio', { name: 'In the margin' }).click();
  await screen.getByRole('radio', { name: 'Large' }).click();
  await screen.getByRole('combobox', { name: 'Annotations' }).selectOptions('note');
  await vi.waitFor(() =>
    expect(runs().at(-1)).toMatchObject({
      notes: 'margin',
      size: 'large',
      included: { note: true }
    })
  );
});

// Would catch: an export that lacks the note just written.
it('waits while changes are being saved, and says so where they cannot be', async () => {
  const waiting = await open('saving');
  expect(waiting.runs()).toEqual([]);
  await waiting.screen.unmount();
  const { screen } = await open('notSaved');
  await expect.element(screen.getByText(/^Some changes are not saved yet/)).toBeVisible();
});

// Would catch: characters without a font as a dead end.
it('takes a font file where characters are missing, and makes the file anew', async () => {
  const { screen, given, runs } = await open(null, true);
  await screen.getByRole('button', { name: 'Choose a font file…' }).click();
  await vi.waitFor(() => expect(runs()).toHaveLength(2));
  given.onfont.mockResolvedValueOnce(false);
  await screen.getByRole('button', { name: 'Choose a font file…' }).click();
  await vi.waitFor(() => expect(given.onfont).toHaveBeenCalledTimes(2));
  expect(runs()).toHaveLength(2);
});

it('says why there is no file, and tries again', async () => {
  const { screen, runs } = await open(null, true);
  await expect.element(screen.getByText(/ᚠ/)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: 'Export…' })).toBeDisabled();
  await screen.getByRole('button', { name: 'Try again' }).click();
  await vi.waitFor(() => expect(runs()).toHaveLength(2));
});
