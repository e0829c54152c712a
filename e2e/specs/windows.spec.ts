// Two windows on one library, each at its own place, both editing.
import { App } from '../pages/app';
import { expect, test } from '../test';

// Would catch: a second window that asks for the key, has it in its address, follows the first one about, or shows
// notes as they were when it was opened.
test('a second window has a place of its own and stays in step', async ({
  app,
  session,
  language,
  shell
}) => {
  test.skip(shell === 'electron', 'windows of Electron are looked at in its boot test');
  test.setTimeout(90_000);
  await app.openSample('comparable');
  await app.press('ControlOrMeta+Shift+l');
  await app.command('sample pair');
  await expect(app.page).toHaveTitle(/Lac Giang/);
  await app.reads();
  const [page] = await Promise.all([
    session.page.context().waitForEvent('page'),
    app.press('ControlOrMeta+Shift+o')
  ]);
  const other = new App({ ...session, page }, language);
  await other.reads();
  expect(page.url()).not.toMatch(/#|key|[0-9a-f]{16}/);
  const title = await page.title();
  expect(title).toBe(await session.page.title());

  // Both edit at once.
  await app.press('ArrowDown', '1');
  await other.press('ArrowDown', 'ArrowDown', '3');
  for (const one of [app, other]) {
    await expect
      .poll(async () => (await one.painted()).map(({ colour }) => colour))
      .toEqual(['yellow', 'blue']);
  }

  // Each comes back to where it was itself.
  await app.press('ControlOrMeta+Shift+l');
  const pairs = app.page.getByRole('table', { name: app.t('library.pairs') });
  await expect(pairs).toBeVisible();
  await app.page.reload();
  await expect(pairs).toBeVisible();
  await page.reload();
  await other.reads();
  expect(await page.title()).toBe(title);

  // From a row of the library, by the pointer.
  const row = pairs.getByRole('row').nth(1);
  await row.hover();
  const [third] = await Promise.all([
    session.page.context().waitForEvent('page'),
    row.getByRole('button', { name: /in a new window/ }).click()
  ]);
  await new App({ ...session, page: third }, language).reads();
  await expect(pairs).toBeVisible();

  // A note out of the palette, shown where it stands; this window stays in the library.
  const [, blue] = await other.painted();
  await app.press('ControlOrMeta+k');
  const palette = app.page.getByRole('dialog', { name: app.t('palette.find') });
  await palette.getByRole('combobox').fill((blue?.text ?? '').slice(0, 40));
  await expect(palette.getByRole('option').first()).toBeVisible();
  await expect(palette).toContainText(app.t('palette.newWindow'));
  const [fourth] = await Promise.all([
    session.page.context().waitForEvent('page'),
    app.press('ControlOrMeta+Enter')
  ]);
  const fromPalette = new App({ ...session, page: fourth }, language);
  await fromPalette.reads();
  await expect(fromPalette.inspector.getByRole('blockquote')).toContainText(blue?.text ?? '');
  await expect(pairs).toBeVisible();
});
