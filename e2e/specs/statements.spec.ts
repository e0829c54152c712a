// Who said what: the statement card filled, found and taken away; by keys alone and with the pointer.
import { readFileSync } from 'node:fs';
import { expectClean } from '../axe';
import type { App } from '../pages/app';
import { Marks } from '../pages/marks';
import { NotesRoom } from '../pages/notes-room';
import { Statements } from '../pages/statements';
import { readPdf } from '../read-pdf';
import { expect, test } from '../test';

/** The pair in a form, as a file. */
async function takenAway(app: App, form: 'jsonld' | 'pdf'): Promise<string> {
  await app.press('ControlOrMeta+e');
  const dialog = app.page.getByRole('dialog', { name: app.t('export.title') });
  await dialog.getByRole('combobox', { name: app.t('export.form') }).selectOption(form);
  const save = dialog.getByRole('button', { name: app.t('export.save') });
  await expect(save).toBeEnabled();
  const path = await app.session.saveFile(() => save.press('Enter'));
  await app.press('Escape');
  await expect(dialog).toBeHidden();
  return path;
}

// Would catch: a field that keys cannot reach or that is stored as another, a completion that takes what was not chosen, a
// statement that no filter finds, and a field that a file on its way out drops.
test('is filled by keys, completed, found and carried out field by field', async ({ app }) => {
  const card = new Statements(app);
  const notes = new NotesRoom(app);
  await app.openSample();
  await app.focusReading();
  // What will answer, in the other language; then the statement itself.
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'o', '5');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  await app.press('o', 's');
  await card.fill([
    ['speaker', 'Nguyễn Thị Hoài An'],
    ['role', 'director'],
    ['organisation', 'Department of Water Resources'],
    ['addressee', 'the villages'],
    ['act', 'Warns'],
    ['topic', 'floods without warning'],
    ['date', '14/3/2026'],
    ['place', 'Bến Trám'],
    ['form', 'Direct quotation'],
    ['stance', 'Against'],
    ['certainty', 'Hedged']
  ]);
  const stated = {
    speaker: 'Nguyễn Thị Hoài An',
    role: 'director',
    organisation: 'Department of Water Resources',
    addressee: 'the villages',
    act: 'Warns',
    topic: 'floods without warning',
    date: '14 Mar 2026',
    place: 'Bến Trám',
    form: 'Direct quotation',
    stance: 'Against',
    certainty: 'Hedged'
  } as const;
  await card.expectStated(stated);
  await expectClean(app, 'a statement', ['light']);

  // A field emptied says that it is not stated, and one undo fills it again.
  await app.press('ArrowUp', 'Delete');
  await expect(card.row('stance')).toHaveText(app.t('statement.notStated'));
  await app.press('Escape', 'ControlOrMeta+z');
  await card.expectStated(stated);

  // The counterpart, looked for without marks.
  await card.addCounterpart.press('Enter');
  await expect(card.findCounterpart).toBeFocused();
  await app.page.keyboard.type('bon muoi');
  await expect(card.card.getByRole('option')).toHaveCount(1);
  await app.press('Enter');
  await expect(card.card).toContainText('Suốt bốn mươi năm');
  await expect(card.addCounterpart).toBeFocused();

  // On the next sentence: the speaker from a few letters, role and organisation with one key, nothing else.
  await app.focusReading();
  await app.press('ArrowRight', 's');
  await expect(card.field('speaker')).toBeFocused();
  await app.page.keyboard.type('hoai');
  await expect(card.card.getByRole('option')).toHaveCount(1);
  await app.press('ArrowDown', 'Enter');
  await expect(card.field('role')).toBeFocused();
  await app.press('ControlOrMeta+Enter');
  await expect(card.field('addressee')).toBeFocused();
  await app.press('Escape');
  const { speaker, role, organisation } = stated;
  const none = app.t('statement.notStated');
  await card.expectStated({ speaker, role, organisation });
  await card.expectStated({ addressee: none, act: none, topic: none, date: none, place: none });
  await card.expectStated({ form: none, stance: none, certainty: none });
  await app.press('Escape');
  await expect(card.signs('source')).toHaveCount(2);
  await expect(card.signs('target')).toHaveCount(0);
  await app.saved();

  // In the room of all notes by what was said, and back.
  await notes.openByKey();
  await expect(notes.rows).toHaveCount(3);
  await expect(notes.rows.filter({ hasText: 'Nguyễn Thị Hoài An: warns' })).toHaveCount(1);
  await app.press('Shift+F');
  const speaks = notes.form.getByLabel(app.t('notes.said_speaker'));
  await speaks.focus();
  await app.page.keyboard.type('hoai an');
  await app.press('Enter');
  await expect(notes.rows).toHaveCount(2);
  await notes.form.getByLabel(app.t('notes.said_act')).focus();
  await app.page.keyboard.type('Warns');
  await expect(notes.rows).toHaveCount(1);
  await app.press('Escape', 'Home', 'ArrowDown', 'Enter');
  await app.reads();
  await card.expectStated(stated);

  const sent = JSON.parse(readFileSync(await takenAway(app, 'jsonld'), 'utf8')) as {
    first: { items: { id: string; 'diptych:statement'?: Record<string, string> }[] };
  };
  const statements = sent.first.items.map((item) => item['diptych:statement']);
  const answering = sent.first.items.find((_item, index) => statements[index] === undefined);
  expect(statements).toContainEqual({
    ...stated,
    act: 'warns',
    date: '2026-03-14',
    form: 'direct',
    stance: 'against',
    certainty: 'medium',
    counterpart: answering?.id.replace('urn:uuid:', '')
  });
  expect(statements).toContainEqual({ speaker, role, organisation });

  const pdf = await readPdf(await takenAway(app, 'pdf'));
  const table = pdf.text.slice(pdf.text.lastIndexOf(app.t('pdf.statementsTitle')));
  for (const [field, words] of Object.entries({ ...stated, date: '14 March 2026' })) {
    expect.soft(table, `${field} in the printed table`).toContain(words);
  }
  expect(table).toContain('Suốt bốn mươi năm');
});

test.describe('with the pointer', () => {
  test.use({ language: 'vi' });

  // Would catch: a field, a choice or a way back that only keys reach, a sign in the margin that leads nowhere, and filters
  // of the list that pass what they should not.
  test('is filled, answered, found in the list and taken off again', async ({ app }) => {
    const card = new Statements(app);
    const marks = new Marks(app);
    const { mouse } = app.page;
    const select = async (side: 'source' | 'target', words: string): Promise<void> => {
      const { x, y } = await marks.middle(side, words);
      await mouse.dblclick(x, y);
    };
    await app.openSample();
    await select('target', 'Suốt');
    await app.button('reader.highlightPink').click();
    await select('source', 'sirens');
    await app.button('reader.highlightYellow').click();
    await select('source', 'forty');
    await app.reading
      .getByRole('toolbar')
      .getByRole('button', { name: app.t('reader.statementButton') })
      .click();
    await expect(card.field('speaker')).toBeFocused();
    await app.page.keyboard.type('Nguyễn Thị Hoài An');
    await card.row('act').click();
    await card.choices('act').getByRole('option', { name: 'Cảnh báo' }).click();
    await card.expectStated({ speaker: 'Nguyễn Thị Hoài An', act: 'Cảnh báo' });
    await card.row('date').click();
    await card.card.getByRole('option', { name: app.t('statement.articleDate') }).click();
    await expect(card.row('date')).toContainText('2026');
    await card.row('stance').click();
    await card
      .choices('stance')
      .getByRole('option', { name: app.t('statement.stanceOwn') })
      .click();
    await card.field('stance').fill('lo cho dân');
    await card.addCounterpart.click();
    await card.card.getByRole('option').click();
    await expect(card.card).toContainText('Suốt');
    await card.expectStated({ stance: 'lo cho dân', place: app.t('statement.notStated') });
    await expectClean(app, 'a statement with its counterpart', ['dark']);

    // The list says it, and its filter tells it from the two others.
    await app.inspector.getByRole('tab').nth(1).click();
    const list = app.inspector.getByRole('listbox', { name: app.t('annotations.tabAll') });
    const rows = list.getByRole('option');
    await expect(rows).toHaveCount(3);
    await expect(rows.filter({ hasText: 'Nguyễn Thị Hoài An: cảnh báo' })).toHaveCount(1);
    await app.inspector.getByRole('button', { name: app.t('notes.filters') }).click();
    const form = app.page.getByRole('dialog', { name: app.t('notes.filters') });
    await expectClean(app, 'filters of the list', ['light']);
    const by = form.getByLabel(app.t('notes.filter_statement'));
    await by.selectOption('true');
    await expect(rows).toHaveText([/forty/]);
    await by.selectOption('false');
    await expect(rows).toHaveCount(2);
    await form.getByLabel(app.t('notes.filterColour')).selectOption('pink');
    await expect(rows).toHaveText([/Suốt/]);
    await by.selectOption('');
    await form.getByLabel(app.t('notes.filterColour')).selectOption('');
    await expect(rows).toHaveCount(3);
    await app.press('Escape');

    // Another one picked, and back by the sign in the margin; then removed, and brought back.
    await rows.first().click();
    await app.inspector.getByRole('tab').first().click();
    await card.signs('source').click();
    await expect(card.row('speaker')).toHaveText('Nguyễn Thị Hoài An');
    await card.card.getByRole('button', { name: app.t('statement.remove') }).click();
    await expect(card.signs('source')).toHaveCount(0);
    await app.button('common.undo').last().click();
    await expect(card.signs('source')).toHaveCount(1);
    await card.expectStated({ speaker: 'Nguyễn Thị Hoài An', act: 'Cảnh báo' });
  });
});
