import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '../main/library/open-library';
import {
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  original,
  parsedArticle,
  sampleText
} from '../main/library/test-fixtures/facts';
import { run } from './run';

// Would catch: marks that must be typed, a search that ends before the library is read, or that changes it.
it('finds words in the articles, with or without their marks', async () => {
  await inTemporaryFolder(async (folder) => {
    const root = join(folder, 'library');
    const library = await openLibrary(root, { clock: fixedClock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    await library.addArticle(parsedArticle('The bridge\nIt opens.'), original('x', 'b.txt'));
    await library.close();
    const before = await hashOfFolder(root);
    const search = async (...words: string[]) => {
      let out = '';
      const code = await run(['search', ...words, '--library', root], {
        out: (text) => (out += text),
        err: () => undefined,
        watched: false,
        columns: 80,
        locale: 'en',
        interruption: () => new AbortController().signal
      });
      return { code, out };
    };

    const found = await search('khanh', 'thanh', '--json');
    expect(JSON.parse(found.out)).toMatchObject({
      total: 1,
      hits: [{ articleId: id, exact: false, snippet: { text: sampleText.split('\n')[1] } }]
    });
    expect((await search('"the bridge"')).out).toContain('The bridge\n');
    expect(await search('zeppelin', '--lang', 'vi')).toEqual({
      code: 0,
      out: 'Không tìm thấy gì.\n'
    });
    expect((await search('a', '--limit', '0')).code).toBe(2);
    expect(await hashOfFolder(root)).toBe(before);
  });
});
