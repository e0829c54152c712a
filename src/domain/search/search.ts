// Full-text search: every document is looked through, folded beforehand. Pure; whoever holds the documents calls it.
// Why there is no inverted index: docs/adr/0012-search-by-scanning.md.
import { findTerm, type Field } from './field';
import { nextPlace, type Query, type Term } from './query';

export interface SearchDocument<Id> {
  id: Id;
  /** Title and byline of an article; null for a note. */
  head: Field | null;
  body: Field;
  /** What was folded away as clutter: found last. */
  clutter: Field | null;
}

export interface Match<Id> {
  document: SearchDocument<Id>;
  /** Every word stands there just as it was typed, case aside. */
  exact: boolean;
  /** The words stand together as typed. */
  together: boolean;
  inHead: boolean;
  /** Some word is found in clutter alone. */
  inClutter: boolean;
  /** How much of the document is about the words, 0 to 1. */
  density: number;
}

const mostCounted = 12;

function count(text: string, term: Term): number {
  let found = 0;
  let at = nextPlace(text, term, 0);
  while (at !== -1 && found < mostCounted) {
    found += 1;
    at = nextPlace(text, term, at + term.folded.length);
  }
  return found;
}

function matchOf<Id>(document: SearchDocument<Id>, terms: Term[], query: Query): Match<Id> | null {
  const { head, body, clutter } = document;
  const own = head ? [head, body] : [body];
  let exact = true;
  let inClutter = false;
  for (const term of terms) {
    let found = false;
    let asTyped = false;
    for (const field of own) {
      const place: ReturnType<typeof findTerm> = asTyped ? null : findTerm(field, term);
      found ||= place !== null;
      asTyped ||= place?.exact ?? false;
    }
    if (!found) {
      const place = clutter && findTerm(clutter, term);
      if (!place) return null;
      inClutter = true;
      asTyped = place.exact;
    }
    exact &&= asTyped;
  }
  const { phrase } = query;
  const counts = terms.map((term) => count(body.folded, term));
  const length = 1 + body.folded.length / 4000;
  return {
    document,
    exact,
    inClutter,
    together: phrase !== null && own.some((field) => nextPlace(field.folded, phrase, 0) !== -1),
    inHead: head !== null && terms.every((term) => nextPlace(head.folded, term, 0) !== -1),
    density: counts.reduce((sum, found) => sum + found / (found + length), 0) / terms.length
  };
}

/**
 * The documents that hold all terms, best first: what stands in the text before what stands in clutter, exactly as
 * typed before folded, together before apart, in the title before in the body, then the densest; of equals the one
 * that comes first in `documents`.
 */
export function searchDocuments<Id>(
  documents: Iterable<SearchDocument<Id>>,
  query: Query
): Match<Id>[] {
  if (query.terms.length === 0) return [];
  // Long words are rare: most documents are done with after the first.
  const terms = query.terms.toSorted((a, b) => b.folded.length - a.folded.length);
  const matches: Match<Id>[] = [];
  for (const document of documents) {
    const match = matchOf(document, terms, query);
    if (match) matches.push(match);
  }
  const yes = (first: boolean, second: boolean): number => Number(second) - Number(first);
  return matches.sort(
    (a, b) =>
      yes(b.inClutter, a.inClutter) ||
      yes(a.exact, b.exact) ||
      yes(a.together, b.together) ||
      yes(a.inHead, b.inHead) ||
      b.density - a.density
  );
}
