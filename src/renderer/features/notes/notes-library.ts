// What the room of notes needs to know of the library.
import type { PairSummary } from '@domain/align/schema';
import type { FilterScope, FilterWorld } from '@domain/annotation/filter';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleSummary } from '@domain/article/schema';
import type { Collection } from '@domain/collection/schema';
import type { ArticleId, PairId } from '@domain/ids';
import { isNamedStance } from '@domain/statement/choices';
import { namesUnder, type Vocabulary } from '@domain/tag/vocabulary';

export interface NotesLibrary {
  readonly articles: readonly ArticleSummary[];
  readonly pairs: readonly PairSummary[];
  article(id: ArticleId): ArticleSummary | undefined;
  pair(id: PairId): PairSummary | undefined;
  pairsOf(id: ArticleId): PairSummary[];
}

export type Side = 'source' | 'target';

/** The side a passage is shown by: that of the pair looked at, else the one its article has in all its pairs. */
export function sideOf(id: ArticleId, scope: FilterScope | undefined, library: NotesLibrary): Side {
  if (scope?.kind === 'pair') return library.pair(scope.id)?.targetId === id ? 'target' : 'source';
  const pairs = library.pairsOf(id);
  return pairs.length > 0 && pairs.every(({ targetId }) => targetId === id) ? 'target' : 'source';
}

/** The articles of a scope in the order they are read in: source before target, others by title. */
export function articlesOf(
  scope: FilterScope | undefined,
  library: NotesLibrary,
  collections: readonly Collection[],
  language: string
): ArticleId[] {
  if (scope?.kind === 'pair') {
    const pair = library.pair(scope.id);
    return pair ? [pair.sourceId, pair.targetId] : [];
  }
  if (scope?.kind === 'article') return library.article(scope.id) ? [scope.id] : [];
  const members = scope && new Set(collections.find(({ id }) => id === scope.id)?.articleIds);
  const collator = new Intl.Collator(language);
  return library.articles
    .filter(({ id }) => members?.has(id) ?? true)
    .sort((a, b) => collator.compare(a.title, b.title))
    .map(({ id }) => id);
}

/** The world as it stands now; later changes of the library do not reach it. */
export function worldOf(
  library: NotesLibrary,
  collections: readonly Collection[],
  vocabulary: Vocabulary
): FilterWorld {
  const languages = new Map(library.articles.map(({ id, language }) => [id, language]));
  return {
    languageOf: (id) => languages.get(id),
    articlesOf: (scope) => articlesOf(scope, library, collections, 'en'),
    tagsUnder: (name) => namesUnder(vocabulary, name)
  };
}

/** What there is to choose from in the filters; names by the alphabet. */
export interface Choices {
  authors: readonly string[];
  languages: readonly string[];
  speakers: readonly string[];
  topics: readonly string[];
  /** Stances in words of somebody's own. */
  stances: readonly string[];
}

export function choicesOf(
  annotations: readonly Annotation[],
  library: NotesLibrary,
  language: string
): Choices {
  const authors = new Set<string>();
  const speakers = new Set<string>();
  const topics = new Set<string>();
  const stances = new Set<string>();
  for (const { author, statement } of annotations) {
    authors.add(author);
    const { speaker, topic, stance } = statement ?? {};
    if (speaker) speakers.add(speaker);
    if (topic) topics.add(topic);
    if (stance && !isNamedStance(stance)) stances.add(stance);
  }
  const { compare } = new Intl.Collator(language);
  const sorted = (names: Iterable<string>): string[] => [...names].sort(compare);
  return {
    authors: sorted(authors),
    languages: sorted(new Set(library.articles.map((article) => article.language))),
    speakers: sorted(speakers),
    topics: sorted(topics),
    stances: sorted(stances)
  };
}
