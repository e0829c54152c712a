// What was taken away comes back: a PDF of ours with its articles, a PDF of another program with its highlights; and
// several articles leave at once.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { markedPdf } from '../../src/main/jobs/parser/test-fixtures/marked-pdf';
import { expectClean } from '../axe';
import { Colleagues } from '../pages/colleagues';
import { LibraryRoom } from '../pages/library-room';
import { cli } from '../shells';
import { expect, test } from '../test';

function diptych(...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
    encoding: 'utf8'
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** A PDF that another library exported, of one article with one annotation. */
function exportedElsewhere(folder: string): string {
  const [library, text, notes, pdf] = ['elsewhere', 'ferry.txt', 'n.jsonld', 'ferry.pdf'].map(
    (name) => join(folder, name)
  ) as [string, string, string, string];
  writeFileSync(text, 'Ferries run all night\n\nThe harbour master says that nobody waits.\n');
  const { results } = JSON.parse(diptych('import', text, '--library', library, '--json')) as {
    results: [{ id: string }];
  };
  const target = {
    source: `urn:diptych:article:${results[0].id}`,
    selector: { type: 'TextQuoteSelector', exact: 'nobody waits' }
  };
  const creator = { type: 'Person', name: 'Thao' };
  writeFileSync(
    notes,
    JSON.stringify([{ type: 'Annotation', creator, target, bodyValue: 'Really?' }])
  );
  diptych('annotations', 'import', notes, '--library', library);
  diptych('export', results[0].id, '--library', library, '--out', pdf);
  return pdf;
}

// Catches a PDF of ours taken for an article of its text, articles or notes lost on the way, and an undo of half of it.
test('a PDF of ours brings its article and annotations back, as one step', async ({
  app,
  folder
}) => {
  const colleagues = new Colleagues(app);
  const room = new LibraryRoom(app);
  await expect(app.button('library.openSample')).toBeVisible();
  await app.importFiles([exportedElsewhere(folder)]);
  await expect(colleagues.dialog).toContainText('Ferries run all night');
  await expect(colleagues.row('Thao').getByRole('cell')).toHaveText(['1']);
  await expectClean(app, 'bring back');
  await colleagues.importButton(1).press('Enter');
  await expect(colleagues.said).toContainText(app.t('colleagues.doneArticles', { count: 1 }));
  await app.press('Escape');
  await room.article('Ferries run all night').click();
  await expect.poll(() => app.painted()).toEqual([{ colour: 'yellow', text: 'nobody waits' }]);
  await app.press('ControlOrMeta+z');
  await expect(app.button('library.openSample')).toBeVisible();
});

// Catches highlights of other programs lost at import, or put on other words; a selection that cannot be taken away.
test('highlights of a PDF come in with it; a selection leaves as one zip', async ({
  app,
  folder,
  session
}) => {
  const room = new LibraryRoom(app);
  const texts = {
    bridge: ['The bridge closes for nine weeks', 'and nobody knows what comes then.'],
    ferry: ['Ferries of the harbour run all night', 'though nobody knows who will pay.']
  };
  const paths: string[] = [];
  for (const [name, words] of Object.entries(texts)) {
    const path = join(folder, `${name}.pdf`);
    const lines = words.map((text, index) => ({ text, x: 60, y: 700 - 14 * index }));
    const marks = [{ on: [[1, 'nobody knows'] as [number, string]], contents: 'Who says so?' }];
    writeFileSync(path, await markedPdf([{ lines, marks }]));
    paths.push(path);
  }
  await expect(app.button('library.openSample')).toBeVisible();
  await app.importFiles(paths);
  await expect(app.importRow('bridge.pdf')).toContainText(
    app.t('library.itemHighlights', { count: 1 })
  );
  const article = (title: RegExp) => room.articles.getByRole('button', { name: title });
  await article(/^The bridge closes/).click({ modifiers: ['ControlOrMeta'] });
  await article(/^Ferries of the harbour/).click({ modifiers: ['ControlOrMeta'] });
  await expect(room.selection.getByRole('button', { name: app.t('export.open') })).toBeVisible();
  await app.press('ControlOrMeta+e');
  const dialog = app.page.getByRole('dialog', { name: app.t('export.title') });
  await dialog.getByRole('combobox', { name: app.t('export.form') }).selectOption('md');
  await expect(dialog.getByRole('list').getByRole('listitem')).toHaveCount(2);
  await expectClean(app, 'several');
  const path = await session.saveFile(() =>
    dialog.getByRole('button', { name: app.t('export.save') }).click()
  );
  const files = Object.values(unzipSync(readFileSync(path)));
  for (const bytes of files) expect(Buffer.from(bytes).toString()).toContain('Who says so?');
  expect(files).toHaveLength(2);
  await expect(dialog).toBeHidden();
  await article(/^The bridge closes/).click();
  await expect.poll(() => app.painted()).toEqual([{ colour: 'yellow', text: 'nobody knows' }]);
});
