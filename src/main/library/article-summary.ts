// What lists show of an article.
import type { Article, ArticleSummary } from '@domain/article/schema';

const spaced = /[\p{L}\p{N}\p{M}]+(?:['’.,-][\p{L}\p{N}\p{M}]+)*/gu;
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my']);

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
    words: article.blocks
      .filter((block) => block.clutter === undefined)
      .reduce((sum, { start, end }) => sum + words(article.text.slice(start, end), language), 0)
  };
}

function words(text: string, language: string): number {
  if (!unspaced.has(language.split('-')[0] ?? '')) return text.match(spaced)?.length ?? 0;
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(
    text
  )) {
    if (isWordLike) count += 1;
  }
  return count;
}
