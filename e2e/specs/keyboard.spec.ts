// The whole main job without a mouse: open, read, select, highlight, note, recolour, delete, undo, find, export.
import { expect, test } from '../test';

test('everything can be done by keys', async ({ app, session }) => {
  await expect(app.button('library.openSample')).toBeVisible();
  await app.command('sample pair');
  await app.reads();

  // A selection made by keys, highlighted by one.
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown');
  await app.press('Control+Shift+ArrowRight', 'Control+Shift+ArrowRight');
  await expect(app.page.getByRole('toolbar', { name: app.t('reader.selectionBar') })).toBeVisible();
  await app.press('2');
  await app.expectPainted([{ colour: 'green', text: 'LAC GIANG' }]);

  // The counterpart, on the other side.
  await app.press('o', '5');
  await expect
    .poll(async () => (await app.painted()).map(({ colour }) => colour))
    .toEqual(['green', 'violet']);

  // A note on it, in bold, and back to the words.
  await app.press('n');
  await expect(app.noteField).toBeFocused();
  await app.press('ControlOrMeta+b');
  await app.page.keyboard.type('Ngày tháng khớp.');
  await app.press('Escape');
  await app.saved();
  await expect(app.inspector.locator('strong')).toHaveText('Ngày tháng khớp.');

  // Recoloured, deleted, undone.
  await app.focusReading();
  await app.press('Enter', '6');
  await expect
    .poll(async () => (await app.painted()).map(({ colour }) => colour))
    .toContain('orange');
  await app.press('Delete');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  await app.press('ControlOrMeta+z');
  await expect.poll(async () => (await app.painted()).length).toBe(2);

  // The keys that did all this are on the sheet.
  await app.press('?');
  const sheet = app.page.getByRole('dialog', { name: app.t('palette.keys') });
  await expect(sheet).toContainText(app.t('reader.highlight'));
  await app.press('Escape');
  await expect(sheet).toBeHidden();

  // The file, by keys alone.
  await app.press('ControlOrMeta+e');
  const dialog = app.page.getByRole('dialog', { name: app.t('export.title') });
  await expect(dialog.getByRole('img').first()).toBeVisible();
  await session.saveFile(() =>
    dialog.getByRole('button', { name: app.t('export.save') }).press('Enter')
  );

  // The focus is never lost: back in the words after a look elsewhere, and in the room that was gone to.
  const words = app.reading.getByRole('application').first();
  await app.focusReading();
  await app.press('ControlOrMeta+,');
  await expect(app.page.getByRole('dialog', { name: app.t('settings.appearance') })).toBeVisible();
  await app.press('Escape');
  await expect(words).toBeFocused();
  await app.press('ControlOrMeta+Shift+l');
  await expect(app.page.getByRole('main')).toBeFocused();
});
