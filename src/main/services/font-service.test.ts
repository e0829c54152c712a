// Font files of the user's, kept in the app's data folder. Catches a font that is kept though it cannot be used, one that is
// gone after a restart, and one taken from outside the folder by its name.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eastAsianFaces } from '../jobs/worker/export/testing/fixtures';
import { faceBytes } from '../jobs/worker/export/testing/font-files';
import { FontService } from './font-service';
import { jobsHere } from './test-fixtures/jobs-here';

const job = { jobId: 'here' };
const korean = faceBytes(eastAsianFaces[2] ?? '');
let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'diptych-own-fonts-'));
  folder = join(parent, 'data/fonts');
});
afterEach(() => rm(parent, { recursive: true, force: true }));
const service = (): FontService => new FontService(jobsHere, folder, []);

it('keeps a font over a restart, tells what it is for, and lets it go', async () => {
  const added = await service().add('../../Song Myung.TTF', korean, job);
  expect(added).toEqual({ name: 'Song Myung.ttf', families: ['Song Myung'], languages: ['ko'] });
  const after = service();
  expect(await after.places()).toEqual({ own: [join(folder, 'Song Myung.ttf')], system: [] });
  const { own, languages } = await after.list(job);
  expect(own).toEqual([{ name: 'Song Myung.ttf' }]);
  expect(languages).toContainEqual({ language: 'ko', family: 'Song Myung', own: true });
  await after.remove('Song Myung.ttf');
  expect((await after.places()).own).toEqual([]);
});

it('keeps nothing of a file that is no font, and names it', async () => {
  const path = join(parent, 'notes.ttf');
  await writeFile(path, 'no font');
  for (const refused of [service().addFile(path, job), service().use(path, job)]) {
    await expect(refused).rejects.toMatchObject({ code: 'fontUnreadable' });
  }
  await expect(service().addFile(join(parent, 'gone.ttf'), job)).rejects.toMatchObject({
    code: 'fileNotFound'
  });
  expect(await readdir(parent)).toEqual(['notes.ttf']);
});

it('removes only what is its own', async () => {
  await service().add('a.ttf', korean, job);
  await writeFile(join(parent, 'data/settings.ttf'), '');
  await service().remove('../settings.ttf');
  expect(await readdir(join(parent, 'data'))).toEqual(['fonts', 'settings.ttf']);
});

it('uses a file or folder that the command line names, and keeps it nowhere', async () => {
  const named = join(parent, 'mine');
  const fonts = service();
  await fonts.use(named, job).catch(() => undefined);
  await writeFile(join(parent, 'k.ttf'), korean);
  await fonts.use(join(parent, 'k.ttf'), job);
  await fonts.use(parent, job);
  expect((await fonts.places()).own).toEqual([join(parent, 'k.ttf'), parent]);
  expect((await service().places()).own).toEqual([]);
});
