import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '@domain/text/fold';
import { findInText } from './find-in-text';
import { makeArticle } from './testing/articles.test-support';

const article = makeArticle('vi', [
  'Đường về nhà, dương liễu, ĐƯỜNG phố.',
  { text: 'đường dây nóng', clutter: 'related' },
  'Trường học ở Bến Thủy.'
]);
const found = (query: string): string[] =>
  findInText(article, query).map(({ start, end }) => article.text.slice(start, end));

describe('findInText', () => {
  // Would catch: a reader without a Vietnamese keyboard who finds nothing, as đ is no d with a mark.
  it('finds with and without marks, whatever the case', () => {
    expect(found('duong')).toEqual(['Đường', 'dương', 'ĐƯỜNG']);
    expect(found('ben thuy')).toEqual(['Bến Thủy']);
  });

  // Would catch: dương among the places of đường, where somebody took the trouble to type the marks.
  it('keeps to the marks where some are typed and stand so somewhere', () => {
    expect(found('đường')).toEqual(['Đường', 'ĐƯỜNG']);
    expect(found('hóc')).toEqual(['học']);
  });

  it('finds nothing in clutter, nor for nothing', () => {
    expect(found('day nong')).toEqual([]);
    expect(found('  ')).toEqual([]);
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
        for (const { start, end } of findInText(random, query)) {
          expect(fold(random.text.slice(start, end))).toContain(fold(query).trim());
        }
        if (fold(query).trim() !== '') expect(findInText(random, query).length).toBeGreaterThan(0);
      })
    );
  });
});
