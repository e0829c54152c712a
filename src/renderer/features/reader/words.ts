// How many words an article has.
import type { Article } from '@domain/article/schema';

const counted = new WeakMap<Article, number>();

/** Words outside clutter, by the rules of the article's language. Counted once an article. */
export function countWords(article: Article): number {
  let count = counted.get(article);
  if (count === undefined) {
    const segmenter = new Intl.Segmenter(
      article.language === 'und' ? undefined : article.language,
      {
        granularity: 'word'
      }
    );
    count = 0;
    for (const { start, end, clutter } of article.blocks) {
      if (clutter) continue;
      for (const { isWordLike } of segmenter.segment(article.text.slice(start, end))) {
        if (isWordLike) count += 1;
      }
    }
    counted.set(article, count);
  }
  return count;
}
