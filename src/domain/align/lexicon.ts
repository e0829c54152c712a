// What words of two languages mean the same: a shipped lexicon laid over the runtime's names of the world.
import { PhraseTable } from './phrases';
import { addWorldNames } from './world-names';

/** Words of one language to words of another: `{ "government": "chính phủ, nhà nước" }`, commas between alternatives. */
export interface Lexicon {
  languages: readonly [string, string];
  entries: Readonly<Record<string, string>>;
}

/** Entries of a lexicon file: a line each, both languages parted by a tab; lines that are empty or begin with # say nothing. */
export function readEntries(file: string): Lexicon['entries'] {
  return Object.fromEntries(
    file.split('\n').flatMap((line) => {
      const [phrases, translations] = line.startsWith('#') ? [] : line.split('\t');
      return phrases && translations ? [[phrases, translations]] : [];
    })
  );
}

/** Two lexicons that share their first language, without it: from English–Vietnamese and English–French, Vietnamese–French. */
export function bridged(one: Lexicon, other: Lexicon): Lexicon {
  const translations = new Map<string, Set<string>>();
  for (const [phrases, theirs] of Object.entries(other.entries)) {
    for (const phrase of alternatives(phrases)) {
      const known = translations.get(phrase) ?? new Set();
      for (const each of alternatives(theirs)) known.add(each);
      translations.set(phrase, known);
    }
  }
  const entries = new Map<string, Set<string>>();
  for (const [phrases, ours] of Object.entries(one.entries)) {
    const found = entries.get(ours) ?? new Set();
    for (const phrase of alternatives(phrases)) {
      for (const each of translations.get(phrase) ?? []) found.add(each);
    }
    if (found.size > 0) entries.set(ours, found);
  }
  return {
    languages: [one.languages[1], other.languages[1]],
    entries: Object.fromEntries(
      [...entries].map(([ours, theirs]) => [ours, [...theirs].join(', ')])
    )
  };
}

export interface ConceptTables {
  source: PhraseTable;
  target: PhraseTable;
}

const cache = new Map<string, { lexicon: Lexicon | undefined; tables: ConceptTables }>();

/**
 * Phrase tables of both languages with concepts in common. A lexicon for other languages than these
 * two, in either order, is left out.
 */
export function conceptTables(
  sourceLanguage: string,
  targetLanguage: string,
  lexicon: Lexicon | undefined
): ConceptTables {
  const key = `${sourceLanguage} ${targetLanguage}`;
  const cached = cache.get(key);
  if (cached && cached.lexicon === lexicon) return cached.tables;
  const source = new PhraseTable(sourceLanguage);
  const target = new PhraseTable(targetLanguage);
  addWorldNames(source, sourceLanguage);
  addWorldNames(target, targetLanguage);
  if (lexicon) {
    const base = (language: string) => language.toLowerCase().split('-')[0];
    const [one, other] = lexicon.languages;
    if (base(sourceLanguage) === one && base(targetLanguage) === other) {
      addEntries(source, target, Object.entries(lexicon.entries));
    } else if (base(sourceLanguage) === other && base(targetLanguage) === one) {
      addEntries(target, source, Object.entries(lexicon.entries));
    }
  }
  cache.set(key, { lexicon, tables: { source, target } });
  return { source, target };
}

/** An entry that names a thing of the world ("America": "Mỹ, Hoa Kỳ") takes that thing's concept. */
function addEntries(one: PhraseTable, other: PhraseTable, entries: [string, string][]): void {
  for (const [phrases, translations] of entries) {
    const [here, there] = [alternatives(phrases), alternatives(translations)];
    const known = [
      ...here.flatMap((phrase) => one.conceptsOf(phrase)),
      ...there.flatMap((phrase) => other.conceptsOf(phrase))
    ].find((concept) => !concept.startsWith('word:'));
    const concept = known ?? `word:${phrases}`;
    for (const phrase of here) one.add(phrase, concept);
    for (const phrase of there) other.add(phrase, concept);
  }
}

function alternatives(phrases: string): string[] {
  return phrases.split(',').map((phrase) => phrase.trim());
}
