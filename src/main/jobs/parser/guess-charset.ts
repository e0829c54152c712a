// Which legacy charset a text is in: each is tried, and the one whose text surprises least is right.
// General detectors look at bytes and take Vietnamese for Western text; here the decoded letters and words speak.
import { isVietnameseSyllable } from '@domain/text/vietnamese';
import type { Charset } from '@shared/charsets';
import * as frequent from './frequent-characters';
import { decodeCharset } from './charsets';

interface Candidate {
  charset: Charset;
  /** Characters beyond ASCII, most frequent first. */
  letters: string;
  /** Others of the script, rarer ones; null where there are none. */
  script: RegExp | null;
  /** Whether a word with letters beyond ASCII is one of the language's make. */
  isWord: (word: string) => boolean;
}

const oneCase = (word: string): boolean => !/\p{Ll}\p{Lu}/u.test(word);
const isLatin = (word: string): boolean =>
  oneCase(word) && /^[\p{Script=Latin}\p{M}]+$/u.test(word);
const isCyrillic = (word: string): boolean => oneCase(word) && /^\p{Script=Cyrillic}+$/u.test(word);
const isArabic = (word: string): boolean => /^[\p{Script=Arabic}\p{M}]+$/u.test(word);
const any = (): boolean => true;

const vietnamese = (charset: Charset): Candidate => ({
  charset,
  letters: frequent.vietnamese,
  script: null,
  isWord: (word) => oneCase(word) && isVietnameseSyllable(word)
});
const candidate = (
  charset: Charset,
  letters: string,
  script: RegExp | null,
  isWord: Candidate['isWord'] = any
): Candidate => ({ charset, letters, script, isWord });

const han = /\p{Script=Han}/u;
/** The first of equals wins. */
const candidates: Candidate[] = [
  candidate('windows-1252', frequent.western, /\p{Script=Latin}/u, isLatin),
  vietnamese('windows-1258'),
  vietnamese('tcvn'),
  vietnamese('vni'),
  vietnamese('viscii'),
  vietnamese('vps'),
  candidate('windows-1251', frequent.russian, /\p{Script=Cyrillic}/u, isCyrillic),
  candidate('windows-1256', frequent.arabic, /\p{Script=Arabic}/u, isArabic),
  candidate('shift_jis', frequent.japanese, /\p{Script=Han}|[\u3040-\u30ff]/u),
  candidate('euc-jp', frequent.japanese, /\p{Script=Han}|[\u3040-\u30ff]/u),
  candidate('gb18030', frequent.simplifiedChinese, han),
  candidate('big5', frequent.traditionalChinese, han),
  candidate('euc-kr', frequent.korean, /\p{Script=Hangul}/u)
];

/** Bytes that are looked at, from the first one beyond ASCII on. */
const sampleBytes = 60_000;

/** The likeliest legacy charset's name, windows-1252 where nothing speaks for another, and the text read in it. */
export function guessCharset(bytes: Uint8Array): { charset: Charset; text: string } {
  const first = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - 1);
  const sample = bytes.subarray(first, first + sampleBytes);
  let [best, least] = [candidates[0], Infinity];
  for (const each of candidates) {
    const bits =
      surprise(decodeCharset(sample, each.charset), each) +
      (each === candidates[0] ? 0 : priorBits);
    if (bits < least) [best, least] = [each, bits];
  }
  const charset = best?.charset ?? 'windows-1252';
  return { charset, text: decodeCharset(bytes, charset) };
}

// Costs in bits, set by the order of magnitude of how often a thing is met in text that is read rightly.
const priorBits = 6;
const capitalBits = 4;
const signBits = 7;
const rareBits = 14;
const strangeBits = 20;
const wrongWordBits = 8;
/** That a word is a Vietnamese syllable at all says more than its letters one by one. */
const syllableBits = 4;
/** Quotes, dashes and the like, that every language uses. */
const signs = '“”‘’–—…«»„·•°©®™€£§×\u00a0';

/** Bits that the characters and words beyond ASCII cost under the candidate's model. */
function surprise(text: string, { letters, script, isWord }: Candidate): number {
  const costs = letterCosts(letters);
  let bits = 0;
  for (const character of text) {
    if (character <= '\u007f') continue;
    const small = character.toLowerCase();
    const known = costs.get(small);
    if (known !== undefined) bits += known + (small === character ? 0 : capitalBits);
    else if (signs.includes(character)) bits += signBits;
    else bits += script?.test(character) ? rareBits : strangeBits;
  }
  if (isWord === any) return bits;
  for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}]*[^\p{ASCII}\P{L}][\p{L}\p{M}\p{N}]*/gu)) {
    if (!isWord(word)) bits += wrongWordBits;
    else if (letters === frequent.vietnamese) bits -= syllableBits;
  }
  return bits;
}

const known = new Map<string, Map<string, number>>();

/** Bits of each character by its rank: frequencies fall about as one over the rank. */
function letterCosts(letters: string): Map<string, number> {
  let costs = known.get(letters);
  if (!costs) {
    const weights = [...letters].map((letter, rank) => [letter, 1 / (rank + 3)] as const);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    costs = new Map(
      weights.map(([letter, weight]) => [letter, -Math.log2((0.9 * weight) / total)])
    );
    known.set(letters, costs);
  }
  return costs;
}
