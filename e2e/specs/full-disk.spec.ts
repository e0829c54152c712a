// Library and browser profile on one small disk that fills up while notes are written, and is still full at the next
// start. `DIPTYCH_FULL_DISKS=40` makes it as many.
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { keepReport } from '../../scripts/kept-report.mjs';
import { mountSmallDisk, noSmallDisk } from '../../src/main/library/test-fixtures/small-disk';
import { KillableBrowser } from '../killable-browser';
import { App } from '../pages/app';
import { ended, freePort, serve, type Session } from '../shells';
import { expect, test } from '../test';

const disks = Number(process.env.DIPTYCH_FULL_DISKS ?? 1);

// Catches a note that was said to be saved and had no room, words that do not say why nothing is saved, a browser's
// storage that is opened while its disk is full, and an app that does not go on when there is room again.
test(`a disk full while writing and at the next start: nothing saved is lost, ${disks} times`, async ({
  shell,
  language,
  folder
}) => {
  test.skip(shell === 'electron', 'the browser is killed by itself');
  test.skip(noSmallDisk !== null, noSmallDisk ?? '');
  test.setTimeout(120_000 + disks * 60_000);
  const disk = mountSmallDisk(join(folder, 'disk'), 160);
  const library = join(disk.path, 'library');
  const profile = join(disk.path, 'profile');
  mkdirSync(profile);
  const port = await freePort();
  const start = () => serve({ library, port, profile, language });
  const look = (page: Page): App => new App({ page } as Session, language);
  let server = await start();
  let browser = await KillableBrowser.start(join(profile, 'browser'));
  const stop = async (): Promise<void> => {
    await browser.kill();
    server.child.kill('SIGKILL');
    await ended(server.child);
  };
  /** Notes that were said to be saved. */
  let saved = 0;
  /** All of them are on screen, and perhaps one that was being written. */
  const showsAll = async (app: App): Promise<void> => {
    await app.readsOn();
    await app.inspector.getByRole('tab', { name: app.t('annotations.tabAll') }).click();
    await expect
      .poll(() => app.inspector.getByRole('option').count())
      .toBeGreaterThanOrEqual(saved);
  };
  try {
    let app = look(await browser.open(server.address));
    await app.openSample();
    for (let round = 1; round <= disks; round += 1) {
      await app.focusReading();
      await app.press('ArrowRight', 'n');
      await expect(app.noteField).toBeFocused();
      await app.page.keyboard.type(`trước ${round}`);
      await app.press('Escape');
      await app.saved();
      saved += 1;

      // Nothing else is being written, nor half of it taken away again, while the disk is filled.
      const kept = join(library, 'journal.reserve');
      await expect.poll(() => statSync(kept, { throwIfNoEntry: false })?.size).toBe(1_000_000);

      // Full: what is written now is not saved, and the reason is said.
      disk.fill(0);
      await app.focusReading();
      await app.press('ArrowRight', 'n');
      await expect(app.noteField).toBeFocused();
      await app.page.keyboard.insertText(`đầy ${round} ${'chữ '.repeat(3_000)}`);
      await app.press('Escape');
      await expect(app.saveState).toContainText(app.t('common.status_notSaved'));
      await expect(app.saveState).toContainText(
        new RegExp(
          [app.t('annotations.problemDiskFull'), app.t('annotations.problemStorage')].join('|')
        )
      );

      // Killed, and started again while there is still no room: to be read only, and said.
      await stop();
      server = await start();
      browser = await KillableBrowser.start(join(profile, 'browser'));
      app = look(await browser.open(server.address));
      await expect(app.saveState).toContainText(app.t('common.status_readOnly'));
      await expect(app.page.getByText(app.t('library.diskFull')).first()).toBeVisible();
      const shown = await app.page.evaluate(async (key) => {
        const response = await fetch('/api/facts.snapshot', {
          method: 'POST',
          headers: { 'X-Diptych-Key': key, 'Content-Type': 'application/json' },
          body: '{}'
        });
        return response.text();
      }, new URL(server.address).hash.slice('#key='.length));
      for (let each = 1; each <= round; each += 1) expect(shown).toContain(`trước ${each}`);
      // A key that would mark something says it too.
      await app.readsOn();
      await app.focusReading();
      await app.press('ArrowRight', 'n', 'n');
      await expect(app.page.getByText(app.t('library.diskFull'))).toHaveCount(2);
      await stop();

      disk.free();
      server = await start();
      browser = await KillableBrowser.start(join(profile, 'browser'));
      app = look(await browser.open(server.address));
      await expect(app.saveState).toContainText(app.t('common.status_saved'));
      await showsAll(app);
    }
    keepReport('durability', 'Full disk, app', [{ disks, saved, lost: 0 }]);
  } finally {
    await stop();
    disk.unmount();
  }
});
