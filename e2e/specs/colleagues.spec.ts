// A colleague's annotations: sent as JSON-LD, looked at, imported, and taken back as one; by keys alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectClean } from '../axe';
import type { App } from '../pages/app';
import { Colleagues, later, note, sentAnnotations, thao, type Sent } from '../pages/colleagues';
import { makeZip } from '../../src/main/jobs/parser/test-fixtures/make-zip';
import { packFolder } from '../../src/main/jobs/parser/test-fixtures/pack-folder';
import { listLibrary } from '../library-folder';
import { LibraryRoom } from '../pages/library-room';
import { NotesRoom } from '../pages/notes-room';
import { cli } from '../shells';
import { expect, test } from '../test';

/** What Thao made of it: one changed, one left alone, one new, and one on an article of their own. */
function workedOn([changed, left]: Sent[]): Sent[] {
  if (!changed || !left) throw new Error('two annotations');
  const by = { creator: thao, modified: later };
  const added = { ...changed, ...by, id: 'urn:uuid:6d0c2a50-31ab-4d26-9d3c-4f9b8a6f1c01' };
  const target = {
    source: 'urn:diptych:article:0b7c3c68-5c53-4d51-b6a5-2f6f5f0e8a02',
    selector: { type: 'TextQuoteSelector', exact: 'nowhere' }
  };
  return [
    { ...changed, ...by, 'diptych:base': changed.modified, body: [note('Thao sees it otherwise')] },
    left,
    { ...added, body: [note('Thao adds this')] },
    { ...added, id: 'urn:uuid:6d0c2a50-31ab-4d26-9d3c-4f9b8a6f1c03', target }
  ];
}

async function highlightTwo(app: App): Promise<void> {
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowRight', '1');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  await app.press('ArrowRight', '2');
  await expect.poll(async () => (await app.painted()).length).toBe(2);
  await app.saved();
}

// Catches a preview that changes something or counts wrongly, a refusal that names no file, work of one of the two lost,
// authors mixed up, and an undo that leaves something behind.
test('a colleague’s file is looked at, imported, and taken back as one', async ({
  app,
  folder,
  library
}) => {
  const colleagues = new Colleagues(app);
  const notes = new NotesRoom(app);
  await highlightTwo(app);
  const file = join(folder, 'thao.jsonld');
  writeFileSync(file, JSON.stringify(workedOn(sentAnnotations(library))));
  // Here the second is deleted meanwhile.
  await app.press('Delete');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
  await app.saved();
  const before = await app.painted();

  const bad = join(folder, 'bad.jsonld');
  writeFileSync(bad, '{"type": "Annotation"}');
  await colleagues.choose([bad]);
  await expect(colleagues.dialog.getByRole('alert')).toContainText('bad.jsonld');
  const another = colleagues.dialog.getByRole('button', { name: app.t('colleagues.anotherFile') });
  await app.session.chooseFiles(() => another.press('Enter'), [file]);

  await expect(colleagues.said).toHaveText(app.t('colleagues.intro', { file: 'thao.jsonld' }));
  await expect(colleagues.columns).toHaveText(
    (['author', 'count_added', 'count_taken', 'count_deleted', 'count_elsewhere'] as const).map(
      (key) => app.t(`colleagues.${key}`)
    )
  );
  await expect(colleagues.row('Thao').getByRole('cell')).toHaveText(['1', '1', '0', '1']);
  const unsigned = colleagues.row(app.t('colleagues.unsigned'));
  await expect(unsigned.getByRole('cell')).toHaveText(['0', '0', '1', '0']);
  await expect(colleagues.importButton(2)).toBeFocused();
  await colleagues.dialog.getByRole('checkbox').press('Space');
  await expect(colleagues.importButton(3)).toBeVisible();
  await expectClean(app, 'colleagues');
  await app.press('Escape');
  await app.expectPainted(before);

  await colleagues.choose([file]);
  await colleagues.dialog.getByRole('checkbox').press('Space');
  await colleagues.importButton(3).press('Enter');
  const counts = { file: 'thao.jsonld', added: 1, taken: 1, bothKept: 0, restored: 1 };
  await expect(colleagues.said).toHaveText(app.t('colleagues.done', counts));
  await expect(
    colleagues.dialog.getByRole('button', { name: app.t('colleagues.show') })
  ).toBeFocused();
  await app.press('Enter');
  await expect(notes.rows).toHaveCount(3);
  await expect(notes.list).toContainText('Thao sees it otherwise');
  await expect(notes.list).toContainText('Thao adds this');

  await app.press('ControlOrMeta+z');
  await expect(notes.rows).toHaveCount(1);
  await expect(notes.list).not.toContainText('Thao');
  await app.press('Alt+ArrowLeft');
  await app.expectPainted(before);
  expect(readFileSync(join(library, 'agreed.json'), 'utf8')).not.toContain(later);

  // A whole library, first a file that would write outside its folder.
  const theirs = join(folder, 'theirs');
  writeFileSync(
    join(folder, 'theirs.txt'),
    'Chợ nổi họp lại\n\nSáng nay chợ nổi họp lại sau lũ.\n'
  );
  const made = ['import', join(folder, 'theirs.txt'), '--library', theirs];
  expect(spawnSync(process.execPath, [cli, ...made]).status).toBe(0);
  const packed = await packFolder(theirs, 'theirs/');
  const [zip, trap] = [join(folder, 'theirs.zip'), join(folder, 'trap.zip')];
  writeFileSync(zip, makeZip(packed));
  writeFileSync(trap, makeZip([...packed, { name: '../../trap', content: 'x' }]));
  // What was noted before may be folded meanwhile; no article comes.
  const articles = (): string[] =>
    listLibrary(library).filter((line) => /\/(article\.json|original\.)/.test(line));
  const listed = articles();
  await colleagues.choose([trap]);
  await expect(colleagues.dialog.getByRole('alert')).toContainText('trap.zip');
  expect(articles()).toEqual(listed);
  expect(existsSync(join(folder, 'trap'))).toBe(false);
  await app.session.chooseFiles(() => another.press('Enter'), [zip]);
  const coming = app.t('colleagues.articles', { count: 1, titles: '“Chợ nổi họp lại”' });
  await expect(colleagues.dialog).toContainText(coming);
  await expectClean(app, 'a colleague’s library', ['light']);
  const bring = app.t('colleagues.importArticles', { count: 1 });
  await colleagues.dialog.getByRole('button', { name: bring }).press('Enter');
  await expect(colleagues.said).toContainText(app.t('colleagues.doneArticles', { count: 1 }));
  await app.press('Escape', 'ControlOrMeta+Shift+l');
  const rooms = new LibraryRoom(app);
  await expect(rooms.article('Chợ nổi họp lại')).toBeVisible();
  await app.press('ControlOrMeta+z');
  await expect(rooms.article('Chợ nổi họp lại')).toHaveCount(0);
});
