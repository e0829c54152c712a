// Which articles the library room shows.
import type { ArticleId } from '@domain/ids';
import type { ArticleRow } from './sorting';

/** Conditions that must all hold; an absent one always does. */
export interface Filters {
  /** BCP 47 tag. */
  language?: string;
  /** File or paper it came from, as the table shows it. */
  source?: string;
  /** Days the article states, ISO 8601, both ends included. One without a date is outside of any range. */
  from?: string;
  to?: string;
  paired?: boolean;
  annotated?: boolean;
}
export type FilterName = keyof Filters;

/** A stated month or year counts as its first day at the start of a range, and up to its last at the end. */
function within(date: string | undefined, { from, to }: Filters): boolean {
  if (!from && !to) return true;
  if (date === undefined) return false;
  return (!from || date.padEnd(10, '-99') >= from) && (!to || date <= to);
}

/** The rows that pass, in their order. `members` are the articles of the chosen collection, null for no choice. */
export function filterRows(
  rows: readonly ArticleRow[],
  filters: Filters,
  members: ReadonlySet<ArticleId> | null
): ArticleRow[] {
  const { language, source, paired, annotated } = filters;
  return rows.filter(
    ({ article, pairs }) =>
      (members === null || members.has(article.id)) &&
      (language === undefined || article.language === language) &&
      (source === undefined || article.fileName === source) &&
      (paired === undefined || pairs.length > 0 === paired) &&
      (annotated === undefined || article.annotations > 0 === annotated) &&
      within(article.date, filters)
  );
}
