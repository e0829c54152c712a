import { describe, expect, it } from 'vitest';
import { continueNumbering } from './numbering';

describe('numbers of headings', () => {
  // Would catch: other chapters' headings listed amid the text taken for the text's own.
  it('tells the text’s own chapter from others', () => {
    const lines = [
      '4.1. Soil',
      'Prose.',
      '9.3. Glaze',
      '4.2. Seeds',
      '4.2.1. Beans',
      '4.4 Harvest'
    ];
    expect(continueNumbering(lines)).toEqual([true, null, false, true, true, true]);
  });

  // Would catch: a book's chapters, which go on one by one, broken by an advertised one.
  it('follows chapters counted one by one, in any script', () => {
    const lines = ['第1章 土', '第7章 釉', '第2章 種', '第3章 豆'];
    expect(continueNumbering(lines)).toEqual([true, false, true, true]);
  });

  // Would catch: figures, years and ranks in a news text taken for a numbering.
  it('finds none where numbers stand by chance', () => {
    const lines = ['7. Norwich', '3. Leeds', '18 states sue', 'In 2019', 'Oct 12', '12:30 news'];
    expect(continueNumbering(lines)).toEqual(lines.map(() => null));
  });

  // Would catch: tables and figures of the own chapter, numbered apart, taken for another chapter's.
  it('leaves other numbers of the same chapter undecided', () => {
    const lines = ['14.1. Locks', '14.2. Keys', 'Table 14.1. Kinds of keys', 'Table 3.1. Tariffs'];
    expect(continueNumbering(lines).slice(2)).toEqual([null, false]);
  });

  // Would catch: time that grows with the square of a long list.
  it('is quick for a hundred thousand numbers', () => {
    const lines = Array.from({ length: 100_000 }, (_none, at) => `1.${String(at % 999)}. Row`);
    expect(continueNumbering(lines)).toHaveLength(100_000);
  }, 5000);
});
