import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTermTable, writeTermTable, type TermRow } from './table';

const languages = { source: 'en', target: 'vi' };
const plain = (text: string) =>
  readTermTable(text, languages).terms.map(({ source, target }) => [source.text, target.text]);

describe('readTermTable', () => {
  // Would catch: a heading taken for a term, or a term for a heading.
  it.each([
    ['tabs', 'dam\tđập\nbridge\tcầu\n'],
    ['commas and a heading', 'Source,Target\r\ndam,đập\r\nbridge,cầu'],
    ['semicolons and languages', 'Tiếng Anh;Tiếng Việt\ndam;đập\nbridge;cầu\n'],
    ['a byte order mark', '\uFEFFdam\t đập \n\nbridge\tcầu']
  ])('reads %s', (_, text) => {
    expect(plain(text)).toEqual([
      ['dam', 'đập'],
      ['bridge', 'cầu']
    ]);
  });

  // Would catch: a quoted comma that parts a cell, and a decomposed word that search then never finds.
  it('takes quoted cells whole, and words in NFC', () => {
    expect(plain('"dam, small",đập\n"the ""dam""",ca\u0302\u0300u')).toEqual([
      ['dam, small', 'đập'],
      ['the "dam"', 'cầu']
    ]);
  });

  it('takes the languages from a heading, and others from the next', () => {
    const { terms } = readTermTable('fr\tvi\npont\tcầu\n\nja\ten\n橋\tbridge', languages);
    expect(terms.map(({ source, target }) => `${source.language}-${target.language}`)).toEqual([
      'fr-vi',
      'ja-en'
    ]);
  });

  // Would catch: line numbers that are off after a quoted line break or an empty line.
  it('names what is no term by its line', () => {
    const text = `dam\tđập\nalone\n\n"two\nlines"\tđập\na\tb\tnote\tmore\n${'x'.repeat(201)}\ty\n"open\tđập`;
    expect(readTermTable(text, languages).bad).toEqual([
      { line: 2, reason: 'missing' },
      { line: 6, reason: 'columns' },
      { line: 7, reason: 'long' },
      { line: 8, reason: 'quote' }
    ]);
  });
});

// Would catch: quotation marks, notes or languages that a file taken elsewhere does not bring back.
it('writes what reads back as the same', () => {
  const words = fc
    .stringMatching(/^[a-zđêũ"';,#()\- ]{1,20}$/u)
    .map((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .filter((text) => text !== '');
  const row = fc.record({
    source: fc.record({ language: fc.constantFrom('en', 'fr'), text: words }),
    target: fc.record({ language: fc.constant('vi'), text: words })
  });
  const key = (term: TermRow) => JSON.stringify(term);
  fc.assert(
    fc.property(fc.array(row), (terms) => {
      const { terms: back, bad } = readTermTable(writeTermTable(terms), languages);
      expect(bad).toEqual([]);
      expect(back.map(key).sort()).toEqual(terms.map(key).sort());
    })
  );
});
