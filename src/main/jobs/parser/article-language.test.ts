// Would catch: a quotation marked as foreign that is not, a foreign one missed, Vietnamese without its marks taken for
// another language, and another language taken for it.
import { describe, expect, it } from 'vitest';
import type { ParsedArticle } from '@domain/article/schema';
import { foreignLanguage, languageOf } from './article-language';
import { parseArticle } from './parse-article';
import { measureLanguages } from './test-fixtures/language-rounds';
import { corporaMissing } from './test-fixtures/corpus-texts';

const parse = async (text: string): Promise<ParsedArticle> =>
  (await parseArticle('a.txt', new TextEncoder().encode(text))).article;

const english =
  'The mayor said on Tuesday that the new bridge over the river would open to traffic before the end of the month.';
const vietnamese =
  'Chủ tịch thị trấn cho biết hôm thứ Ba rằng cây cầu mới bắc qua sông sẽ thông xe trước cuối tháng này.';
const bare =
  'Chu tich thi tran cho biet hom thu Ba rang cay cau moi bac qua song se thong xe truoc cuoi thang nay, con chuyen pha cu van duoc giu lai.';

describe('the language of an article and its blocks', () => {
  it('marks blocks in another language, and no others', async () => {
    const article = await parse([vietnamese, english, vietnamese, vietnamese].join('\n\n'));
    expect(article.language).toBe('vi');
    expect(article.blocks.map(({ language }) => language)).toEqual([
      undefined,
      'en',
      undefined,
      undefined
    ]);
  });

  it('knows another script by fewer words, and leaves names and short lines alone', () => {
    expect(
      foreignLanguage(
        '시장은 화요일에 새 다리가 월말 전에 개통되고 옛 나룻배는 남을 것이라고 말했다.',
        'en'
      )
    ).toBe('ko');
    expect(
      foreignLanguage('市长星期二表示，横跨河面的新桥将在月底之前通车，而旧的渡船仍会保留。', 'en')
    ).toBe('zh');
    expect(foreignLanguage('市長星期二表示橫跨河面的新橋將在月底之前通車', 'ja')).toBeNull();
    for (const line of [
      'The New York Times',
      'Hotel Continental Saigon',
      'Read more',
      '1.234.567'
    ]) {
      expect(foreignLanguage(line, 'vi')).toBeNull();
    }
  });

  it('recognises Vietnamese without its diacritics', async () => {
    const article = await parse(bare);
    expect([article.language, article.unaccented]).toEqual(['vi', true]);
    expect((await parse(vietnamese)).unaccented).toBeUndefined();
  });

  it.each([
    [
      'Indonesian',
      'Wali kota mengatakan pada hari Selasa bahwa jembatan baru di atas sungai akan dibuka untuk lalu lintas sebelum akhir bulan ini, dan kapal feri tetap ada.'
    ],
    [
      'pinyin',
      'Shi zhang xing qi er biao shi heng kua he mian de xin qiao jiang zai yue di zhi qian tong che er jiu de du chuan reng hui bao liu.'
    ],
    [
      'Tagalog',
      'Sinabi ng alkalde noong Martes na ang bagong tulay sa ibabaw ng ilog ay bubuksan sa trapiko bago matapos ang buwan, at mananatili ang lantsa.'
    ],
    [
      'English',
      'He can do so to me in no time at all, and then we can go on to the inn to eat a pho with him.'
    ]
  ])('takes %s for no such text', (_name, text) => {
    expect(languageOf([text], null).unaccented).toBeUndefined();
  });
});

describe.skipIf(corporaMissing)(`articles of the corpora (${corporaMissing ?? 'a part'})`, () => {
  it('are known by their language, with their diacritics and without, and no block is marked wrongly', () => {
    const measured = new Map(measureLanguages(23).map((round) => [round.what, round]));
    const share = (what: string): number => {
      const { right, all } = measured.get(what) ?? { right: 0, all: 1 };
      return right / all;
    };
    expect(share('articles')).toBeGreaterThanOrEqual(0.98);
    expect(share('paragraphs over 80 characters')).toBeGreaterThanOrEqual(0.99);
    expect(share('Vietnamese articles without diacritics')).toBeGreaterThanOrEqual(0.94);
    expect(share('Vietnamese paragraphs without diacritics')).toBeGreaterThanOrEqual(0.97);
    expect(share('other paragraphs not taken for such')).toBe(1);
    expect(share('blocks of one-language articles left unmarked')).toBeGreaterThanOrEqual(0.999);
    expect(share('paragraphs put into an article of another language')).toBeGreaterThanOrEqual(0.8);
  }, 60_000);
});
