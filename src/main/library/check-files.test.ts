// The check of a library that has everything: each of its files is damaged in turn, and named.
import { mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { listLibrary } from './check-files';
import { checkLibrary } from './check-library';
import { withEverything } from './test-fixtures/whole-library';

// Would catch: a kind of file that the check passes by, and whose loss nobody hears of before it is needed.
it('names every single file that is damaged', async () => {
  await withEverything(async ({ folder }) => {
    expect((await checkLibrary(folder)).problems).toEqual([]);
    const all = await listLibrary(folder);
    const kinds = ['history/1/original.txt', 'history/article-1.json', 'history/1/carried.json'];
    for (const kind of [...kinds, 'trash/articles', 'trash/annotations.json', 'history/pairs']) {
      expect(
        all.some((path) => path.includes(kind)),
        kind
      ).toBe(true);
    }
    for (const path of all.filter((each) => each !== 'library.json')) {
      const file = join(folder, path);
      const bytes = await readFile(file);
      // A line of the journal cut short is one that nobody was told of; one that reads otherwise is damage.
      if (path.startsWith('journal/')) {
        await writeFile(file, bytes.toString().replace('khánh', 'khanh'));
      } else await truncate(file, Math.floor(bytes.length / 2));
      const { problems } = await checkLibrary(folder);
      expect(problems.map((problem) => problem.file)).toContain(path);
      await writeFile(file, bytes);
    }
    expect((await checkLibrary(folder)).problems).toEqual([]);
  });
});

// Would catch: a picture or an original of the past that is gone, and a stranger's file taken for one of the library's.
it('names what is missing and what is none of its own, and nothing that systems leave', async () => {
  await withEverything(async ({ folder }) => {
    const all = await listLibrary(folder);
    const strange = ['mine.txt', 'articles/notes.md', 'pairs/x/y.json'];
    for (const path of [...strange, '.DS_Store', 'articles/Thumbs.db', 'seen.json.tmp']) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), 'x');
    }
    const { problems } = await checkLibrary(folder);
    expect(problems.map(({ file, error }) => [file, error.code])).toEqual(
      strange.toSorted().map((path) => [path, 'fileStray'])
    );
    for (const path of strange) await rm(join(folder, path));
    for (const lost of all.filter((path) => /original|pictures/.test(path))) {
      const bytes = await readFile(join(folder, lost));
      await rm(join(folder, lost));
      const found = (await checkLibrary(folder)).problems.map(({ file }) => file);
      expect(
        found.some((file) => lost.startsWith(file)),
        lost
      ).toBe(true);
      await writeFile(join(folder, lost), bytes);
    }
  });
});
