// Words, syllables, characters and figures of a sentence, in the form in which two texts are compared.

import { fold } from '../text/fold';
import { stemmerOf } from './stems';

export interface Token {
  /** Offsets in the text that was given. */
  start: number;
  end: number;
  /** As written. */
  written: string;
  /** Compared within one language: lower case, endings or place of tone marks evened out. */
  form: string;
  kind: 'word' | 'figure';
}

/** Scripts without spaces between words, or with endings grown to them: each character is a token. */
const CHARACTER = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*`;
/** Words recur; no more than so many are kept at hand. */
const CACHED_WORDS = 50_000;

const TOKEN = new RegExp(
  String.raw`((?<![\p{Script=Latin}\d])\d+(?:[.,]\d+)*)|${CHARACTER}|(?:(?:(?!${CHARACTER})[\p{L}\d])(?:(?!${CHARACTER})[\p{L}\p{M}\d])*)`,
  'gu'
);

/** Tokens of a text in order. Punctuation, hyphens and apostrophes only part them. */
export function tokenise(text: string, language: string): Token[] {
  const form = formOf(language);
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const written = match[0];
    const figure = match[1] !== undefined;
    tokens.push({
      start: match.index,
      end: match.index + written.length,
      written,
      form: figure ? written : form(written),
      kind: figure ? 'figure' : 'word'
    });
  }
  return tokens;
}

const folded = new Map<string, string>();

/** A word's comparison form across languages: without case and diacritics. */
export function foldWord(word: string): string {
  let form = folded.get(word);
  if (form === undefined) {
    form = fold(word);
    if (folded.size >= CACHED_WORDS) folded.clear();
    folded.set(word, form);
  }
  return form;
}

/** How one word of a language is compared: see `Token.form`. */
export function formOf(language: string): (word: string) => string {
  const base = language.toLowerCase().split('-')[0];
  if (base === 'vi') return vietnameseForm;
  if (base === 'en') return englishForm;
  return stemmerOf(base ?? '') ?? ((word) => word.toLowerCase());
}

const vietnameseForms = new Map<string, string>();
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** The tone at the end of the syllable, so that "hoà" and "hòa" are one. */
function vietnameseForm(word: string): string {
  let form = vietnameseForms.get(word);
  if (form === undefined) {
    const apart = word.toLowerCase().normalize('NFD');
    form = apart.replace(TONES, '').normalize('NFC') + (apart.match(TONES)?.join('') ?? '');
    if (vietnameseForms.size >= CACHED_WORDS) vietnameseForms.clear();
    vietnameseForms.set(word, form);
  }
  return form;
}

const englishForms = new Map<string, string>();

function englishForm(word: string): string {
  let form = englishForms.get(word);
  if (form === undefined) {
    form = englishStem(word.toLowerCase());
    if (englishForms.size >= CACHED_WORDS) englishForms.clear();
    englishForms.set(word, form);
  }
  return form;
}

/** Plural, past and -ing endings off, as far as spelling tells. */
function englishStem(word: string): string {
  let stem = word;
  if (stem.length > 4 && stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length > 3 && /[^sui]s$/u.test(stem)) stem = stem.slice(0, -1);
  if (stem.length > 5 && stem.endsWith('ing')) stem = undouble(stem.slice(0, -3));
  else if (stem.length > 4 && stem.endsWith('ed')) stem = undouble(stem.slice(0, -2));
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem;
}

function undouble(stem: string): string {
  return /([bdgmnprt])\1$/u.test(stem) ? stem.slice(0, -1) : stem;
}
