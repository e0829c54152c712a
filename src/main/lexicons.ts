// The lexicons that ship with the app: English with each of ten languages. Any two of these meet by way of English.
import { bridged, type Lexicon } from '@domain/align/lexicon';

type Entries = Lexicon['entries'];

const loaders: Readonly<Record<string, () => Promise<{ default: Entries }>>> = {
  ar: () => import('@resources/lexicons/en-ar.json'),
  de: () => import('@resources/lexicons/en-de.json'),
  es: () => import('@resources/lexicons/en-es.json'),
  fr: () => import('@resources/lexicons/en-fr.json'),
  ja: () => import('@resources/lexicons/en-ja.json'),
  ko: () => import('@resources/lexicons/en-ko.json'),
  ru: () => import('@resources/lexicons/en-ru.json'),
  th: () => import('@resources/lexicons/en-th.json'),
  vi: () => import('@resources/lexicons/en-vi.json'),
  zh: () => import('@resources/lexicons/en-zh.json')
};

const loaded = new Map<string, Promise<Lexicon | undefined>>();

/** The lexicon of two languages (with or without region), loaded once; undefined where there is none. */
export function lexiconFor(one: string, other: string): Promise<Lexicon | undefined> {
  const base = (language: string) => language.toLowerCase().split('-')[0] ?? '';
  const pair = [base(one), base(other)].sort();
  const key = pair.join(' ');
  let lexicon = loaded.get(key);
  if (!lexicon) {
    lexicon = load(pair);
    loaded.set(key, lexicon);
  }
  return lexicon;
}

async function load(pair: readonly string[]): Promise<Lexicon | undefined> {
  const [first, second] = await Promise.all(
    pair.filter((language) => language !== 'en').map(fromEnglish)
  );
  if (pair.includes('en')) return first;
  return first && second && bridged(first, second);
}

async function fromEnglish(language: string): Promise<Lexicon | undefined> {
  const entries = await loaders[language]?.();
  return entries && { languages: ['en', language], entries: entries.default };
}
