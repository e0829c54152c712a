// Two readers of one pair, from the room of notes: where they agree, copied out, thrown away and brought back, and the
// history of it; by keys alone and with the pointer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expectClean } from '../axe';
import type { App } from '../pages/app';
import { Colleagues, later, sentAnnotations, thao, type Sent } from '../pages/colleagues';
import { LibraryRoom } from '../pages/library-room';
import { NotesRoom } from '../pages/notes-room';
import { expect, test } from '../test';

const textual = (purpose: string, value: string) => ({ type: 'TextualBody', purpose, value });

/** Three highlights of ours in one text; Thao's on the first alike, on the second otherwise, and on a fourth sentence. */
async function readByTwo(app: App, folder: string, library: string): Promise<void> {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown');
  for (let made = 1; made <= 4; made += 1) {
    await app.press('ArrowDown', '1');
    await expect.poll(async () => (await app.painted()).length).toBe(made);
  }
  await app.saved();
  const [one, two, , four] = sentAnnotations(library).toSorted((a, b) =>
    a.modified.localeCompare(b.modified)
  ) as [Sent, Sent, Sent, Sent];
  await app.press('ControlOrMeta+z');
  await expect.poll(async () => (await app.painted()).length).toBe(3);
  const of = (item: Sent, last: number) => ({
    ...item,
    id: `urn:uuid:6d0c2a50-31ab-4d26-9d3c-4f9b8a6f1c0${last}`,
    creator: thao,
    modified: later
  });
  const otherwise = [textual('highlighting', 'pink'), textual('tagging', 'Denial')];
  const theirs = [of(one, 1), { ...of(two, 2), body: otherwise }, of(four, 4)];
  const file = join(folder, 'thao.jsonld');
  writeFileSync(file, JSON.stringify(theirs));
  const colleagues = new Colleagues(app);
  await colleagues.choose([file]);
  await colleagues.importButton(3).press('Enter');
  await expect(
    colleagues.dialog.getByRole('button', { name: app.t('colleagues.show') })
  ).toBeFocused();
}

const table = (app: App, key: 'notes.passagesByArticle' | 'notes.tagsBySentence'): Locator =>
  app.page.getByRole('table', { name: app.t(key) });
const cells = (of: Locator): Locator => of.getByRole('row').nth(1).getByRole('cell');
const historyOf = (app: App): Locator =>
  app.page.getByRole('dialog', { name: app.t('history.title') });

// Would catch: a table that counts one reader's for the other's, a passage that leads nowhere, a copy without its words, a
// restore that brings back one of several, a line of the history that goes to another state than it says.
test('they are compared, copied, restored and gone back over by keys alone', async ({
  app,
  folder,
  library
}) => {
  const notes = new NotesRoom(app);
  const rooms = new LibraryRoom(app);
  await readByTwo(app, folder, library);
  await app.press('Escape');
  await notes.openByKey();
  await expect(notes.rows).toHaveCount(6);

  await app.command(app.t('notes.openAgreement'));
  const first = app.page.getByLabel(app.t('notes.reader_first'));
  await first.focus();
  await app.page.keyboard.type(app.t('notes.unsigned').slice(0, 3));
  await expect(first).toHaveValue('');
  await expect(cells(table(app, 'notes.passagesByArticle'))).toHaveText(['1', '1', '1', '1']);
  await expect(table(app, 'notes.tagsBySentence').getByRole('rowheader')).toHaveText('Denial');
  await expect(cells(table(app, 'notes.tagsBySentence')).nth(2)).toHaveText('1');
  await expectClean(app, 'two readers', ['light', 'dark']);
  const passages = app.page.getByRole('main').getByRole('listitem').getByRole('button');
  await expect(passages).toHaveCount(3);
  const words = await passages.first().locator('q').innerText();
  await passages.first().focus();
  await app.press('Enter');
  await app.reads();
  await expect(app.inspector.getByRole('blockquote')).toContainText(words);

  // Back in the list: all of them as text, pasted where one looks for words.
  await app.press('Alt+ArrowLeft');
  await app.command(app.t('notes.find'));
  await expect(notes.field).toBeFocused();
  await app.press('Escape', 'ControlOrMeta+a', 'ControlOrMeta+c');
  await expect(app.page.getByText(app.t('notes.copied', { count: 6 }))).toBeVisible();
  await app.press('/', 'ControlOrMeta+v');
  await expect(notes.field).toHaveValue(/LAC GIANG.*14 Mar 2026.*– Thao.*“For forty years/);
  await app.press('Escape');
  await expect(notes.rows).toHaveCount(6);

  // Three thrown away one after the other, two of them brought back together.
  await app.press('Escape', 'Home', 'ArrowDown');
  for (const left of [5, 4, 3]) {
    await app.press('Delete');
    await expect(notes.rows).toHaveCount(left);
  }
  // What undo took back at the start is there, too.
  const thrown = rooms.trash.getByRole('listitem');
  await rooms.place(app.t('library.trash')).press('Enter');
  await expect(thrown).toHaveCount(4);
  await rooms.trash.getByRole('checkbox').first().press('Space');
  await rooms.trash.getByRole('checkbox').nth(1).press('Space');
  await app.button('library.restoreChosen').press('Enter');
  await expect(thrown).toHaveCount(2);
  await expect(app.page.getByText(app.t('library.restoredMany', { count: 2 }))).toBeVisible();
  await app.press('ControlOrMeta+z');
  await expect(thrown).toHaveCount(4);
  await app.press('ControlOrMeta+Shift+z');
  await expect(thrown).toHaveCount(2);
  await app.press('Shift+N');
  await expect(notes.rows).toHaveCount(5);

  // The history: back to right after the import, to the very beginning, and forward to where one was.
  await app.press('Shift+Z');
  const lines = historyOf(app).getByRole('listitem').getByRole('button');
  const standing = historyOf(app).locator('[aria-current="step"]');
  await expect(standing).toBeFocused();
  await expect(standing).toContainText(app.t('library.actRestore'));
  const imported = lines.filter({ hasText: app.t('colleagues.act') });
  await app.press('ArrowDown');
  await expect(lines.nth(1)).toBeFocused();
  await imported.press('Enter');
  await expect(imported).toHaveAttribute('aria-current', 'step');
  await expect(lines.nth(0)).toContainText(app.t('history.undone'));
  await expect(lines.nth(1)).toContainText(app.t('history.undone'));
  await expect(imported).not.toContainText(app.t('history.undone'));
  await expectClean(app, 'history', ['light', 'dark']);
  await app.press('End', 'Enter');
  await expect(lines.last()).toHaveAttribute('aria-current', 'step');
  await app.press('Escape');
  await expect(notes.rows).toHaveCount(0);
  await app.press('Shift+Z', 'Home', 'Enter');
  await expect(lines.first()).toHaveAttribute('aria-current', 'step');
  await app.press('Escape');
  await expect(notes.rows).toHaveCount(5);
});

test.describe('with the pointer', () => {
  test.use({ language: 'vi' });

  // Would catch: a part of it that only keys reach, or that the other language does not name.
  test('they are compared, copied, restored and gone back over', async ({
    app,
    folder,
    library
  }) => {
    const notes = new NotesRoom(app);
    const rooms = new LibraryRoom(app);
    await readByTwo(app, folder, library);
    await app.button('colleagues.show').click();
    // The import shows what its author has; the filter is lifted.
    await expect(notes.rows).toHaveCount(3);
    await notes.chip(app.t('notes.by', { author: 'Thao' })).click();
    await expect(notes.rows).toHaveCount(6);

    await app.page.getByRole('radio', { name: app.t('notes.viewAgreement') }).click();
    await app.page.getByLabel(app.t('notes.reader_first')).selectOption('Thao');
    await expect(cells(table(app, 'notes.passagesByArticle'))).toHaveText(['1', '1', '1', '1']);
    await expect(cells(table(app, 'notes.tagsBySentence')).nth(1)).toHaveText('1');
    const passages = app.page.getByRole('main').getByRole('listitem').getByRole('button');
    await expect(passages).toHaveCount(3);
    await app.page.getByRole('radio', { name: app.t('notes.allPassages') }).click();
    await expect(passages).toHaveCount(4);
    await app.page.getByRole('radio', { name: app.t('notes.viewList') }).click();

    await notes.rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await notes.rows.nth(2).click({ modifiers: ['ControlOrMeta'] });
    await notes.selection.getByRole('button', { name: app.t('notes.copy') }).click();
    await expect(app.page.getByText(app.t('notes.copied', { count: 2 }))).toBeVisible();
    await notes.selection.getByRole('button', { name: app.t('annotations.delete') }).click();
    await expect(notes.rows).toHaveCount(4);
    await rooms.place(app.t('library.trash')).click();
    const thrown = rooms.trash.getByRole('listitem');
    await expect(thrown).toHaveCount(3);
    await rooms.trash.getByRole('checkbox').first().check();
    await rooms.trash.getByRole('checkbox').nth(1).check();
    await app.button('library.restoreChosen').click();
    await expect(thrown).toHaveCount(1);
    await expect(app.page.getByText(app.t('library.restoredMany', { count: 2 }))).toBeVisible();

    await app.command(app.t('history.open'));
    const lines = historyOf(app).getByRole('listitem').getByRole('button');
    await lines.nth(1).click();
    await expect(lines.nth(1)).toHaveAttribute('aria-current', 'step');
    await app.press('Escape');
    await expect(thrown).toHaveCount(3);
    await app.command(app.t('history.open'));
    await lines.first().click();
    await app.press('Escape');
    await expect(thrown).toHaveCount(1);
  });
});
