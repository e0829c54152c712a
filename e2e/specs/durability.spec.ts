// Nothing acknowledged is lost: kill -9, a deleted IndexedDB, two tabs, and a second writer.
import { spawnSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { expect, test } from '../test';
import { cli } from '../shells';

const kills = Number(process.env.DIPTYCH_KILLS ?? 20);

// Catches a "Saved" that was said before the journal had the bytes.
test(`a highlight with a note survives kill -9 right after "Saved", ${kills} times`, async ({
  app,
  session
}) => {
  test.setTimeout(30_000 + kills * 10_000);
  await app.openSample();
  for (let round = 1; round <= kills; round += 1) {
    await app.focusReading();
    await app.press('ArrowRight', 'n');
    await expect(app.noteField).toBeFocused();
    await app.page.keyboard.type(`ghi chú ${round}`);
    await app.saved();
    await session.kill();
    await session.start();
    await app.reads();
    await expect(
      app.reading.getByRole('button', {
        name: app.t('reader.noteNumber', { number: round }),
        exact: true
      })
    ).toBeVisible();
  }
  await app.inspector.getByRole('tab', { name: app.t('annotations.tabAll') }).click();
  await expect(app.inspector.getByRole('option')).toHaveCount(kills);
  await expect(app.inspector.getByRole('option').last()).toContainText(`ghi chú ${kills}`);
});

async function deleteDatabases(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name ?? '');
        request.onsuccess = resolve;
        request.onerror = () => reject(new Error(name));
      });
    }
  });
}

// Catches an app that believes an empty database over a full library.
test('a deleted IndexedDB is rebuilt from the files, and that is said', async ({ app }) => {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'h');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  const painted = await app.painted();
  await app.saved();

  // Deleted while the app is closed: a script of the same origin is shown in its place.
  const address = app.page.url();
  await app.page.goto(await app.page.evaluate(() => document.querySelector('script')?.src ?? ''));
  await deleteDatabases(app.page);
  await app.page.goto(address);
  await expect(app.page.getByText(app.t('library.factsRestored'))).toBeVisible();
  // The window knows by itself where it was.
  await app.reads();
  await app.expectPainted(painted);

  // Deleted under the open app: seen at the next change, which is not lost either.
  await deleteDatabases(app.page);
  await app.focusReading();
  await app.press('ArrowDown', '2');
  await expect(app.page.getByText(app.t('annotations.noticeRestored'))).toBeVisible();
  await expect.poll(async () => (await app.painted()).length).toBe(2);
  await app.saved();
});

test('two tabs on one library show each other’s changes', async ({ app, session, shell }) => {
  test.skip(shell === 'electron', 'one window only');
  await app.openSample();
  const other = await session.newPage();
  await expect(other.getByText('Lạc Giang đưa mạng lưới').first()).toBeVisible();
  await app.page.bringToFront();
  await app.focusReading();
  await app.press('ArrowDown', '4');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  const painted = await app.painted();
  await other.bringToFront();
  await app.expectPainted(painted, other);
});

test('a terminal command that writes is refused while the app holds the library', async ({
  app,
  library
}) => {
  await app.openSample();
  const { status, stderr } = spawnSync(
    process.execPath,
    [cli, 'import', 'package.json', '--library', library, '--lang', 'en'],
    { encoding: 'utf8' }
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/diptych.*\d+/);
});
