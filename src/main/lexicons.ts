// The lexicons that ship with the app: English with each of ten languages. Any two of these meet by way of English.
import { bridged, readEntries, type Lexicon } from '@domain/align/lexicon';

const loaders: Readonly<Record<string, () => Promise<{ default: string }>>> = {
  ar: () => import('@resources/lexicons/en-ar.tsv?raw'),
  de: () => import('@resources/lexicons/en-de.tsv?raw'),
  es: () => import('@resources/lexicons/en-es.tsv?raw'),
  fr: () => import('@resources/lexicons/en-fr.tsv?raw'),
  ja: () => import('@resources/lexicons/en-ja.tsv?raw'),
  ko: () => import('@resources/lexicons/en-ko.tsv?raw'),
  ru: () => import('@resources/lexicons/en-ru.tsv?raw'),
  th: () => import('@resources/lexicons/en-th.tsv?raw'),
  vi: () => import('@resources/lexicons/en-vi.tsv?raw'),
  zh: () => import('@resources/lexicons/en-zh.tsv?raw')
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
  const file = await loaders[language]?.();
  return file && { languages: ['en', language], entries: readEntries(file.default) };
}
