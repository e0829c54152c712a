// Words that are known to answer each other beyond the shipped lexicon: the user's terms, and what confirmed links taught.
import type { ConceptTables } from './lexicon';
import type { LinkReason } from './schema';

/** Words of the source's language and of the target's. */
export interface WordPair {
  source: string;
  target: string;
}

export interface KnownWords {
  /** The user's glossary. */
  terms?: readonly WordPair[];
  /** Learned from the library's confirmed links. */
  learned?: readonly WordPair[];
}

/** The same for the two texts the other way round. */
export function turnedWords({ terms, learned }: KnownWords): KnownWords {
  const turn = (pairs: readonly WordPair[] = []) =>
    pairs.map(({ source, target }) => ({ source: target, target: source }));
  return { terms: turn(terms), learned: turn(learned) };
}

/** The tables with the known words beside what they hold; they themselves where there are none. */
export function withKnownWords(
  tables: ConceptTables,
  { terms = [], learned = [] }: KnownWords
): ConceptTables {
  if (terms.length + learned.length === 0) return tables;
  const both = { source: tables.source.copy(), target: tables.target.copy() };
  const add = (pairs: readonly WordPair[], prefix: string): void => {
    pairs.forEach(({ source, target }, index) => {
      const concept = `${prefix}:${String(index)}`;
      both.source.add(source, concept);
      both.target.add(target, concept);
    });
  };
  add(terms, 'term');
  add(learned, 'taught');
  return both;
}

const origins: Readonly<Record<string, LinkReason['origin']>> = {
  word: 'dictionary',
  term: 'glossary',
  taught: 'learned',
  region: 'names',
  language: 'names'
};

/** From where a mention's concept was known; undefined for what was read off the two texts. */
export function originOf(key: string): LinkReason['origin'] {
  return origins[key.slice(0, key.indexOf(':'))];
}
