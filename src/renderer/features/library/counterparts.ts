// Which articles are offered as the other side of one.
import type { ArticleSummary } from '@domain/article/schema';

/** All but the article itself: other languages first, then the nearest in length. */
export function counterparts(
  article: ArticleSummary,
  articles: readonly ArticleSummary[]
): ArticleSummary[] {
  const distance = (other: ArticleSummary): number =>
    Math.abs(Math.log((other.words + 1) / (article.words + 1)));
  const same = (other: ArticleSummary): number => Number(other.language === article.language);
  return articles
    .filter(({ id }) => id !== article.id)
    .toSorted((a, b) => same(a) - same(b) || distance(a) - distance(b));
}
