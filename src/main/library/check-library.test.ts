import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArticleId } from '@domain/ids';
import { checkLibrary } from './check-library';
import { openLibrary } from './open-library';
import {
  annotationOf,
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  original,
  parsedArticle,
  setAnnotation
} from './test-fixtures/facts';

async function withLibrary(work: (folder: string, id: ArticleId) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    await library.apply([setAnnotation(annotationOf(id, 'khánh thành'))]);
    await library.close();
    await work(folder, id);
  });
}

const edit = async (file: string, change: (text: string) => string): Promise<void> =>
  writeFile(file, change(await readFile(file, 'utf8')));

describe('checkLibrary', () => {
  it('counts a sound library, finds nothing and changes nothing', async () => {
    await withLibrary(async (folder) => {
      const before = await hashOfFolder(folder);
      expect(await checkLibrary(folder)).toEqual({
        articles: 1,
        pairs: 0,
        annotations: 1,
        journalRecords: 1,
        lastSequence: 1,
        problems: []
      });
      expect(await hashOfFolder(folder)).toBe(before);
    });
  });

  const damages: [string, (folder: string, id: ArticleId) => Promise<void>, string, string][] = [
    [
      'an original with one byte more',
      (folder, id) => appendFile(join(folder, 'articles', id, 'original.txt'), 'x'),
      'original.txt',
      'libraryDamaged'
    ],
    [
      'an article.json cut short',
      (folder, id) => edit(join(folder, 'articles', id, 'article.json'), (t) => t.slice(0, 200)),
      'article.json',
      'libraryDamaged'
    ],
    [
      'an article folder that is gone',
      (folder, id) => rm(join(folder, 'articles', id), { recursive: true }),
      'articles',
      'libraryDamaged'
    ],
    [
      'a sidecar cut short',
      (folder, id) => edit(join(folder, 'articles', id, 'annotations.json'), (t) => t.slice(0, 99)),
      'annotations.json',
      'libraryDamaged'
    ],
    [
      'a changed digit in the journal',
      (folder) =>
        edit(join(folder, 'journal', '0000000001.ndjson'), (t) => t.replace('khánh', 'khanh')),
      '0000000001.ndjson',
      'libraryDamaged'
    ],
    [
      'a passage that is not in the text',
      (folder, id) =>
        edit(join(folder, 'articles', id, 'article.json'), (t) =>
          t.replace('khánh thành cầu', 'xxxxxxxxxxxxxxx')
        ),
      'annotations.json',
      'anchorLost'
    ]
  ];
  it.each(damages)('names %s', async (_, damage, file, code) => {
    await withLibrary(async (folder, id) => {
      await damage(folder, id);
      const { problems } = await checkLibrary(folder);
      expect(problems.map((problem) => problem.error.code)).toContain(code);
      expect(problems.some((problem) => problem.file.endsWith(file))).toBe(true);
    });
  });
});
