// The names that are made to break things, where names that differ by case or by how letters are composed are one: a stand-in of
// the file functions, since no kernel here mounts such a disk. DIPTYCH_FOLDED_NAMES=all takes the whole list.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BackupFolder } from '../src/main/backups/backup-folder';
import { makeBackup } from '../src/main/backups/make-backup';
import { openLibrary } from '../src/main/library/open-library';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  picturedArticle,
  setAnnotation
} from '../src/main/library/test-fixtures/facts';
import { foldingFiles } from '../src/main/library/test-fixtures/folding-files';
import { suggestedFileName } from '../src/main/services/file-name';
import { uniqueNames } from '../src/main/services/unique-names';
import { fileSystemNames, naughtyNames } from './naughty-names';
import { writeReport } from './report';

const all = process.env.DIPTYCH_FOLDED_NAMES === 'all';
const names = all ? naughtyNames : fileSystemNames;

// Would catch: the stand-in that folds nothing, and the test with it.
it('stands in for a disk on which such names are one', async () => {
  await inTemporaryFolder(async (folder) => {
    const files = foldingFiles(folder);
    for (const [one, other] of [
      ['A.txt', 'a.txt'],
      ['\u00e1.txt', 'a\u0301.txt'],
      ['Stra\u00dfe', 'STRASSE']
    ] as const) {
      await files.write(join(folder, one), Buffer.from('one'));
      await files.write(join(folder, other), Buffer.from('other'));
      expect(Buffer.from(await files.read(join(folder, one))).toString()).toBe('other');
    }
    expect(files.collisions).toHaveLength(3);
    for (const name of ['NUL', 'a:b', 'a.', 'x?']) {
      await expect(files.write(join(folder, name), Buffer.of())).rejects.toThrow('EINVAL');
    }
  });
});

// Would catch: a name of a stranger's that becomes one of the library's or a backup's, and writes over another's.
it(`keeps ${names.length} articles with such names apart, and their backups`, async () => {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'library');
    const files = foldingFiles(parent);
    const options = { clock: fixedClock, create: true };
    const library = await openLibrary(folder, options, files);
    const text = (at: number): string => `Chuyện số ${at}\nNgười thứ ${at} đợi chuyến đò đầu tiên.`;
    const bytes = (at: number): Buffer => Buffer.from(text(at));
    const ids = [];
    for (const [at, name] of names.entries()) {
      const { article, pictures } = picturedArticle(text(at));
      const original = { name, bytes: bytes(at) };
      const { id } = await library.addArticle({ ...article, title: name }, original, pictures);
      await library.apply([setAnnotation(annotationOf(id, 'đợi', name, text(at)))]);
      if (at % 5 === 0) await library.trashArticle(id);
      else if (at % 7 === 1)
        await library.setDetails(id, { title: { value: name + name, byHand: true } });
      ids.push(id);
    }
    const backups = await BackupFolder.open(join(parent, 'backups'), files);
    const backup = await makeBackup(library, backups, { reason: 'asked', clock: fixedClock });
    await library.close();

    const again = await openLibrary(folder, options, files);
    const then = await backups.openLibrary(backup, fixedClock);
    const lost: string[] = [];
    for (const [at, id] of ids.entries()) {
      if (at % 5 === 0) await again.restoreArticle(id);
      const places = at % 5 === 0 ? [again] : [again, then];
      for (const place of places) {
        const original = await place.original(id);
        const same = Buffer.compare(original, bytes(at)) === 0;
        const article = await place.article(id);
        if (!same || article.text !== text(at) || article.original.name !== names[at]) {
          lost.push(JSON.stringify(names[at]));
        }
        if ((await place.annotations([id])).length !== 1) lost.push(`note of ${at}`);
      }
    }
    await again.close();
    expect(lost).toEqual([]);
    expect(files.collisions).toEqual([]);
    writeReport('folded-names', [
      { names: names.length, 'overwritten or unreadable': lost.length }
    ]);
  });
}, 600_000);

// Would catch: two exports into one folder of which the second takes the place of the first.
it('offers names for exports that stay apart on such a disk', async () => {
  await inTemporaryFolder(async (folder) => {
    const files = foldingFiles(folder);
    const offered = uniqueNames(names.map((name) => suggestedFileName(name, 'pdf')));
    for (const name of offered) await files.write(join(folder, name), Buffer.from(name));
    expect(files.collisions).toEqual([]);
    expect(await files.list(folder)).toHaveLength(names.length);
  });
}, 600_000);
