// Another form than the PDF, as a person takes it away: chosen in the dialog, read again outside the app.
import { readFileSync } from 'node:fs';
import { expect, test } from '../test';

test('a pair is taken away as a web page', async ({ app, session }) => {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', '3');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  const [painted] = await app.painted();
  await app.saved();
  await app.press('ControlOrMeta+e');
  const dialog = app.page.getByRole('dialog', { name: app.t('export.title') });
  await dialog.getByRole('combobox', { name: app.t('export.form') }).selectOption('html');
  await expect(dialog.getByText('<!DOCTYPE html>')).toBeVisible();
  await expect(dialog.getByRole('radio')).toHaveCount(0);
  const path = await session.saveFile(() =>
    dialog.getByRole('button', { name: app.t('export.save') }).click()
  );
  const page = await app.page.evaluate(
    (html) => {
      const made = new DOMParser().parseFromString(html, 'text/html');
      return [...made.querySelectorAll('mark')].map((mark) => [mark.className, mark.textContent]);
    },
    readFileSync(path, 'utf8')
  );
  expect(page).toEqual([['blue', painted?.text]]);
});
