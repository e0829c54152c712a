// Somebody who hears the app and never sees it: reads by sentences, goes to the counterpart, selects, highlights, writes a
// note, and hears it again where it stands. Everything by keys, everything asked of the live regions alone.
import { expect, test } from '../test';

test('reading, highlighting and what is annotated are heard', async ({ app }) => {
  const { page, t } = app;
  await expect(app.button('library.openSample')).toBeVisible();
  await app.command('sample pair');
  await app.reads();
  const heard = page.locator('[aria-live="polite"]');
  const hears = async (...words: string[]): Promise<void> => {
    for (const one of words) await expect(heard.filter({ hasText: one }).first()).toBeAttached();
  };
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown');
  await hears('LAC GIANG, March 14, 2026');
  // The counterpart is in the other language, and told as such by the element's lang.
  await app.press('o');
  await hears('LẠC GIANG, ngày 14/3/2026');
  await app.press('Control+Shift+ArrowRight', 'Control+Shift+ArrowRight');
  await hears(t('reader.selected', { text: 'LẠC GIANG' }));
  await app.press('4');
  await hears(t('reader.highlighted', { colour: t('reader.colourPink') }));
  await app.press('n');
  await expect(app.noteField).toBeFocused();
  await page.keyboard.type('Ngày và nơi khớp với bản gốc.');
  await app.press('Escape');
  await app.saved();

  // Elsewhere, and back by the list's keys: colour, number, words and note.
  await app.press('o', 'ArrowDown', 'ArrowDown', 'j');
  await hears(
    t('reader.highlightedNote', { colour: t('reader.colourPink'), number: 1 }),
    'LẠC GIANG',
    t('reader.annotationNote', { note: 'Ngày và nơi khớp với bản gốc.' })
  );
  // What has the focus has a role and a name.
  const words = page.locator(':focus');
  await expect(words).toHaveRole('application');
  await expect(words).toHaveAccessibleName(/.+/);
  await app.press('Delete');
  await hears(t('annotations.deletedNote', { quote: '' }).trim());
});
