// The order of the library's two tables.
import type { PairSummary } from '@domain/align/schema';
import type { ArticleSummary } from '@domain/article/schema';

export interface Sort<Column extends string> {
  column: Column;
  descending: boolean;
}

/** A column's heading: numbers and dates stand at the end; `leaves` is the class of one that a narrow window drops. */
export interface Heading<Column extends string> {
  id: Column;
  label: string;
  atEnd?: boolean;
  leaves?: string;
  /** Class of its width; absent for the one that takes what is left. */
  width?: string;
}

export type PairColumn = 'pair' | 'languages' | 'verdict' | 'linked' | 'notes' | 'changed';
export type ArticleColumn = 'article' | 'source' | 'language' | 'pairs' | 'words' | 'published';

/** A row with what it is sorted by already looked up. */
export type PairRow = { pair: PairSummary; source: ArticleSummary; target: ArticleSummary };
export type ArticleRow = { article: ArticleSummary; pairs: PairSummary[] };

const verdictRank = { translation: 0, partial: 1, comparable: 2 } as const;

type Key = string | number | null;

const pairKey: Record<PairColumn, (row: PairRow) => Key> = {
  pair: ({ source }) => source.title,
  languages: ({ source, target }) => `${source.language} ${target.language}`,
  verdict: ({ pair }) => verdictRank[pair.verdict],
  linked: ({ pair }) => (pair.sentences === 0 ? 0 : pair.linked / pair.sentences),
  notes: ({ pair }) => pair.annotations,
  changed: ({ pair }) => pair.modified
};
const articleKey: Record<ArticleColumn, (row: ArticleRow) => Key> = {
  article: ({ article }) => article.title,
  source: ({ article }) => article.fileName,
  language: ({ article }) => article.language,
  pairs: ({ pairs }) => pairs.length,
  words: ({ article }) => article.words,
  published: ({ article }) => article.date ?? null
};

/** A new sorted list; equal rows keep their order, and what is not stated comes last either way. */
function sorted<Row>(
  rows: Row[],
  key: (row: Row) => Key,
  descending: boolean,
  language: string
): Row[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = descending ? -1 : 1;
  return rows.toSorted((first, second) => {
    const a = key(first);
    const b = key(second);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * collator.compare(String(a), String(b));
  });
}

export function sortPairs(rows: PairRow[], sort: Sort<PairColumn>, language: string): PairRow[] {
  return sorted(rows, pairKey[sort.column], sort.descending, language);
}

export function sortArticles(
  rows: ArticleRow[],
  sort: Sort<ArticleColumn>,
  language: string
): ArticleRow[] {
  return sorted(rows, articleKey[sort.column], sort.descending, language);
}

/** The order after a click on a heading: the same column turns round, another begins its natural way. */
export function nextSort<Column extends string>(
  sort: Sort<Column>,
  column: Column,
  largestFirst: readonly Column[]
): Sort<Column> {
  return sort.column === column
    ? { column, descending: !sort.descending }
    : { column, descending: largestFirst.includes(column) };
}
