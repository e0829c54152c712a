// An article's facts set right, its file looked at, and its blocks laid anew: by keys, and by pointer.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../test';

// Would catch: a change that other rooms or the next start do not know, undo that takes back another act, a highlight
// that is not painted again on blocks laid anew, or one that moved.
test('by keys: details, blocks, undo, and all of it after a restart', async ({ app, session }) => {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', '2');
  const text = (await app.painted())[0]?.text ?? '';
  const painted = [{ colour: 'green', text }];
  expect(text).not.toBe('');
  await app.press('Escape');

  const blocks = app.text('source').locator('[data-block]');
  const count = await blocks.count();
  await app.press('Shift+S');
  await expect(blocks).toHaveCount(count + 1);
  await app.expectPainted(painted);
  await app.press('b', 'h', 'h', 'Enter');
  const heading = app.text('source').locator('h2').filter({ hasText: text });
  await expect(heading).toBeVisible();
  await app.expectPainted(painted);
  await app.press('ControlOrMeta+z', 'ControlOrMeta+z');
  await expect(blocks).toHaveCount(count);
  await app.expectPainted(painted);
  await app.press('ControlOrMeta+Shift+z');
  await expect(blocks).toHaveCount(count + 1);
  await app.press('Shift+J');
  await expect(blocks).toHaveCount(count);

  await app.press('Alt+Enter');
  const dialog = app.page.getByRole('dialog', { name: app.t('details.heading') });
  await dialog.getByLabel(app.t('details.date')).fill('soon');
  await app.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(app.t('details.dateUnreadable'));
  await dialog.getByLabel(app.t('details.date')).fill('3 August 2025');
  await dialog.getByLabel(app.t('details.source')).fill('Lac Giang Daily');
  await app.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(app.reading).toContainText('3 Aug 2025');
  await app.press('ControlOrMeta+z');
  await expect(app.reading).not.toContainText('3 Aug 2025');
  await app.press('ControlOrMeta+Shift+z');
  await expect(app.reading).toContainText('3 Aug 2025');
  await app.saved();

  await session.restart();
  await app.reads();
  await expect(app.reading).toContainText('3 Aug 2025');
  await app.expectPainted(painted);
  await app.focusReading();
  await app.press('Alt+Enter');
  // The page is another since the restart.
  await expect(app.page.getByRole('dialog').getByLabel(app.t('details.source'))).toHaveValue(
    'Lac Giang Daily'
  );
});

test.describe('in Vietnamese', () => {
  test.use({ language: 'vi' });

  // Would catch: a page's markup acted upon, a copy that is not the file, a changed file passed off as the original.
  test('by pointer: the original as text and as a copy, and a block’s menu', async ({
    app,
    folder,
    library,
    session
  }) => {
    const page = join(folder, 'trang.html');
    const words =
      'Cây cầu mới bắc qua sông Lục được khánh thành sáng nay. Người dân đến xem rất đông.';
    const more =
      'Ông Lâm nói cầu dài hơn một cây số và sẽ giúp bà con hai bờ đi lại dễ dàng hơn trước.';
    const html = `\ufeff<title>Cầu mới</title>\r\n<h1>Cầu mới</h1><p>${words}</p><p>${more}</p><img src=x onerror="document.title='run'">`;
    writeFileSync(page, html);
    await expect(app.button('library.openSample')).toBeVisible();
    await app.importFiles([page]);
    const row = app.page.getByRole('table', { name: app.t('library.articles') }).getByRole('row');
    await row.nth(1).hover();
    await row
      .getByRole('button', { name: app.t('details.openThis', { title: 'Cầu mới' }) })
      .click();
    await app.button('details.showOriginal').click();
    const source = app.page.getByRole('region', { name: app.t('details.originalText') });
    await expect(source).toContainText(`<h1>Cầu mới</h1><p>${words}</p>`);
    await expect(source.locator('img, h1')).toHaveCount(0);
    if ((await app.page.evaluate(() => 'diptych' in window)) === false) {
      const copy = await session.saveFile(() => app.button('details.saveCopy').click());
      expect(readFileSync(copy)).toEqual(Buffer.from(html));
    }
    await app.press('Escape', 'Escape');
    await row.getByRole('button', { name: 'Cầu mới', exact: true }).click();

    const first = app.text('source').locator('p').first();
    await first.click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: app.t('reader.joinNext') }).click();
    await expect(app.text('source').locator('p')).toHaveText([`${words} ${more}`]);
    await first.click({ button: 'right' });
    await app.page.getByRole('menuitemradio', { name: app.t('reader.kindQuote') }).click();
    await expect(app.text('source').locator('blockquote')).toHaveText(`${words} ${more}`);
    await app.button('common.undo').click();
    await expect(app.text('source').locator('blockquote')).toHaveCount(0);

    const articles = join(library, 'articles');
    const [id = ''] = readdirSync(articles);
    writeFileSync(join(articles, id, 'original.html'), 'another file');
    await app.press('Alt+Enter');
    await app.button('details.showOriginal').click();
    await expect(app.page.getByRole('alert').filter({ hasText: 'original.html' })).toBeVisible();
    await expect(source).toBeHidden();
  });
});
