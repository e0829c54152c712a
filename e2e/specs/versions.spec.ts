// A changed file for an annotated article: offered, taken, looked at, taken back; by keys, in both languages.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../pages/app';
import { violations } from '../run-axe';
import { cli } from '../shells';
import { expect, test } from '../test';

const first = `# Cầu Sông Lam thông xe sau ba năm

Sáng thứ Ba, thành phố khánh thành cây cầu mới nối hai bờ sông.

Cây cầu dài một nghìn hai trăm mét và rộng hai mươi mét.

Theo ban quản lý, đoạn này rồi sẽ bị rút khỏi bài viết.

Người dân hai bờ đến xem từ sớm và ở lại tới khuya.
`;
const second = `# Cầu Sông Lam thông xe sau ba năm

Sáng thứ Ba, thành phố khánh thành cây cầu mới nối hai bờ sông.

Cây cầu dài một nghìn ba trăm mét và rộng hai mươi mét.

Người dân hai bờ đến xem từ sớm và ở lại tới khuya.
`;
const sentences = first.split('\n\n').map((line) => line.trim());
const title = (sentences[0] ?? '').replace('# ', '');
const [, exact = '', changed = '', lost = '', moved = ''] = sentences;
const reworded = changed.replace('hai trăm', 'ba trăm');

const dialog = (app: App) => app.page.getByRole('dialog');
/** None while the text on screen is being exchanged. */
const paintedTexts = async (app: App): Promise<string[]> =>
  (await app.painted().catch(() => [])).map(({ text }) => text);

/** Imports the first file, opens it and highlights four sentences. */
async function begin(app: App, inbox: string): Promise<void> {
  mkdirSync(inbox, { recursive: true });
  writeFileSync(join(inbox, 'cầu.md'), first);
  await app.importFiles([join(inbox, 'cầu.md')]);
  await app
    .importRow('cầu.md')
    .getByRole('button', { name: app.t('library.open') })
    .click();
  await expect(app.text('source').first()).toBeVisible();
  await app.focusReading();
  // The heading comes first.
  await app.press('ArrowDown');
  for (let made = 0; made < 4; made += 1) await app.press('ArrowDown', 'h');
  await expect.poll(() => paintedTexts(app)).toEqual([exact, changed, lost, moved]);
  await app.saved();
}

async function importSecond(app: App, inbox: string): Promise<void> {
  await app.press('Alt+ArrowLeft');
  writeFileSync(join(inbox, 'cầu (2).md'), second);
  await app.importFiles([join(inbox, 'cầu (2).md')]);
}

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('a changed file is offered as a version; notes come along, and it can be undone', async ({
      app,
      folder
    }) => {
      test.setTimeout(180_000);
      const inbox = join(folder, 'inbox');
      await begin(app, inbox);
      await importSecond(app, inbox);
      const row = app.importRow('cầu (2).md');
      await expect(row).toContainText(app.t('versions.looksLike', { title }));
      await row.getByRole('button', { name: app.t('versions.makeVersion') }).click();

      const changes = dialog(app).getByRole('region', { name: app.t('versions.changes') });
      await expect(changes.locator('del').first()).toHaveText('hai');
      await expect(changes.locator('ins').first()).toHaveText('ba');
      await expect(changes.locator('del').last()).toContainText('bị rút khỏi bài viết');
      const notes = dialog(app).getByRole('region', { name: app.t('versions.annotations') });
      await expect(notes).toContainText(
        app.t('versions.carried', { exact: 1, moved: 1, changed: 1, orphan: 1, lostLinks: 0 })
      );
      await expect(notes.locator('ins')).toHaveText(reworded);
      await expect(notes.locator('q')).toHaveText(lost);
      await app.press('Alt+ArrowDown');
      await expect(changes.locator('p.changed').first()).toBeFocused();
      expect(await violations(app.page)).toEqual([]);

      // To the reworded passage, in the text.
      await notes
        .getByRole('button', { name: app.t('versions.showThis', { words: reworded.slice(0, 80) }) })
        .click();
      await expect.poll(() => paintedTexts(app)).toEqual([exact, reworded, moved]);
      await app.page.reload();
      await expect.poll(() => paintedTexts(app)).toEqual([exact, reworded, moved]);

      // An older version taken back: all four are where they were.
      await app.command(app.t('versions.open'));
      await dialog(app)
        .getByRole('button', { name: app.t('versions.number', { version: 1 }) })
        .click();
      await dialog(app)
        .getByRole('button', { name: app.t('versions.restore', { version: 1 }) })
        .click();
      await expect(
        dialog(app).getByRole('button', { name: app.t('versions.number', { version: 3 }) })
      ).toBeVisible();
      await app.press('Escape');
      await expect.poll(() => paintedTexts(app)).toEqual([exact, changed, lost, moved]);
      // And undone again, by the app's own undo.
      await app.focusReading();
      await app.press('ControlOrMeta+z');
      await expect.poll(() => paintedTexts(app)).toEqual([exact, reworded, moved]);
    });
  });
}

// Would catch: a note that lost its passage and cannot be put on another by keys or by the mouse, changed words that
// cannot be kept, and any of it that undo does not take back.
test('what a new version lost is put on other words, by keys and by the mouse; what it changed is kept', async ({
  app,
  folder
}) => {
  const inbox = join(folder, 'inbox');
  await begin(app, inbox);
  await importSecond(app, inbox);
  await app
    .importRow('cầu (2).md')
    .getByRole('button', { name: app.t('versions.makeVersion') })
    .click();
  await dialog(app)
    .getByRole('button', { name: app.t('versions.showThis', { words: reworded.slice(0, 80) }) })
    .click();
  const found = [exact, reworded, moved];
  await expect.poll(() => paintedTexts(app)).toEqual(found);

  await app.focusReading();
  await expect(app.inspector).toContainText(app.t('annotations.stateChanged'));
  await app.press('Shift+K');
  await expect(app.inspector.getByText(app.t('annotations.stateChanged'))).toHaveCount(0);
  await app.press('ControlOrMeta+z');
  await expect(app.inspector).toContainText(app.t('annotations.stateChanged'));

  const lostNote = async (): Promise<void> => {
    await app.inspector.getByRole('tab').nth(1).click();
    await app.inspector.getByRole('option').filter({ hasText: lost }).click();
    await app.inspector.getByRole('tab').first().click();
    await expect(app.inspector).toContainText(app.t('annotations.stateOrphan'));
    await app.focusReading();
  };
  const firstWord = title.split(' ')[0] ?? '';
  await lostNote();
  await app.press('Control+Shift+ArrowRight', 'Shift+H');
  await expect
    .poll(async () => (await paintedTexts(app)).toSorted())
    .toEqual(['Cây', ...found].toSorted());
  await app.focusReading();
  await app.press('ControlOrMeta+z');
  await expect.poll(() => paintedTexts(app)).toEqual(found);

  await lostNote();
  await app
    .text('source')
    .first()
    .getByText(firstWord)
    .dblclick({ position: { x: 8, y: 12 } });
  await app.inspector.getByRole('button', { name: app.t('reader.reattach') }).click();
  await expect.poll(() => paintedTexts(app)).toEqual([firstWord, ...found]);
  await expect(app.inspector.getByText(app.t('annotations.stateOrphan'))).toHaveCount(0);
  await app.focusReading();
  await app.press('ControlOrMeta+z');
  await expect.poll(() => paintedTexts(app)).toEqual(found);
});

// Catches a passage on other words after a kill between the new text and its annotations, and a terminal that
// carries otherwise than the window.
test('a version from the terminal, with the app killed before, shows every note where it belongs', async ({
  app,
  session,
  folder,
  library
}) => {
  const inbox = join(folder, 'inbox');
  await begin(app, inbox);
  await session.kill();
  writeFileSync(join(inbox, 'new.md'), second);
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, ...args, '--library', library, '--lang', 'en'], {
      encoding: 'utf8'
    });
  const listed = JSON.parse(run('list', '--json').stdout) as { articles: { id: string }[] };
  const id = listed.articles[0]?.id ?? '';
  const made = run('import', '--version-of', id, join(inbox, 'new.md'));
  expect(made.stdout).toContain('Passages: 1 where they were, 1 moved, 1 changed, 1 not found.');
  expect(made.status).toBe(0);
  expect(run('versions', id).stdout.match(/new\.md|cầu\.md/g)).toEqual(['new.md', 'cầu.md']);
  await session.start();
  await expect.poll(() => paintedTexts(app)).toEqual([exact, reworded, moved]);
  expect(run('check').status).toBe(0);
});
