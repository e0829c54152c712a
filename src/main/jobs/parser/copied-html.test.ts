import { expect, it } from 'vitest';
import { parseArticle } from './parse-article';

const parse = (html: string) => parseArticle('dán.html', new TextEncoder().encode(html));

// Would catch: words somebody selected by hand folded away because they stand before or after the longest text.
it('keeps all that was copied out of a page', async () => {
  const long = '<p>Hội đồng thành phố đã họp và thông qua kế hoạch xây cầu mới qua sông. '.repeat(
    9
  );
  const words =
    '<p>Một câu mở đầu.</p><h2>Cầu mới</h2>' +
    `<div><div>${long}</p></div></div><ul><li><a href="https://a.example/x">Nguồn</a></li></ul><p>Hết.</p>`;
  const { article } = await parse(
    `<meta charset="utf-8"><!--StartFragment-->${words}<!--EndFragment-->`
  );
  expect(article.blocks.filter(({ clutter }) => clutter)).toEqual([]);
  expect(article.blocks.map(({ kind }) => kind)).toContain('listItem');
  expect(article.text).toMatch(/^Một câu mở đầu\.\nCầu mới\n/);
  expect(article.text).toMatch(/Nguồn\nHết\.$/);
  expect(article.marks).toContainEqual(expect.objectContaining({ kind: 'link' }));
});
