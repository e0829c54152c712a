// axe on every screen, in all three themes and both languages: catches unnamed controls and weak contrast.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../test';
import type { App } from '../pages/app';

const themes = ['light', 'sepia', 'dark'] as const;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`
  );
}

async function setTheme(app: App, theme: (typeof themes)[number]): Promise<void> {
  await app.page.evaluate((name) => (document.documentElement.dataset.theme = name), theme);
}

async function expectClean(app: App, screen: string): Promise<void> {
  for (const theme of themes) {
    await setTheme(app, theme);
    expect(await violations(app.page), `${screen}, ${theme}`).toEqual([]);
  }
}

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('every screen passes axe', async ({ app }) => {
      test.setTimeout(120_000);
      await expect(app.button('library.openSample')).toBeVisible();
      await expectClean(app, 'first start');

      await app.openSample();
      await app.focusReading();
      await app.press('ArrowRight', 'n');
      await expect(app.noteField).toBeFocused();
      await app.page.keyboard.type('Bold claim');
      await app.saved();
      await expectClean(app, 'reader with a note');
      await app.press('Escape');
      await app.inspector.getByRole('tab', { name: app.t('annotations.tabAll') }).click();
      await expectClean(app, 'all notes');

      await app.press('ControlOrMeta+k');
      await app.page.getByRole('combobox', { name: app.t('palette.find') }).fill('lac giang');
      await expect(app.page.getByRole('option').first()).toBeVisible();
      await expectClean(app, 'palette');
      await app.press('Escape');

      await app.focusReading();
      await app.press('F1');
      await expect(app.page.getByRole('dialog')).toBeVisible();
      await expectClean(app, 'key sheet');
      await app.press('Escape');

      await app.press('ControlOrMeta+e');
      await expect(app.page.getByRole('dialog').getByRole('img').first()).toBeVisible();
      await expectClean(app, 'export');
      await app.press('Escape');

      await app.press('ControlOrMeta+Shift+l');
      await expect(app.page.getByRole('table', { name: app.t('library.pairs') })).toBeVisible();
      await expectClean(app, 'library');
    });
  });
}
