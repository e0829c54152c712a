// The correction of links as all see it: axe, a second window, and a library that cannot be written.
import { expectClean, themesIn } from '../axe';
import { LinksRoom } from '../pages/links-room';
import { App } from '../pages/app';
import { expect, test } from '../test';

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('links, what is chosen, candidates and changes pass axe', async ({ app }) => {
      test.setTimeout(120_000);
      const links = new LinksRoom(app);
      await app.openSample();
      await links.open();
      await expectClean(app, 'a link', themesIn(language));
      await app.press('ArrowDown', 'Delete', 'Shift+ArrowDown');
      await expect(links.panel.getByRole('listitem').first()).toBeVisible();
      await expectClean(app, 'candidates', themesIn(language));
      await app.press('Escape', 'ArrowDown', 'Delete', 'g');
      await expect(app.page.getByRole('group', { name: app.t('links.rerun') })).toBeVisible();
      await expectClean(app, 'linked again', ['light']);
      await app.press('Escape');
      // At twice the zoom there is half the room.
      await app.page.setViewportSize({ width: 640, height: 400 });
      await expect(links.list).toBeVisible();
      await expectClean(app, 'narrow', ['light']);
    });
  });
}

// Catches a room that shows links as they were when it was opened.
test('what another window does is seen at once', async ({ app, session, language }) => {
  const links = new LinksRoom(app);
  await app.openSample();
  await links.open();
  const page = await session.newPage();
  const other = new LinksRoom(new App({ ...session, page }, language));
  await other.app.reads();
  await other.open();
  await other.goTo('source', '2.1');
  await other.app.press('Delete');
  await links.expectState('source', '2.1', 'not linked');
  // And back, by the window that did it.
  await other.app.press('ControlOrMeta+z');
  await links.expectState('source', '2.1', /proposed, \d+\)$/);
});
