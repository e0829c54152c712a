import { appendFile, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tellClutter } from '@domain/article/relay';
import type { ArticleId } from '@domain/ids';
import { diskFiles, type Files } from './files';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import {
  fixedClock,
  inTemporaryFolder,
  original,
  parsedArticle,
  picturedArticle
} from './test-fixtures/facts';

const open = (folder: string, files?: Files): Promise<Library> =>
  openLibrary(folder, { clock: fixedClock, create: true }, files);

interface Scene {
  folder: string;
  id: ArticleId;
  /** In the article's folder. */
  path: (...names: string[]) => string;
}

/** A closed library with a pictured article and another, looked over once. */
async function scene(work: (scene: Scene) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const library = await open(folder);
    const { article, pictures } = picturedArticle();
    const { id } = await library.addArticle(article, original(), pictures);
    await library.addArticle(parsedArticle('Khác'), original('Khác', 'b.txt'));
    await library.watch.check();
    expect(library.watch.problems()).toEqual([]);
    await library.close();
    await work({ folder, id, path: (...names) => join(folder, 'articles', id, ...names) });
  });
}

const edit = async (file: string, from: string, to: string): Promise<void> =>
  writeFile(file, (await readFile(file, 'utf8')).replace(from, to));

const damages: [string, (scene: Scene) => Promise<unknown>, object][] = [
  [
    'an original changed',
    ({ path }) => appendFile(path('original.txt'), 'x'),
    { file: 'original', state: 'changed' }
  ],
  [
    'an original gone',
    ({ path }) => rm(path('original.txt')),
    { file: 'original', state: 'missing' }
  ],
  [
    'an original changed at the same length',
    ({ path }) =>
      edit(path('original.txt'), 'Tư', 'Nư').then(() => edit(path('original.txt'), 'Lâm', 'Lam')),
    { file: 'original', state: 'changed' }
  ],
  [
    'words of the article altered',
    ({ path }) => edit(path('article.json'), '1,2 km', '2,1 km'),
    { file: 'article', state: 'changed' }
  ],
  [
    'a picture gone',
    async ({ path }) => rm(path('pictures', (await readdir(path('pictures')))[0] ?? '')),
    { file: 'picture', state: 'missing' }
  ],
  [
    'the whole folder gone',
    ({ path }) => rm(path(), { recursive: true }),
    { file: 'article', state: 'missing' }
  ]
];

// Would catch: a change that nobody is told of, and one that is told of again once the person took it.
it.each(damages)('reports %s, until the person takes it', async (_, damage, problem) => {
  await scene(async (made) => {
    await damage(made);
    const library = await open(made.folder);
    let told = 0;
    library.onArticles(() => (told += 1));
    await library.watch.check();
    const title = 'Cầu mới nối hai bờ sông';
    expect(library.watch.problems()).toEqual([{ articleId: made.id, title, ...problem }]);
    expect(told).toBe(1);
    await library.keepFiles(made.id);
    expect(library.watch.problems()).toEqual([]);
    await library.close();
    const again = await open(made.folder);
    await again.watch.check();
    expect(again.watch.problems()).toEqual([]);
    await again.close();
  });
});

// Would catch: a file that vanishes while the library is open being noticed only at the next start.
it('notices on use what happened while it was open', async () => {
  await scene(async ({ folder, id, path }) => {
    const library = await open(folder);
    const told = new Promise<void>((resolve) => library.onArticles(resolve));
    await edit(path('article.json'), '1,2 km', '2,1 km');
    expect((await library.article(id)).text).toContain('2,1 km');
    await told;
    expect(library.watch.problems()).toMatchObject([{ file: 'article', state: 'changed' }]);
    const more = new Promise<void>((resolve) => library.onArticles(resolve));
    await rm(path(), { recursive: true });
    await expect(library.article(id)).rejects.toMatchObject({ code: 'libraryDamaged' });
    await more;
    expect(library.watch.problems()).toMatchObject([{ file: 'article', state: 'missing' }]);
    await library.close();
  });
});

// Would catch: a start that reads and hashes a thousand originals, and a touched file taken for a changed one.
it('reads only what looks different, and a file only touched is no problem', async () => {
  await scene(async ({ folder, path }) => {
    const read: string[] = [];
    const files: Files = {
      ...diskFiles,
      read: (file) => {
        if (file.includes('original')) read.push(file);
        return diskFiles.read(file);
      }
    };
    const library = await open(folder, files);
    await library.watch.check();
    expect(read).toEqual([]);
    const { atime } = await stat(path('original.txt'));
    await utimes(path('original.txt'), atime, new Date(2020, 1, 1));
    await library.watch.check();
    expect(read).toEqual([path('original.txt')]);
    expect(library.watch.problems()).toEqual([]);
    await library.watch.check();
    expect(read).toHaveLength(1);
    await library.close();
  });
});

// Would catch: articles that the app itself changed, trashed or brought back being reported as somebody else's doing.
it('says nothing of what the app does itself', async () => {
  await scene(async ({ folder, id }) => {
    const library = await open(folder);
    await library.relay(id, tellClutter(await library.article(id), [1], true));
    await library.watch.check();
    await library.trashArticle(id);
    await library.watch.check();
    expect(library.watch.problems()).toEqual([]);
    await library.close();
    const again = await open(folder);
    await again.watch.check();
    await again.restoreArticle(id);
    await again.watch.check();
    expect(again.watch.problems()).toEqual([]);
    await again.close();
  });
});
