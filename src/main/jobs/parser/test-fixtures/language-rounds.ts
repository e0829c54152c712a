// The language of the corpora's articles, paragraphs and blocks, and of their Vietnamese without its diacritics.
import { foreignLanguage, languageOf } from '../article-language';
import { detectLanguage } from '../detect-language';
import { corpusTexts } from './corpus-texts';

export interface LanguageRound {
  what: string;
  right: number;
  all: number;
  wrong: string[];
}

const bare = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
const linesOf = (text: string): string[] => text.split(/\n+/).filter((line) => line !== '');

/** Each `every`th text; 1 for all. */
export function measureLanguages(every: number): LanguageRound[] {
  const texts = corpusTexts().filter((_text, at) => at % every === every >> 1);
  const seen = new Set<string>();
  const paragraphs = texts.flatMap(({ language, text }) =>
    linesOf(text)
      .filter((words) => words.length > 80 && !seen.has(words) && seen.add(words))
      .map((words) => ({ language, text: words }))
  );
  const round = <T extends { text: string }>(
    what: string,
    all: readonly T[],
    isRight: (each: T) => boolean
  ): LanguageRound => {
    const wrong = all.filter((each) => !isRight(each));
    return {
      ...{ what, all: all.length, right: all.length - wrong.length },
      wrong: wrong.slice(0, 5).map(({ text }) => text.slice(0, 80))
    };
  };
  const isVietnamese = ({ language }: { language: string }): boolean => language === 'vi';
  const isUnaccented = (lines: string[]): boolean => languageOf(lines, null).unaccented === true;
  const languages = [...new Set(texts.map(({ language }) => language))];
  const mixed = paragraphs
    .filter((_each, at) => at % 7 === 0)
    .flatMap((each) =>
      languages.filter((host) => host !== each.language).map((host) => ({ ...each, host }))
    );
  return [
    round('articles', texts, (each) => {
      const { language, unaccented } = languageOf(linesOf(each.text), null);
      return language === each.language && !unaccented;
    }),
    round(
      'paragraphs over 80 characters',
      paragraphs,
      ({ language, text }) => detectLanguage(text) === language
    ),
    round('Vietnamese articles without diacritics', texts.filter(isVietnamese), ({ text }) =>
      isUnaccented(linesOf(bare(text)))
    ),
    round('Vietnamese paragraphs without diacritics', paragraphs.filter(isVietnamese), ({ text }) =>
      isUnaccented([bare(text)])
    ),
    round(
      'other paragraphs not taken for such',
      paragraphs.filter((each) => !isVietnamese(each)),
      ({ text }) => !isUnaccented([bare(text)])
    ),
    round(
      'blocks of one-language articles left unmarked',
      texts.flatMap(({ language, text }) => linesOf(text).map((line) => ({ language, text: line }))),
      ({ language, text }) => foreignLanguage(text, language) === null
    ),
    round(
      'paragraphs put into an article of another language',
      mixed,
      ({ language, text, host }) => foreignLanguage(text, host) === language
    )
  ];
}
