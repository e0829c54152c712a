// A dictionary of two languages from the links that people confirmed, wherever in the library.
import { conceptTables, type Lexicon } from './lexicon';
import type { WordPair } from './known-words';
import { gramsOf, pairsTogether } from './learn';
import type { Side } from './side';
import { unitsOf, type Unit } from './units';

/** What a confirmed link ties: the sentences of either side as written. */
export interface LinkedTexts {
  source: string;
  target: string;
}

/** In how many links two words must stand together, and how seldom apart: see `pairsTogether`. */
const LIMITS = { together: 3, tie: 0.4 };

/**
 * Words and short phrases that keep turning up together in confirmed links. What names, figures or the lexicon explain
 * teaches nothing new. A link between the same words as another one counts for nothing.
 */
export function learnFromLinks(
  links: readonly LinkedTexts[],
  languages: { source: string; target: string },
  lexicon: Lexicon | undefined
): WordPair[] {
  const once = [...new Map(links.map((link) => [`${link.source}\n${link.target}`, link])).values()];
  if (once.length < LIMITS.together) return [];
  const tables = conceptTables(languages.source, languages.target, lexicon);
  const side = (name: 'source' | 'target'): Side =>
    sideOf(
      once.map((link) => link[name]),
      languages[name]
    );
  const units = unitsOf(side('source'), side('target'), tables);
  const source = gramsByLink(units.source, languages.source, once.length);
  const target = gramsByLink(units.target, languages.target, once.length);
  const pairs = pairsTogether(
    source.byLink.map((grams, index) => ({ source: grams, target: target.byLink[index] ?? grams })),
    LIMITS
  );
  return pairs.map((pair) => ({
    source: source.written.get(pair.source) ?? pair.source,
    target: target.written.get(pair.target) ?? pair.target
  }));
}

/** A paragraph for each link. */
function sideOf(texts: readonly string[], language: string): Side {
  const blocks: Side['blocks'] = [];
  let text = '';
  for (const each of texts) {
    const start = text.length;
    text += `${each.replaceAll('\n', ' ')}\n`;
    blocks.push({ kind: 'paragraph', start, end: text.length - 1 });
  }
  return { text, language, blocks };
}

/** The grams of each link, and how one of each was written, without its capital. */
function gramsByLink(units: readonly Unit[], language: string, count: number) {
  const byLink = Array.from({ length: count }, () => new Set<string>());
  const written = new Map<string, string>();
  for (const { block, words } of units) {
    for (const [gram, each] of gramsOf(words, language)) {
      byLink[block]?.add(gram);
      written.set(gram, each.toLowerCase());
    }
  }
  return { byLink, written };
}
