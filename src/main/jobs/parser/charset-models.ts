// What text looks like that was read in its right charset: its letters, its words, and what departures cost.
import { isVietnameseSyllable } from '@domain/text/vietnamese';
import type { Charset } from '@shared/charsets';
import * as frequent from './frequent-characters';

export interface Candidate {
  charset: Charset;
  /** Characters beyond ASCII, most frequent first. */
  letters: string;
  /** Others of the script, rarer ones; null where there are none. */
  script: RegExp | null;
  /** Whether a word with letters beyond ASCII is one of the language's make. */
  isWord: (word: string) => boolean;
  /** Languages it may be. */
  languages: readonly string[];
}

const oneCase = (word: string): boolean => !/\p{Ll}\p{Lu}/u.test(word);
/** No language writes a word in accented letters alone. */
const isLatin = (word: string): boolean =>
  oneCase(word) &&
  /^[\p{Script=Latin}\p{M}]+$/u.test(word) &&
  (word.length < 3 || /[a-z]/i.test(word));
/** No word begins with a sign, has one behind a vowel, й behind a consonant, or runs of vowels or consonants this long. */
const notRussian =
  /^[ьъы]|[аеёиоуыэюяьъ][ьъ]|[бвгджзклмнпрстфхцчшщьъ]й|[аеёиоуыэюя]{4}|[бвгджзклмнпрстфхцчшщ]{6}/i;
const isRussian = (word: string): boolean =>
  oneCase(word) && /^\p{Script=Cyrillic}+$/u.test(word) && !notRussian.test(word);
const isThai = (word: string): boolean => !/[a-z]/i.test(word);
const isArabic = (word: string): boolean => /^[\p{Script=Arabic}\p{M}]+$/u.test(word);
const any = (): boolean => true;

const vietnamese = (charset: Charset): Candidate => ({
  charset,
  letters: frequent.vietnamese,
  script: null,
  isWord: (word) => oneCase(word) && isVietnameseSyllable(word),
  languages: ['vi']
});
const western = 'en fr de es it pt nl ca eu da sv no fi is'.split(' ');
const han = /\p{Script=Han}/u;
const hangul = /\p{Script=Hangul}/u;
const kana = /\p{Script=Han}|[\u3040-\u30ff]/u;

const japanese = (charset: Charset): Candidate => ({
  ...{ charset, letters: frequent.japanese, script: kana, isWord: any, languages: ['ja'] }
});
const simplified = (charset: Charset): Candidate => ({
  ...{ charset, letters: frequent.simplifiedChinese, script: han, isWord: any, languages: ['zh'] }
});
const traditional = (charset: Charset): Candidate => ({
  ...{ charset, letters: frequent.traditionalChinese, script: han, isWord: any, languages: ['zh'] }
});
const korean = (charset: Charset): Candidate => ({
  ...{ charset, letters: frequent.korean, script: hangul, isWord: any, languages: ['ko'] }
});
const russian = (charset: Charset): Candidate => ({
  ...{ charset, letters: frequent.russian, script: /\p{Script=Cyrillic}/u },
  ...{ isWord: isRussian, languages: ['ru', 'uk', 'bg', 'sr', 'be'] }
});

/** The first of equals wins. */
export const candidates: readonly Candidate[] = [
  {
    ...{ charset: 'windows-1252', letters: frequent.western, script: /\p{Script=Latin}/u },
    ...{ isWord: isLatin, languages: western }
  },
  ...(['windows-1258', 'tcvn', 'vni', 'viscii', 'vps'] as const).map(vietnamese),
  russian('windows-1251'),
  russian('koi8-r'),
  {
    ...{ charset: 'windows-1256', letters: frequent.arabic, script: /\p{Script=Arabic}/u },
    ...{ isWord: isArabic, languages: ['ar', 'fa', 'ur'] }
  },
  {
    ...{ charset: 'windows-874', letters: frequent.thai, script: /\p{Script=Thai}/u },
    ...{ isWord: isThai, languages: ['th'] }
  },
  japanese('shift_jis'),
  japanese('euc-jp'),
  simplified('gb18030'),
  traditional('big5'),
  korean('euc-kr')
];

/** UTF-16 without a zero byte: text without a space, a line's end or a Latin letter. */
export const unspacedUnicode: readonly Candidate[] = (['utf-16le', 'utf-16be'] as const).flatMap(
  (charset) => [japanese, simplified, traditional, korean].map((model) => model(charset))
);

// Costs in bits, set by the order of magnitude of how often a thing is met in text that is read rightly.
const capitalBits = 4;
const capitalAmongCapitalsBits = 0.5;
const signBits = 7;
const rareBits = 14;
const strangeBits = 20;
const wrongWordBits = 8;
/** At most, for a letter of a charset that hardly serves the text. */
const rarityBits = 8;
/** That a word is a Vietnamese syllable at all says more than its letters one by one. */
const syllableBits = 4;
/** Quotes, dashes and the like, that every language uses. */
const signs = '“”‘’–—…«»„·•°©®™€£§×\u00a0';

/** Bits that the characters and words beyond ASCII cost under the candidate's model. */
export function surprise(text: string, { letters, script, isWord }: Candidate): number {
  const costs = letterCosts(letters);
  let bits = 0;
  let [plainLetters, otherLetters] = [0, 0];
  let afterCapital = false;
  for (const character of text) {
    if (character <= '\u007f') {
      if (character < ' ' && !/[\t-\r]/.test(character)) bits += strangeBits;
      afterCapital = character >= 'A' && character <= 'Z';
      if (/[a-z]/i.test(character)) plainLetters += 1;
      continue;
    }
    const small = character.toLowerCase();
    const isCapital = small !== character;
    const known = costs.get(small);
    // Among capitals another one says little.
    if (known !== undefined) {
      otherLetters += 1;
      bits += known + (isCapital ? (afterCapital ? capitalAmongCapitalsBits : capitalBits) : 0);
    } else if (signs.includes(character)) bits += signBits;
    else bits += script?.test(character) ? rareBits : strangeBits;
    afterCapital = isCapital;
  }
  // In a text of another alphabet its letters are no rarities.
  const usual = letters === frequent.vietnamese ? 1 / 100 : 1 / 2;
  if (letters !== frequent.western && otherLetters > 0) {
    const rarity = Math.log2((plainLetters * usual) / otherLetters);
    bits += otherLetters * Math.min(rarityBits, Math.max(0, rarity));
  }
  if (isWord === any) return bits;
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}]*[^\p{ASCII}\P{L}][\p{L}\p{M}\p{N}]*/gu)) {
    if (!isWord(word)) bits += wrongWordBits;
    // A letter on its own may as well be a sign of another charset: × in one is ì in another.
    else if (letters === frequent.vietnamese && word.length > 1) bits -= syllableBits;
  }
  return bits;
}

const known = new Map<string, Map<string, number>>();

/** Bits of each character by its rank: frequencies fall about as one over the rank, an alphabet's by a like share each. */
function letterCosts(letters: string): Map<string, number> {
  let costs = known.get(letters);
  if (!costs) {
    const weights = [...letters].map((letter, rank) => {
      const weight = letters === frequent.russian ? Math.exp(-rank / 9) : 1 / (rank + 3);
      return [letter, weight] as const;
    });
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    costs = new Map(
      weights.map(([letter, weight]) => [letter, -Math.log2((0.9 * weight) / total)])
    );
    known.set(letters, costs);
  }
  return costs;
}
