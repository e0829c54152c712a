// A backup by hand, what it holds against what is here, and a note brought back from it; by keys alone.
import { expectClean, themesIn } from '../axe';
import { expect, test } from '../test';

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('backs up, tells what is missing since, and brings it back', async ({ app }) => {
      await app.openSample();
      await app.focusReading();
      await app.press('ArrowDown', 'ArrowDown', 'h');
      const before = await app.painted();
      expect(before).toHaveLength(1);
      await app.saved();

      await app.press("ControlOrMeta+'");
      const dialog = app.page.getByRole('dialog');
      const make = dialog.getByRole('button', { name: app.t('backups.make') });
      await expect(make).toBeEnabled();
      await make.press('Enter');
      const backups = dialog.getByRole('list', { name: app.t('backups.list') });
      await expect(backups).toContainText(app.t('backups.reason_asked'));
      const contents = dialog.getByRole('region', { name: app.t('backups.look') });
      await expect(contents.getByRole('listitem')).toHaveCount(2);
      await expect(contents).not.toContainText(app.t('backups.missing', { count: 1 }));
      await expect(contents).toContainText(app.t('backups.wholeSame'));
      await expect(dialog).toContainText(app.t('backups.verified', { time: '' }).trim());
      await expectClean(app, 'backups', themesIn(language));
      await app.press('Escape');

      await app.focusReading();
      await app.press('Delete');
      await app.expectPainted([]);
      await app.saved();
      await app.press("ControlOrMeta+'");
      await expect(contents).toContainText(app.t('backups.missing', { count: 1 }));
      // What bringing the whole back would do is said before anybody does it.
      const what = app.t('backups.count_annotations', { count: 1 });
      await expect(contents).toContainText(app.t('backups.whole_coming', { what }));
      const back = contents.getByRole('button').first();
      await back.focus();
      await app.press('Enter');
      await expect(contents).not.toContainText(app.t('backups.missing', { count: 1 }));
      // One more was made before anything was brought back.
      await expect(backups).toContainText(app.t('backups.reason_restore'));
      await expect(contents.getByRole('button')).toHaveCount(0);
      await app.press('Escape');
      await app.expectPainted(before);
    });
  });
}
