// What a day's intake looks like: many files at once, pasted pages, tables and pictures, files changed behind the app's back.
import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import type { App } from '../pages/app';
import { expect, test } from '../test';

/** Files of one article each, none like another. */
function writeArticles(inbox: string, count: number, from = 0): string[] {
  mkdirSync(inbox, { recursive: true });
  return Array.from({ length: count }, (_, at) => {
    const path = join(inbox, `a${from + at}.md`);
    const words = Array.from({ length: 30 }, (_w, n) => `w${from + at}x${n}`).join(' ');
    writeFileSync(
      path,
      `# Ferry ${from + at}\n\nThe ferry left at ${from + at} past noon. ${words}.\n`
    );
    return path;
  });
}

const panel = (app: App): Locator =>
  app.page.getByRole('region', { name: app.t('library.import') });
const articleRows = (app: App): Locator =>
  app.page.getByRole('table', { name: app.t('library.articles') }).locator('tbody tr[data-index]');

/** As if copied in a browser and pasted into the room. */
async function paste(app: App, text: string, html: string): Promise<void> {
  await app.page.evaluate(
    ([plain, rich]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', plain);
      clipboardData.setData('text/html', rich);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      );
    },
    [text, html] as const
  );
}

// Would catch: a broken file or a duplicate stopping the rest, "Import anyway" that does not, files that come in
// after they were cancelled.
test('twelve files at once, and the rest of many cancelled', async ({ app, folder }) => {
  const inbox = join(folder, 'inbox');
  const [first = '', ...good] = writeArticles(inbox, 10);
  const broken = join(inbox, 'broken.docx');
  writeFileSync(broken, 'PK\u0003\u0004 and no more');
  const again = join(inbox, 'again.md');
  await app.importFiles([first]);
  await expect(articleRows(app)).toHaveCount(1);
  writeFileSync(again, '# Ferry 0\n\nAnother text of the same name, which is no duplicate.\n');
  await app.importFiles([first, ...good, broken, again]);
  await expect(panel(app).getByRole('progressbar')).toBeHidden();
  await expect(app.importRow('broken.docx')).toContainText('broken.docx');
  await expect(panel(app).getByRole('status')).toHaveText(
    ['countIn', 'countHere', 'countFailed']
      .map((key, at) => app.t(`library.${key}` as 'library.countIn', { count: [10, 1, 1][at]! }))
      .join(', ')
  );
  await expect(articleRows(app)).toHaveCount(11);

  await app
    .importRow('a0.md')
    .getByRole('button', { name: app.t('library.importAnyway') })
    .click();
  await expect(articleRows(app)).toHaveCount(12);
  await app
    .importRow('a3.md')
    .getByRole('button', { name: app.t('library.open') })
    .click();
  await expect(app.reading.getByRole('heading', { name: 'Ferry 3' })).toBeVisible();
  await app.press('ControlOrMeta+Shift+l');

  await app.importFiles(writeArticles(inbox, 120, 100));
  await panel(app)
    .getByRole('button', { name: app.t('library.cancelRest') })
    .click();
  await expect(panel(app).getByRole('progressbar')).toBeHidden();
  const words = (await panel(app).getByRole('status').textContent()) ?? '';
  const [inside = 0, cancelled = 0] = (words.match(/\d+/g) ?? []).map(Number);
  expect(inside + cancelled).toBe(120);
  expect(cancelled).toBeGreaterThan(0);
  await expect(articleRows(app)).toHaveCount(12 + inside);
});

// Would catch: formatting lost on the way from the clipboard, or kept where plain text was chosen.
test('a pasted page comes in with its formatting, or as plain text', async ({ app }) => {
  const html =
    '<meta charset="utf-8"><h1>River report</h1><p>The water is <b>very high</b> today, says the harbour.</p><ol><li>north bank</li><li>south bank</li></ol>';
  const text =
    'River report\n\nThe water is very high today, says the harbour.\n\nnorth bank\nsouth bank';
  const dialog = app.page.getByRole('dialog');
  await expect(app.button('library.openSample')).toBeVisible();
  await paste(app, text, html);
  await expect(dialog.getByRole('radio', { name: app.t('library.withFormatting') })).toBeChecked();
  await dialog.getByRole('button', { name: app.t('library.addText') }).click();
  await expect(app.reading.getByRole('heading', { name: 'River report' })).toBeVisible();
  await expect(app.reading.locator('strong, b')).toHaveText('very high');
  await expect(app.reading.locator('.marked')).toHaveCount(2);

  await app.press('ControlOrMeta+Shift+l');
  await expect(articleRows(app)).toHaveCount(1);
  await paste(app, text.replace('River', 'Lake'), html);
  await dialog.getByRole('radio', { name: app.t('library.plainText') }).check();
  await dialog.getByRole('button', { name: app.t('library.addText') }).click();
  await expect(app.reading.getByText(/very high today/)).toBeVisible();
  await expect(app.reading.locator('strong, b')).toHaveCount(0);
});

// Would catch: cells, markers or pictures lost between file, store and page; words of a cell that cannot be marked.
test('a table, a list and a picture stand in the reader', async ({ app, folder }) => {
  await expect(app.button('library.openSample')).toBeVisible();
  const picture = await app.page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 200 } });
  const file = join(folder, 'harbour.html');
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Harbour</title><body><article><h1>Harbour in figures</h1>
<p>The harbour office published its figures on Monday, and they are better than those of last year.</p>
<figure><img alt="The quay" src="data:image/png;base64,${picture.toString('base64')}"><figcaption>The quay in May.</figcaption></figure>
<p>Three things changed since the spring, the office says in the report that it sent to the town.</p>
<ol><li>Longer quays for the ferries.</li><li>Lights on both sides of the river.</li><li>A second crane at the mill.</li></ol>
<table><tr><th>Ship</th><th>Tonnes</th></tr><tr><td>Anna</td><td>4200</td></tr><tr><td>Berta</td><td>3900</td></tr></table>
<p>The next report will come in the autumn, when the new quay is to be opened by the town.</p></article></body></html>`
  );
  await app.importFiles([file]);
  await app
    .importRow('harbour.html')
    .getByRole('button', { name: app.t('library.open') })
    .click();
  await expect(app.reading.locator('table tr')).toHaveCount(3);
  await expect(app.reading.locator('table tr').nth(1).locator('td')).toHaveText(['Anna', '4200']);
  const items = app.reading.locator('.marked');
  await expect(items).toHaveCount(3);
  await expect(items.nth(2)).toHaveCSS('list-style-type', '"3. "');
  const canvas = app.reading.locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  await expect
    .poll(() => canvas.evaluate((element: HTMLCanvasElement) => element.width))
    .toBeGreaterThan(0);

  await app.reading.getByText('Berta').dblclick();
  await app.press('2');
  await expect
    .poll(() => app.painted().then((all) => all.map(({ text }) => text)))
    .toEqual(['Berta']);
  await app.saved();
  await app.session.restart();
  await expect
    .poll(() => app.painted().then((all) => all.map(({ text }) => text)))
    .toEqual(['Berta']);
});

// Would catch: an original changed behind the app's back going unnoticed, or a notice that comes back.
test('an original changed while the app was closed is told, shown and kept', async ({
  app,
  folder,
  library
}) => {
  await expect(app.button('library.openSample')).toBeVisible();
  await app.importFiles(writeArticles(join(folder, 'inbox'), 2));
  await expect(articleRows(app)).toHaveCount(2);
  await app.session.stop();
  const changed = readdirSync(join(library, 'articles'), {
    recursive: true,
    encoding: 'utf8'
  }).find((name) => name.endsWith('original.md'));
  appendFileSync(join(library, 'articles', changed!), '\nOne more line.\n');
  await app.session.start();
  const notice = (): Locator => app.page.getByRole('region', { name: app.t('library.filesTitle') });
  await expect(notice()).toContainText(app.t('library.file_original_changed'));
  await notice()
    .getByRole('button', { name: app.t('library.filesShow') })
    .click();
  await expect(app.reading.getByText(/The ferry left/)).toBeVisible();
  await notice()
    .getByRole('button', { name: app.t('library.filesKeep') })
    .click();
  await expect(notice()).toBeHidden();
  await app.session.restart();
  await expect(app.reading.getByText(/The ferry left/)).toBeVisible();
  await app.press('ControlOrMeta+Shift+l');
  await expect(articleRows(app)).toHaveCount(2);
  await notice().waitFor({ state: 'hidden' });
});
