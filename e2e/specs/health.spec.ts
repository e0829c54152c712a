// The library looked over from the window, and a report that is read before it is saved.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClean } from '../axe';
import { LibraryRoom } from '../pages/library-room';
import { expect, test } from '../test';

// Catches a check that sees nothing, or that says so of a library that is sound.
test('the check says what it found, by file, and changes nothing', async ({ app, library }) => {
  await app.openSample();
  // From the library's own menu, by keys: it has the keyboard when it opens, and goes round.
  await new LibraryRoom(app).place(app.t('library.title')).press('Enter');
  await app.button('library.menu').press('Enter');
  const menu = app.page.getByRole('dialog', { name: app.t('library.menu') });
  await expect(menu.getByRole('button').first()).toBeFocused();
  await expectClean(app, 'menu of the library', ['light', 'dark']);
  await app.press('ArrowUp', 'Enter');
  const dialog = app.page.getByRole('dialog', { name: app.t('health.check') });
  await expect(dialog.getByText(app.t('cli.checkProblems', { problems: 0 }))).toBeVisible();
  const [id = ''] = readdirSync(join(library, 'articles'));
  const original = readdirSync(join(library, 'articles', id)).find((name) =>
    name.startsWith('original.')
  );
  const file = join(library, 'articles', id, original ?? '');
  writeFileSync(file, `${readFileSync(file, 'utf8')}!`);
  const before = readFileSync(file, 'utf8');
  await dialog.getByRole('button', { name: app.t('health.again') }).click();
  await expect(dialog.getByText(app.t('cli.checkProblems', { problems: 1 }))).toBeVisible();
  await expect(dialog.getByRole('listitem')).toContainText(`articles/${id}/${original}`);
  await dialog.getByRole('button', { name: app.t('health.backups') }).click();
  await expect(app.page.getByRole('dialog', { name: app.t('backups.title') })).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test.describe('vi', () => {
  test.use({ language: 'vi' });

  // Catches a row of the menu without a name, in the wrong language or cut off, and keys that only the English one has.
  test('the menu of an empty library is whole in Vietnamese, and goes by keys', async ({ app }) => {
    await app.button('library.menu').press('Enter');
    const menu = app.page.getByRole('dialog', { name: app.t('library.menu') });
    const rows = menu.getByRole('button');
    await expect(rows.first()).toBeFocused();
    await expect(rows.locator('.label')).toHaveText([
      app.t('colleagues.open'),
      app.t('backups.title'),
      app.t('backups.oneFile'),
      app.t('health.check')
    ]);
    const cut = await rows.evaluateAll((all) =>
      all
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((one) => one.textContent)
    );
    expect(cut).toEqual([]);
    await expectClean(app, 'menu of the library', ['sepia']);
    await app.press('ArrowUp', 'Enter');
    const dialog = app.page.getByRole('dialog', { name: app.t('health.check') });
    await expect(dialog.getByText(app.t('cli.checkProblems', { problems: 0 }))).toBeVisible();
  });
});

// Catches a report with what somebody read or wrote in it, or a file that is not what was shown.
test('a problem report is read, then saved as it was read', async ({ app, session, library }) => {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowRight', 'n');
  await app.page.keyboard.type('Bí mật của Lan');
  await app.saved();
  await app.press('Escape');
  await app.page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('Bí mật của Lan');
    });
  });
  const dialog = app.page.getByRole('dialog', { name: app.t('health.report') });
  const text = dialog.getByRole('textbox', { name: app.t('health.reportText') });
  // Again, where main hears of the failure only later.
  await expect(async () => {
    if (await dialog.isVisible()) await app.press('Escape');
    await app.command(app.t('health.report'));
    await expect(text).toHaveValue(/2 articles, 1 pairs, 1 annotations/);
    expect(await text.inputValue()).toContain('window.failed');
  }).toPass();
  const shown = await text.inputValue();
  expect(shown).toContain('app.start version=');
  expect(shown).toContain('window.failed error=RangeError');
  for (const words of ['Bí mật', 'Lạc Giang', library]) expect(shown).not.toContain(words);
  const file = await session.saveFile(() =>
    dialog.getByRole('button', { name: app.t('health.save') }).click()
  );
  expect(readFileSync(file, 'utf8')).toBe(shown);
});
