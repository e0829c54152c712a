// A note with all that it can hold, by keys alone, in the built app under its own policy.
import { expectClean } from '../axe';
import { expect, test } from '../test';

// Would catch: what is typed right after N taken for commands, signs that stay signs, a list under the caret that takes no keys, a tag that the annotation does not get,
// a mention that leads nowhere, a style or script of a paste that the policy must stop, and anything lost on reload.
test('is written by keys, refers to another note, and is the same after a restart', async ({
  app,
  session
}) => {
  const { keyboard } = app.page;
  // The editor is long in coming, and nobody waits for it.
  let send = (): void => undefined;
  const sent = new Promise<void>((resolve) => (send = resolve));
  await app.page.route(/rich-editor/, async (route) => {
    await sent;
    await route.fallback();
  });
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'Control+Shift+ArrowRight', 'n');
  await keyboard.type('ghi ');
  send();
  await expect(app.noteField).toBeFocused();
  await keyboard.type('chú đầu');
  await app.press('Escape', 'ArrowDown', 'ArrowDown', 'Control+Shift+ArrowRight', 'n');
  await keyboard.type('# Số liệu');
  await app.press('Enter');
  await keyboard.type('xem @ghi chu');
  await expect(app.page.getByRole('option', { name: 'ghi chú đầu' })).toBeVisible();
  await app.press('Enter');
  await keyboard.type('#thong ke');
  await expect(app.page.getByRole('option')).toHaveCount(1);
  await app.press('ArrowDown', 'Enter', 'Enter');
  await keyboard.type('- a');
  await app.press('Enter', 'Tab');
  await keyboard.type('b');
  await expect(app.noteField.locator('ul ul li')).toHaveText('b');
  await app.saved();
  const chips = app.inspector.getByRole('group', { name: app.t('annotations.tags') });
  await expect(chips).toContainText('thong ke');
  await expectClean(app, 'a note with all of it');
  const before = await app.noteField.innerHTML();
  await session.restart();
  await app.reads();
  await app.inspector.getByRole('tab').nth(1).click();
  await app.inspector.getByRole('option').filter({ hasText: 'Số liệu' }).click();
  await app.inspector.getByRole('tab').first().click();
  await expect(app.noteField).toContainText('Số liệu');
  expect(await app.noteField.innerHTML()).toBe(before);
  await app.noteField.getByText('@ghi chú đầu').click();
  await expect(app.noteField).toHaveText('ghi chú đầu');
});
