// The language of an article from all its paragraphs, and of single blocks that are in another.
import { isUnaccentedVietnamese } from '@domain/text/vietnamese';
import { detectLanguage, likeness, scriptLanguage } from './detect-language';

interface ArticleLanguage {
  language: string;
  unaccented?: true;
}

const mostLines = 40;
const longLine = 80;

/** `lines` are the article's own blocks; `declared` is what the file says of itself, and decides where words do not. */
export function languageOf(lines: readonly string[], declared: string | null): ArticleLanguage {
  const whole = lines.join('\n');
  if (isUnaccentedVietnamese(whole)) return { language: 'vi', unaccented: true };
  const long = lines.filter((line) => line.length > longLine);
  if (long.length < 2) return { language: detectLanguage(whole, declared) };
  // The detector looks at the beginning of what it is given: every so many paragraphs have a voice, by their length.
  const step = Math.ceil(long.length / mostLines);
  const voices = new Map<string, number>();
  for (let at = 0; at < long.length; at += step) {
    const line = long[at] ?? '';
    const language = detectLanguage(line, declared);
    voices.set(language, (voices.get(language) ?? 0) + Math.min(line.length, 500));
  }
  const [[language] = ['und']] = [...voices].sort(([, a], [, b]) => b - a);
  return { language };
}

/** Languages too near to each other to be told apart in one paragraph. */
const relatives = [
  'da no sv',
  'cs sk',
  'hr sl sr',
  'es pt ca eu it',
  'ru uk be bg sr',
  'ar fa ur ku',
  'ms tl'
].map((languages) => languages.split(' '));
const areNear = (a: string, b: string): boolean =>
  relatives.some((languages) => languages.includes(a) && languages.includes(b));

/** Another script is known by fewer letters than another language. */
const leastOfScript = 20;
const mostLatin = 0.3;
const leastLetters = 60;
const leastWords = 10;
const leastLikeness = 0.55;
const leastMargin = 0.2;

/** The language of one block where it is surely another than the article's, else null. */
export function foreignLanguage(text: string, article: string): string | null {
  if (text.length < leastOfScript) return null;
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const letters = count(/\p{L}/gu);
  const script = scriptLanguage(text);
  if (script && script !== 'vi' && letters >= leastOfScript) {
    const isOther = script !== article && count(/\p{Script=Latin}/gu) < letters * mostLatin;
    return isOther && !isHanOf(script, article) ? script : null;
  }
  const words = count(/(?<!\p{L})[\p{Ll}\p{Lo}][\p{L}\p{M}]*/gu);
  if (letters < leastLetters || words < leastWords) return null;
  const language = detectLanguage(text);
  if (language === 'und' || language === article || areNear(language, article)) return null;
  if (article === 'vi' && isUnaccentedVietnamese(text)) return null;
  const alike = likeness(text, [language]);
  const margin = alike - likeness(text, [article]);
  return alike >= leastLikeness && margin >= leastMargin ? language : null;
}

/** Japanese and Korean have lines in Chinese characters alone. */
const isHanOf = (script: string, article: string): boolean =>
  script === 'zh' && (article === 'ja' || article === 'ko');
