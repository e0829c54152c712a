// All notes: found, filtered, grouped, gone to and back, changed several at once; by keys alone and with the pointer.
import { expectClean, themesIn } from '../axe';
import type { App } from '../pages/app';
import { NotesRoom } from '../pages/notes-room';
import { holdStore } from '../slow';
import { expect, test } from '../test';

/** Four highlights of the sample pair: three in the source, the first with a note, and one in the target. */
async function annotate(app: App): Promise<void> {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowRight', '1');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  await app.press('n');
  await expect(app.noteField).toBeFocused();
  await app.page.keyboard.type('Lũ về sớm');
  await app.press('Escape');
  await app.focusReading();
  await app.press('ArrowRight', '2');
  await expect.poll(async () => (await app.painted()).length).toBe(2);
  await app.press('ArrowRight', '2');
  await expect.poll(async () => (await app.painted()).length).toBe(3);
  await app.press('o', '5');
  await expect.poll(async () => (await app.painted()).length).toBe(4);
  await app.saved();
}

// Catches a list that cannot be reached, walked, narrowed or left by keys, and one that forgets where one was.
test('notes are found and gone to by keys alone', async ({ app }) => {
  const notes = new NotesRoom(app);
  await annotate(app);
  await notes.openByKey();
  await expect(notes.rows).toHaveCount(4);
  await expect(notes.heads).toHaveCount(2);

  // A group is folded and opened again.
  await app.press('ArrowLeft');
  await expect(notes.current).toHaveAttribute('aria-expanded', 'false');
  await app.press('ArrowRight');
  await expect(notes.rows).toHaveCount(4);

  // Words without their marks, typed in the field.
  await app.press('/');
  await expect(notes.field).toBeFocused();
  await app.page.keyboard.type('lu ve som');
  await expect(notes.rows).toHaveCount(1);
  await expect(notes.rows.locator('mark').first()).toHaveText('Lũ về sớm');
  await app.press('Escape');
  await expect(notes.rows).toHaveCount(4);
  await app.press('Escape');
  await expect(notes.list).toBeFocused();

  // Beside the list, then in the text, and back to the same row.
  await app.press('Home', 'ArrowDown');
  const quote = (await notes.current.locator('q').innerText()).slice(0, 40);
  await app.press('Space');
  await expect(notes.preview.getByRole('blockquote')).toContainText(quote);
  await app.press('Space');
  await expect(notes.preview).toBeHidden();
  await app.press('Enter');
  await app.reads();
  await expect(app.inspector.getByRole('blockquote')).toContainText(quote);
  await app.press('Alt+ArrowLeft');
  await expect(notes.list).toBeFocused();
  await expect(notes.current.locator('q')).toContainText(quote);

  // All of them recoloured as one step, and taken back as one.
  await app.press('ControlOrMeta+a');
  await expect(notes.selection).toContainText(app.t('notes.selected', { count: 4 }));
  await app.press('4');
  await expect(notes.rows.locator('.c-pink')).toHaveCount(4);
  await app.press('ControlOrMeta+z');
  await expect(notes.rows.locator('.c-pink')).toHaveCount(0);

  // Two of them deleted, and brought back.
  await app.press('Escape', 'Home', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
  const release = await holdStore(app.page);
  await app.press('Delete');
  await expect(notes.rows).toHaveCount(2);
  // The keyboard stays where one has gone before it was written.
  await app.press('/');
  await expect(notes.field).toBeFocused();
  await release();
  await expect(app.page.getByText(app.t('notes.deleted', { count: 2 }))).toBeVisible();
  await expect(notes.field).toBeFocused();
  await app.press('Escape', 'ControlOrMeta+z');
  await expect(notes.rows).toHaveCount(4);
});

// Catches filters that do not add up, chips that lift the wrong one, and a view that is forgotten over a restart.
test('notes are filtered, tagged and grouped with the pointer', async ({ app, session }) => {
  const notes = new NotesRoom(app);
  await annotate(app);
  await app.page
    .getByRole('navigation', { name: app.t('library.title') })
    .getByRole('button', { name: new RegExp(`^${app.t('notes.title')}`) })
    .click();
  await expect(notes.rows).toHaveCount(4);

  await notes.rows.nth(1).click({ modifiers: ['ControlOrMeta'] });
  await notes.rows.nth(2).click({ modifiers: ['ControlOrMeta'] });
  await notes.selection.getByRole('button', { name: app.t('notes.tags'), exact: true }).click();
  const tag = app.page.getByRole('combobox', { name: app.t('notes.addTag') });
  await tag.fill('lũ lụt');
  await tag.press('Enter');
  await expect(notes.rows.getByText('lũ lụt')).toHaveCount(2);

  await notes.filters.click();
  await notes.form.getByLabel(app.t('notes.filterTag')).selectOption('lũ lụt');
  await expect(notes.rows).toHaveCount(2);
  await notes.form.getByRole('checkbox', { name: app.t('annotations.violet') }).check();
  await expect(notes.rows).toHaveCount(0);
  await app.press('Escape');
  await notes.chip(app.t('annotations.violet')).click();
  await expect(notes.rows).toHaveCount(2);
  await app.page.getByLabel(app.t('notes.groupBy')).selectOption('tag');
  await expect(notes.heads).toHaveText([/lũ lụt\s*2/]);

  await app.saved();
  await session.restart();
  await expect(notes.heads).toHaveText([/lũ lụt\s*2/]);
  await notes.chip('#lũ lụt').click();
  await expect(notes.rows).toHaveCount(4);

  // A click shows the note beside the list; a second one, in its text.
  await notes.rows.first().click();
  await expect(notes.preview.getByRole('blockquote')).toBeVisible();
  await notes.rows.first().dblclick();
  await app.reads();
});

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });
    test('the room of notes passes axe', async ({ app }) => {
      const notes = new NotesRoom(app);
      await annotate(app);
      await notes.openByKey();
      await app.press('ArrowDown', 'Space', 'ControlOrMeta+a');
      await expect(notes.preview.getByRole('blockquote')).toBeVisible();
      await expectClean(app, 'notes, selected, with preview', themesIn(language));
      await app.press('Escape', 'Escape', 'Shift+F');
      await expect(notes.form).toBeVisible();
      await expectClean(app, 'filters of notes', themesIn(language));
    });
  });
}
