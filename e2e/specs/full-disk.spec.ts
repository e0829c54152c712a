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
  /** What the notes begin with that were said to be saved. */
  const kept: string[] = [];
  const byMain = (app: App): Promise<string> =>
    app.page.evaluate(async (key) => {
      const response = await fetch('/api/facts.snapshot', {
        method: 'POST',
        headers: { 'X-Diptych-Key': key, 'Content-Type': 'application/json' },
        body: '{}'
      });
      return response.text();
    }, new URL(server.address).hash.slice('#key='.length));
  /** Whether the note is said not to be saved, with the reason; or is saved. */
  const outcome = async (app: App, words: string): Promise<boolean> => {
    const { t } = app;
    const reasons = [t('annotations.problemDiskFull'), t('annotations.problemStorage')];
    let refused = false;
    await expect
      .poll(async () => {
        const said = (await app.saveState.textContent()) ?? '';
        refused = reasons.some((reason) => said.includes(reason));
        if (refused) return said.includes(t('common.status_notSaved'));
        return said.includes(t('common.status_saved')) && (await byMain(app)).includes(words);
      })
      .toBe(true);
    return refused;
  };
  /** All of them are on screen, and perhaps one that was being written. */
  const showsAll = async (app: App): Promise<void> => {
    await app.readsOn();
    await app.inspector.getByRole('tab', { name: app.t('annotations.tabAll') }).click();
    await expect
      .poll(() => app.inspector.getByRole('option').count())
      .toBeGreaterThanOrEqual(kept.length);
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
      kept.push(`trước ${round}`);

      // Nothing else is being written, nor half of it taken away again, while the disk is filled.
      const reserve = join(library, 'journal.reserve');
      await expect.poll(() => statSync(reserve, { throwIfNoEntry: false })?.size).toBe(1_000_000);

      // Full: what is written now is not saved, and the reason is said; or it is saved after all, where main had to give back
      // the room it kept. That is there once.
      for (let note = 1; ; note += 1) {
        expect(note).toBeLessThanOrEqual(3);
        disk.fill(0);
        await app.focusReading();
        await app.press('ArrowRight', 'n');
        await expect(app.noteField).toBeFocused();
        const words = `đầy ${round}.${note}`;
        await app.page.keyboard.insertText(`${words} ${'chữ '.repeat(3_000)}`);
        await app.press('Escape');
        const refused = await outcome(app, words);
        if (refused) break;
        kept.push(words);
      }

      // Killed, and started again while there is still no room: to be read only, and said.
      await stop();
      server = await start();
      browser = await KillableBrowser.start(join(profile, 'browser'));
      app = look(await browser.open(server.address));
      await expect(app.saveState).toContainText(app.t('common.status_readOnly'));
      await expect(app.page.getByText(app.t('library.diskFull')).first()).toBeVisible();
      const told = await byMain(app);
      for (const words of kept) expect(told).toContain(words);
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
    keepReport('durability', 'Full disk, app', [{ disks, saved: kept.length, lost: 0 }]);
  } finally {
    await stop();
    disk.unmount();
  }
});
