// What lists show of an article.
import type { Article, ArticleSummary } from '@domain/article/schema';
import { countWords } from '@domain/article/words';

/** The summary of an article but for its annotations, which change apart from it. */
export function summarise(article: Article): Omit<ArticleSummary, 'annotations'> {
  const { id, title, date, language, charset, imported, original } = article;
  return {
    id,
    title,
    ...(date === undefined ? {} : { date }),
    language,
    charset,
    imported,
    fileName: original.name,
    words: countWords(article)
  };
}
