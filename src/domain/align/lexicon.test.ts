import { describe, expect, it } from 'vitest';
import { bridged, conceptTables, type Lexicon } from './lexicon';
import type { PhraseTable } from './phrases';
import { tokenise } from './tokens';

const lexicon: Lexicon = {
  languages: ['en', 'vi'],
  entries: {
    'government, governmental': 'chính phủ',
    'America, American, US': 'Mỹ, Hoa Kỳ',
    'foreign minister': 'ngoại trưởng',
    peace: 'hòa bình'
  }
};

function concepts(table: PhraseTable, language: string, text: string): string[] {
  return table.find(tokenise(text, language)).flatMap((hit) => [...hit.concepts]);
}

/** Whether both texts mention just the same. */
function agree(one: [string, string], other: [string, string], entries?: Lexicon): boolean {
  const tables = conceptTables(one[0], other[0], entries);
  const here = concepts(tables.source, one[0], one[1]);
  expect(here).not.toEqual([]);
  return String(here) === String(concepts(tables.target, other[0], other[1]));
}

describe('conceptTables', () => {
  // Catches a common word that takes over a name spelt like it: "we" and "us" as the United States, "áo" as Austria.
  it('keep words apart from names that only a capital tells from them', () => {
    const { entries, languages } = lexicon;
    const more = { ...entries, 'we, us, our': 'chúng tôi', shirt: 'áo' };
    const { source, target } = conceptTables('en', 'vi', { languages, entries: more });
    expect(concepts(source, 'en', 'We')).toEqual(['word:we, us, our']);
    expect(concepts(source, 'en', 'US')).toContain('region:us');
    expect(concepts(target, 'vi', 'chúng tôi')).toEqual(['word:we, us, our']);
    expect(concepts(target, 'vi', 'cái áo')).toEqual(['word:shirt']);
    expect(concepts(target, 'vi', 'Áo')).toContain('region:at');
  });

  it.each<[[string, string], [string, string]]>([
    [
      ['en', 'The governments'],
      ['vi', 'các chính phủ']
    ],
    [
      ['en', 'peace'],
      ['vi', 'hoà bình']
    ],
    [
      ['en', 'American'],
      ['vi', 'nước Mỹ']
    ],
    [
      ['en', 'the United States'],
      ['vi', 'Hoa Kỳ']
    ],
    [
      ['en', 'on Monday in July'],
      ['vi', 'vào thứ Hai, tháng 7']
    ],
    [
      ['vi', 'Bộ Ngoại trưởng Đức'],
      ['en', 'German']
    ]
  ])('%j is %j', (one, other) => {
    const same = agree(one, other, lexicon);
    expect(same).toBe(other[1] !== 'German');
  });

  // Would catch names of the world that only work for English and Vietnamese.
  it.each<[[string, string], [string, string]]>([
    [
      ['vi', 'Đức'],
      ['fr', 'en Allemagne']
    ],
    [
      ['zh', '德国'],
      ['ru', 'Германия']
    ],
    [
      ['ja', '7月'],
      ['ru', '25 июля']
    ],
    [
      ['th', 'กรกฎาคม'],
      ['es', 'de julio']
    ]
  ])('%j is %j without a lexicon', (one, other) => {
    expect(agree(one, other)).toBe(true);
  });

  it('takes a lexicon in either direction, and none for other languages', () => {
    expect(agree(['vi', 'chính phủ'], ['en', 'government'], lexicon)).toBe(true);
    const { source } = conceptTables('en', 'fr', lexicon);
    expect(concepts(source, 'en', 'government')).toEqual([]);
  });

  it('takes capitals seriously: the month May, not the verb', () => {
    const { source } = conceptTables('en', 'vi', lexicon);
    expect(concepts(source, 'en', 'it may rain')).toEqual([]);
    expect(concepts(source, 'en', 'in May')).toEqual(['month:5']);
  });

  it('finds the longest phrase and nothing within it', () => {
    const { source } = conceptTables('en', 'vi', {
      languages: ['en', 'vi'],
      entries: { foreign: 'nước ngoài', ...lexicon.entries }
    });
    expect(concepts(source, 'en', 'the foreign minister')).toEqual(['word:foreign minister']);
  });

  it('meets a third language by way of the one that two lexicons share', () => {
    const french: Lexicon = {
      languages: ['en', 'fr'],
      entries: { government: 'gouvernement', 'peace, calm': 'paix', cheese: 'fromage' }
    };
    const both = bridged(lexicon, french);
    expect(both.languages).toEqual(['vi', 'fr']);
    expect(agree(['vi', 'chính phủ'], ['fr', 'les gouvernements'], both)).toBe(true);
    expect(Object.values(both.entries)).not.toContain('fromage');
  });
});
