import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '@domain/text/fold';
import { FindIndex, inClutter, wantedOf, type Found } from './find-in-text';
import { makeArticle } from './testing/articles.test-support';

type Text = ReturnType<typeof makeArticle>;

function find(text: Text, query: string): Found[] {
  const wanted = wantedOf(query);
  const index = FindIndex.of(text);
  return wanted
    ? Array.from({ length: index.count }, (_, stretch) => index.find(stretch, wanted)).flat()
    : [];
}

const article = makeArticle('vi', [
  'Đường về nhà, dương liễu, ĐƯỜNG phố.',
  { text: 'đường dây nóng', clutter: 'related' },
  'Trường học ở Bến Thủy, “cầu\u2028mới” của tỉnh.'
]);
const found = (query: string, exactly = false): string[] =>
  find(article, query)
    .filter(({ exact }) => exact || !exactly)
    .map(({ start, end }) => article.text.slice(start, end));

describe('finding in an article', () => {
  // Would catch: a reader without a Vietnamese keyboard who finds nothing, as đ is no d with a mark.
  it('finds with and without marks, whatever the case', () => {
    expect(found('duong')).toEqual(['Đường', 'dương', 'ĐƯỜNG', 'đường']);
    expect(found('ben thuy')).toEqual(['Bến Thủy']);
  });

  // Would catch: dương among the exact places of đường, where somebody took the trouble to type the marks.
  it('knows which places have the marks that were typed', () => {
    expect(found('đường', true)).toEqual(['Đường', 'ĐƯỜNG', 'đường']);
    expect(found('hóc')).toEqual(['học']);
    expect(found('hóc', true)).toEqual([]);
  });

  // Would catch: words lost at a hard break or behind printers' quotes, and those of two paragraphs taken for one.
  it('goes across hard breaks and kinds of quotes, not across paragraphs', () => {
    expect(found('"cau moi"')).toEqual(['“cầu\u2028mới”']);
    expect(found('phố. đường')).toEqual([]);
  });

  // Would catch: what stands in folded clutter passed over, or not told from the article's own words.
  it('finds in clutter too, and nothing for nothing', () => {
    expect(find(article, 'day nong').map((place) => inClutter(article, place))).toEqual([true]);
    expect(find(article, 'ben').map((place) => inClutter(article, place))).toEqual([false]);
    expect(found('  ')).toEqual([]);
  });

  // Would catch: a place lost or found twice at the seam of two stretches, or offsets counted from a stretch's start.
  it('finds in a long article just what stands there', () => {
    const long = makeArticle(
      'vi',
      Array.from({ length: 600 }, (_, at) => `Đoạn ${at}: ${'dòng sông ﬁ dài '.repeat(7)}hết.`)
    );
    expect(FindIndex.of(long).count).toBeGreaterThan(3);
    expect(find(long, 'dai het').map(({ start }) => start)).toEqual(
      [...long.text.matchAll(/dài hết/g)].map(({ index }) => index)
    );
  });

  // Would catch: a place that is off by what folding changed in length.
  it('gives spans whose folded words are the folded query', () => {
    const piece = fc.constantFrom(
      'ﬁ',
      'ß',
      'Æ',
      'ệ',
      'e\u0323\u0302',
      'x',
      ' ',
      '\u200b',
      'đ',
      '中',
      '👩‍👧'
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), fc.nat(29), (parts, at) => {
        const random = makeArticle('vi', [parts.join('')]);
        const query = parts.slice(at % parts.length, (at % parts.length) + 3).join('');
        for (const { start, end } of find(random, query)) {
          expect(fold(random.text.slice(start, end))).toContain(fold(query).trim());
        }
        if (fold(query).trim() !== '') expect(find(random, query).length).toBeGreaterThan(0);
      })
    );
  });
});
