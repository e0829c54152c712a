// An export given up while it is made; until it is saved it is in memory alone. Catches a process that goes on for a file nobody waits for, files left behind by
// it, and a window that can do nothing until it is over.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jobProcesses } from '../job-processes';
import { listLibrary } from '../library-folder';
import { expect, test } from '../test';

const sentence = {
  en: 'The river rose above the old gauge in the night, and officials said that nobody was hurt.',
  vi: 'Nước sông dâng cao hơn thước đo cũ trong đêm, và nhà chức trách nói không ai bị thương.'
};
const long = (language: 'en' | 'vi'): string =>
  Array.from({ length: 1000 }, (_, n) => `${n}. ${`${sentence[language]} `.repeat(3)}`).join(
    '\n\n'
  );

test('cancel ends the process of a long export at once and leaves nothing', async ({
  app,
  folder,
  library,
  shell
}, { annotations }) => {
  test.skip(shell === 'electron' || process.platform !== 'linux', 'processes are told by /proc');
  const files = [join(folder, 'river.txt'), join(folder, 'sông.txt')];
  writeFileSync(files[0]!, `The river rises\n\n${long('en')}`);
  writeFileSync(files[1]!, `Nước sông dâng cao\n\n${long('vi')}`);
  await app.importFiles(files);
  await app.button('library.pairTheseTwo').click();
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: app.t('library.makePair') })
    .click();
  await app.reads();
  await app.saved();

  await app.press('ControlOrMeta+e');
  const dialog = app.page.getByRole('dialog', { name: app.t('export.title') });
  await expect(dialog.getByRole('img').first()).toBeVisible();
  // Pages are there already: what is being made now is the whole, in a process beside the preview's.
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => jobProcesses(library).length).toBe(2);
  const before = listLibrary(library);
  const cancel = dialog.getByRole('button', { name: app.t('common.cancel') });
  await cancel.focus();
  // By key: a click of the mouse is held back until what it is on has stood still for two frames.
  const start = performance.now();
  await app.page.keyboard.press('Enter');
  const heard = performance.now() - start;
  await expect.poll(() => jobProcesses(library).length, { intervals: [2] }).toBe(1);
  const gone = performance.now() - start;
  await expect(dialog).toBeHidden();
  annotations.push({
    type: 'cancel',
    description: `key taken after ${Math.round(heard)} ms, process gone after ${Math.round(gone)} ms`
  });
  expect(listLibrary(library)).toEqual(before);
  expect(before.filter((name) => name.includes('.tmp'))).toEqual([]);

  // The window does the next thing.
  await app.focusReading();
  await app.press('ArrowDown', 'h');
  await expect.poll(async () => (await app.painted()).length).toBe(1);
});
