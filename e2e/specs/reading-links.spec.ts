// Links as a reader meets them: what disagrees, what is not sure, what only one side has, why, and panes kept level.
import { expectClean, themesIn } from '../axe';
import { ReadingLinks } from '../pages/reading-links';
import { expect, test } from '../test';

test.setTimeout(120_000);

// Would catch: a contradiction that only the mouse finds, that a screen reader does not name, or an act on its link that
// is not one step of undo.
test('conflicts, doubts and lone passages are read and settled by keys', async ({
  app,
  folder
}) => {
  const links = new ReadingLinks(app);
  await links.openPair(folder);
  await expect(links.marks).toHaveCount(2);
  await app.press('c');
  await expect(links.said).toContainText('the years disagree: 2019 and 2016');
  await expect.poll(() => links.painted('conflict')).toEqual(['2016', '2019']);

  // Why, in the inspector; the cursor stays in the words.
  await app.press('w');
  await expect(links.panel).toContainText(app.t('reasons.title'));
  await expect(links.panel.getByRole('listitem').first()).toContainText('2019 ≠ 2016');
  await expect(links.panel.getByRole('listitem').first()).toContainText('−');
  await app.press('c');
  await expect(links.panel.getByRole('listitem').first()).toContainText('26,000 ≠ 20.000');

  // Settled, and taken back one by one.
  await app.press('y');
  await expect(links.panel).toContainText(app.t('reader.linkConfirmed'));
  await app.press('Shift+c', 'Shift+Delete');
  await expect(links.marks).toHaveCount(1);
  await expect(links.panel).toContainText('Only in English');
  await app.press('ControlOrMeta+z');
  await expect(links.marks).toHaveCount(2);
  await app.press('ControlOrMeta+z', 'c');
  await expect(links.panel).toContainText('In conflict');
  await app.saved();

  // What only one side has, to and fro, and by the palette.
  await app.press('a');
  await expect(links.said).toContainText(/only in (English|Vietnamese)/);
  const first = await links.said.textContent();
  await app.press('a');
  await expect(links.said).not.toHaveText(first ?? '');
  await app.press('Shift+a');
  await expect(links.said).toHaveText(first ?? '');
  await app.command('previous conflict');
  await expect(links.said).toContainText('disagree');

  // The same in panes.
  await app.press('r');
  await expect(links.marks.first()).toBeVisible();
  await app.press('c');
  await expect.poll(() => links.painted('conflict')).toHaveLength(2);
});

// Would catch: marks that cannot be clicked, counts that lead nowhere, and a panel that shows another sentence's link.
test('the same by mouse, and on to the correction of links', async ({ app, folder }) => {
  const links = new ReadingLinks(app);
  await links.openPair(folder);
  await links.status.getByRole('button', { name: '2 conflicts' }).click();
  await expect.poll(() => links.painted('conflict')).toEqual(['2016', '2019']);
  await links.marks.last().click();
  await expect.poll(() => links.painted('conflict')).toEqual(['20.000', '26,000']);
  await app.inspector.getByRole('tab', { name: app.t('annotations.tabLink') }).click();
  await expect(links.panel).toContainText('26,000 ≠ 20.000');

  await links.status.getByRole('button', { name: 'passages only on one side' }).click();
  await expect(links.panel).toContainText(/Only in (English|Vietnamese)/);
  await links.status.getByRole('button', { name: app.t('common.coverageMap') }).click({
    position: { x: 2, y: 10 }
  });
  await expect
    .poll(() => links.painted('wash-source'))
    .toEqual(['Lac Giang to Open Flood Warning Network Before the Rainy Season']);

  // Hover says it, without moving anything.
  await app
    .text('source')
    .getByText('“For forty years')
    .hover({ position: { x: 60, y: 8 } });
  await expect(links.beside).toHaveText(/^\s*\d+\s*$/);
  await app
    .text('source')
    .getByText('“For forty years')
    .click({ position: { x: 60, y: 8 } });
  await links.panel.getByRole('button', { name: app.t('reader.confirm') }).click();
  await expect(links.beside).toHaveText(app.t('reader.linkConfirmed'));
  await links.panel.getByRole('button', { name: app.t('reader.unlinkButton') }).click();
  await expect(links.panel).toContainText('Only in English');
  await app.page.getByRole('button', { name: app.t('common.undo') }).click();
  await expect(links.panel).toContainText(app.t('reader.linkConfirmed'));
  await links.panel.getByRole('button', { name: app.t('reader.correctLinks') }).click();
  await expect(app.page.getByRole('listbox', { name: app.t('links.list') })).toBeVisible();
});

// Would catch: a lock that makes either pane leap when it is closed again, and a pair that forgets it was open.
test('panes come apart by Alt and the wheel, and together from where they stand', async ({
  app,
  folder
}) => {
  const links = new ReadingLinks(app);
  await links.openPair(folder);
  await app.press('r');
  await expect(links.lock).toHaveAttribute('aria-pressed', 'true');
  await links.wheel('source', 300);
  await app.page.keyboard.down('Alt');
  await links.wheel('target', 180);
  await app.page.keyboard.up('Alt');
  await expect(links.lock).toHaveAttribute('aria-pressed', 'false');
  const apart = await links.scrollTop('target');
  await links.wheel('source', 60);
  expect(await links.scrollTop('target')).toBe(apart);

  await links.lock.click();
  expect(await links.scrollTop('target')).toBe(apart);
  let before = apart;
  for (let step = 0; step < 5; step += 1) {
    await links.wheel('source', 12);
    const now = await links.scrollTop('target');
    expect(now).toBeGreaterThanOrEqual(before - 1);
    expect(now - before).toBeLessThanOrEqual(60);
    before = now;
  }

  await app.press('ControlOrMeta+l');
  await expect(links.lock).toHaveAttribute('aria-pressed', 'false');
  await app.press('ControlOrMeta+Shift+l');
  await app.press('Alt+ArrowLeft');
  await expect(links.lock).toHaveAttribute('aria-pressed', 'false');
});

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('all that is said of links passes axe', async ({ app, folder }) => {
      const links = new ReadingLinks(app);
      await links.openPair(folder);
      await app.press('c', 'w');
      await expect(links.panel).toContainText('2019 ≠ 2016');
      await expectClean(app, 'a conflict in rows', themesIn(language));
      await app.press('a');
      await expect(links.beside).toContainText(/EN|VI/);
      await expectClean(app, 'a lone passage', themesIn(language));
      await app.press('r', 'c', 'y');
      await expect(links.panel).toContainText(app.t('reader.linkConfirmed'));
      await expectClean(app, 'a confirmed link in panes', themesIn(language));
    });
  });
}
