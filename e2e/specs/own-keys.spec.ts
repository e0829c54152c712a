// Keys of the user's own: changed on the sheet by keys alone, kept over a restart, taken from whoever had them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../test';

test('an action’s key is changed, holds everywhere, and goes back', async ({
  app,
  session,
  folder
}) => {
  await app.openSample();
  const { t } = app;
  // A restart makes a new page.
  const sheet = (): Locator => app.page.getByRole('dialog', { name: t('palette.keys') });
  const keyOf = (action: string): Locator => sheet().getByRole('button', { name: `“${action}”:` });
  const note = t('reader.note');

  await app.press('?');
  await sheet()
    .getByRole('button', { name: t('palette.changeKeys') })
    .press('Enter');
  await sheet().getByRole('searchbox').fill(note);
  await keyOf(note).press('Enter');
  await expect(sheet().getByRole('status')).toHaveText(t('palette.pressKeys', { action: note }));
  // What moves between controls cannot be given; what another action has is asked about.
  await app.press('F5');
  await expect(sheet().getByRole('status')).toHaveText(t('palette.keyKept', { keys: 'F5' }));
  await keyOf(note).press('Enter');
  await app.press('g');
  await expect(sheet().getByRole('alert')).toContainText(t('glossary.fromReader'));
  await expect(sheet().getByRole('button', { name: t('palette.takeKey') })).toBeFocused();
  await app.press('Enter');
  await expect(keyOf(note)).toBeFocused();
  await expect(keyOf(note)).toHaveText('G');
  await app.press('Escape');

  // The old key does nothing, the new one makes the note; the selection's bar names it.
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'Control+Shift+ArrowRight');
  const bar = app.page.getByRole('toolbar', { name: t('reader.selectionBar') });
  await expect(bar.getByRole('button', { name: t('reader.noteButton') })).toHaveAttribute(
    'title',
    'G'
  );
  await app.press('n');
  await expect(app.noteField).toBeHidden();
  await app.press('g');
  await expect(app.noteField).toBeFocused();
  await app.press('Escape');

  // Kept where the app's settings are.
  const settings = join(folder, 'profile', 'data', 'settings.json');
  await expect
    .poll(() => existsSync(settings) && readFileSync(settings, 'utf8'))
    .toContain('reader.note');
  await session.restart();
  await app.reads();
  await app.press('?');
  await sheet()
    .getByRole('button', { name: t('palette.changeKeys') })
    .click();
  await expect(keyOf(note)).toHaveText('G');
  await sheet()
    .getByRole('button', { name: t('palette.usualKeys') })
    .click();
  await expect(keyOf(note)).toHaveText('N');
  await expect(sheet().getByRole('button', { name: t('palette.usualKeys') })).toBeHidden();
});
