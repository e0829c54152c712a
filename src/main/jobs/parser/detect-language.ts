// Which language a text is in, offline. Short texts go by script and Vietnamese letters.
import { eld } from 'eld/medium';

const sampleLength = 20_000;
const leastLetters = 40;

const scripts: [RegExp, string][] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/giu, 'vi']
];

/**
 * A language tag as in articles: en, vi, zh, …; `und` where nothing tells. `declared` is what the file says of
 * itself (an HTML lang attribute); it decides only where the words do not.
 */
export function detectLanguage(text: string, declared: string | null = null): string {
  const sample = text.slice(0, sampleLength);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const found = eld.detect(sample);
  if (letters >= leastLetters && found.language !== '' && found.isReliable()) return found.language;
  const script = scriptLanguage(sample);
  if (script) return script;
  const tag = /^[a-z]{2,3}(?=$|[-_])/i.exec(declared ?? '')?.[0].toLowerCase();
  return tag ?? (found.language === '' ? 'und' : found.language);
}

/** The language of the first script, or of Vietnamese's own letters, that makes a twelfth of the text; else null. */
export function scriptLanguage(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const found = scripts.find(([pattern]) => (text.match(pattern)?.length ?? 0) > letters / 12);
  return found?.[1] ?? null;
}

/** How much the text's beginning is like that of the likest of some languages, 0 to 1. */
export function likeness(text: string, languages: readonly string[]): number {
  const scores = eld.detect(text.slice(0, 1000)).getScores();
  return Math.max(0, ...languages.map((language) => scores[language] ?? 0));
}
