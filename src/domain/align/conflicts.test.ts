import { describe, expect, it } from 'vitest';
import type { Block } from '../article/schema';
import { conflictsOf } from './conflicts';
import { conceptTables, type Lexicon } from './lexicon';
import { unitsOf } from './units';

const lexicon: Lexicon = {
  languages: ['en', 'vi'],
  entries: { sign: 'ký', attend: 'tham dự', agree: 'đồng ý', ship: 'tàu', plan: 'kế hoạch' }
};

/** Conflicts of two sentences; `context` makes both texts longer, so that they know more names. */
function said(source: string, target: string, context: [string, string] = ['', '']): string[] {
  const side = (language: string, paragraphs: string[]) => {
    const text = paragraphs.join('\n');
    let start = 0;
    const blocks = paragraphs.map((paragraph): Block => {
      const block: Block = { kind: 'paragraph', start, end: start + paragraph.length };
      start += paragraph.length + 1;
      return block;
    });
    return { text, language, blocks };
  };
  const units = unitsOf(
    side('en', [source, context[0]]),
    side('vi', [target, context[1]]),
    conceptTables('en', 'vi', lexicon)
  );
  const keys = new Set(
    [...units.source, ...units.target].flatMap(({ mentions }) => mentions.map(({ key }) => key))
  );
  const first = (of: typeof units.source) => of.slice(0, 1);
  return conflictsOf(first(units.source), first(units.target), (key) => keys.has(key)).map(
    (found) => `${found.kind} ${found.source} ≠ ${found.target}`
  );
}
const names: [string, string] = [
  'Later Hegseth met Giang and Donald Trump.',
  'Sau đó Hegseth gặp Giang và Donald Trump.'
];

describe('conflictsOf', () => {
  it.each([
    [
      'a country for another',
      'He flew to Japan.',
      'Ông bay sang Hàn Quốc.',
      'name Japan ≠ Hàn Quốc'
    ],
    [
      'a name for another',
      'Then Hegseth spoke.',
      'Sau đó Giang phát biểu.',
      'name Hegseth ≠ Giang'
    ],
    [
      'what only the source denies',
      'He did not attend the talks.',
      'Ông tham dự cuộc đàm phán.',
      'negation not ≠ –'
    ],
    [
      'what only the target denies',
      'They will sign the plan.',
      'Họ sẽ không ký kế hoạch.',
      'negation – ≠ không'
    ],
    ['a figure', 'It took 340 ships.', 'Có 430 tàu.', 'number 340 ≠ 430']
  ])('tells %s', (_, source, target, expected) => {
    expect(said(source, target, names)).toEqual([expected]);
  });

  // Each would cry wolf on a faithful translation.
  it.each([
    ['a people for its country', 'Japanese ships came.', 'Tàu Nhật Bản đã đến.'],
    ['two parts of one name', 'Then Donald spoke.', 'Sau đó Trump phát biểu.'],
    ['a name that one side leaves out', 'Then Hegseth spoke.', 'Sau đó ông phát biểu.'],
    ['two countries for one', 'Japan and Germany agree.', 'Hàn Quốc đồng ý.'],
    ['a denial in other words', 'They refused to sign.', 'Họ không ký.'],
    ['an opposite', 'He was unwilling to sign.', 'Ông không muốn ký.'],
    ['a question', 'Will they sign?', 'Họ có ký không?'],
    ['a word that only looks like a denial', 'Ships sign in space.', 'Tàu ký trong không gian.'],
    ['a denial of what the other side does not say', 'It rained.', 'Họ không ký.']
  ])('keeps silent about %s', (_, source, target) => {
    expect(said(source, target, names)).toEqual([]);
  });
});
