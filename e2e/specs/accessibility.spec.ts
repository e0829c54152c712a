// axe on every screen, in all three themes and both languages: catches unnamed controls and weak contrast.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClean, themesIn } from '../axe';
import { expect, test } from '../test';

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('every screen passes axe', async ({ app }) => {
      test.setTimeout(120_000);
      await expect(app.button('library.openSample')).toBeVisible();
      await expectClean(app, 'first start', themesIn(language));

      await app.openSample();
      await app.focusReading();
      await app.press('ArrowRight', 'n');
      await expect(app.noteField).toBeFocused();
      await app.page.keyboard.type('Bold claim');
      await app.saved();
      await expectClean(app, 'reader with a note', themesIn(language));
      await app.press('Escape');
      await app.inspector.getByRole('tab', { name: app.t('annotations.tabAll') }).click();
      await expectClean(app, 'all notes', themesIn(language));

      await app.press('ControlOrMeta+k');
      await app.page.getByRole('combobox', { name: app.t('palette.find') }).fill('lac giang');
      await expect(app.page.getByRole('option').first()).toBeVisible();
      await expectClean(app, 'palette', themesIn(language));
      await app.press('Escape');

      await app.focusReading();
      await app.press('F1');
      await expect(app.page.getByRole('dialog')).toBeVisible();
      await expectClean(app, 'key sheet', themesIn(language));
      await app.press('Escape');

      await app.press('ControlOrMeta+e');
      await expect(app.page.getByRole('dialog').getByRole('img').first()).toBeVisible();
      await expectClean(app, 'export', themesIn(language));
      await app.press('Escape');

      await app.press('ControlOrMeta+Shift+l');
      await expect(app.page.getByRole('table', { name: app.t('library.pairs') })).toBeVisible();
      await expectClean(app, 'library', themesIn(language));
    });
  });
}

test.describe('what is not always on screen', () => {
  // The longer words, and twice the zoom at the end.
  test.use({ language: 'vi' });

  test('dialogs, problems and the other layouts pass axe', async ({ app, folder }) => {
    test.setTimeout(120_000);
    const dialog = app.page.getByRole('dialog');
    const linked = join(folder, 'linked.md');
    writeFileSync(
      linked,
      '# Con đường ven sông\n\nXem [bản đồ](https://example.org/map) của tỉnh.\n'
    );
    writeFileSync(join(folder, 'empty.txt'), '');
    await app.openSample();
    await app.page.getByRole('radio', { name: app.t('common.panes') }).click();
    await expectClean(app, 'panes');
    await app.focusReading();
    await app.press('ControlOrMeta+f');
    await app.page.getByRole('search').getByRole('textbox').fill('lu');
    await expectClean(app, 'find bar');
    await app.press('Escape', 'ControlOrMeta+Shift+l');

    await app.importFiles([linked, join(folder, 'empty.txt')]);
    await expect(app.importRow('empty.txt').getByRole('button').first()).toBeVisible();
    await expectClean(app, 'import with a failure');
    await app.press('ControlOrMeta+Shift+v');
    await expectClean(app, 'paste');
    await app.press('Escape');
    await app.page
      .getByRole('button', { name: app.t('library.pairThis', { title: 'Con đường ven sông' }) })
      .click();
    await expect(dialog).toBeVisible();
    await expectClean(app, 'pairing');
    await app.press('Escape', 'ControlOrMeta+;');
    await expect(dialog).toBeVisible();
    await expectClean(app, 'settings');
    await app.press('Escape');

    await app.page.getByRole('button', { name: 'Con đường ven sông', exact: true }).click();
    await app.focusReading();
    await app.press('ArrowRight', 'ArrowRight');
    await expectClean(app, 'one article');
    await app.press('b');
    await expect(app.page.getByRole('menu')).toBeVisible();
    await expectClean(app, 'block menu');
    await app.press('Escape', 'Alt+Enter');
    await app.page.getByLabel(app.t('details.date')).fill('hôm nào đó');
    await app.press('Enter');
    await expect(dialog.getByRole('alert')).toBeVisible();
    await expectClean(app, 'details with an unreadable date');
    await dialog.getByRole('button', { name: app.t('details.showOriginal') }).click();
    await expect(
      app.page.getByRole('region', { name: app.t('details.originalText') })
    ).toBeVisible();
    await expectClean(app, 'original');
    await app.press('Escape', 'Escape');
    await app.page.setViewportSize({ width: 640, height: 400 });
    await expectClean(app, 'twice the zoom');
  });
});
