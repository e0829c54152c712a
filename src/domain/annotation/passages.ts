// Which stretches of an article are highlighted, by which annotation, and where the notes' numbers go.
import { graphemeBorderAfter, graphemeBorderBefore } from '../anchor/borders';
import type { OrderedAnnotation } from './order';
import type { Article, Block } from '../article/schema';

/** A highlighted stretch of one article, in the article's offsets. */
export interface ArticlePassage {
  /** Index over all passages of the document. */
  index: number;
  start: number;
  end: number;
  ordered: OrderedAnnotation;
  /** 0 for the annotation's first passage in the document. */
  ordinal: number;
}

/**
 * All passages that are found in the articles, in document order. A border inside a cluster (letter and marks)
 * moves outward. Orphans and stretches beyond the text are left out.
 */
export function collectPassages(
  ordered: OrderedAnnotation[],
  articles: readonly Article[]
): ArticlePassage[][] {
  const byArticle: ArticlePassage[][] = articles.map(() => []);
  let index = 0;
  for (const entry of ordered) {
    let ordinal = 0;
    for (const target of entry.annotation.targets) {
      const at = articles.findIndex((article) => article.id === target.articleId);
      const text = articles[at]?.text ?? '';
      const { start, end } = target.anchor;
      if (at < 0 || target.state === 'orphan' || end > text.length || start >= end) continue;
      byArticle[at]?.push({
        index,
        start: graphemeBorderBefore(text, start),
        end: graphemeBorderAfter(text, end),
        ordered: entry,
        ordinal
      });
      index += 1;
      ordinal += 1;
    }
  }
  return byArticle;
}

const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/** Where a note's number stands in the block: after the passage's last word, whole even where the passage cuts it. */
export function numberOffset(text: string, end: number, block: Block): number {
  let at = Math.min(end, block.end);
  while (at > block.start && /\s/.test(text.charAt(at - 1))) at -= 1;
  const previous = text[at - 1];
  if (previous === undefined || !wordCharacter.test(previous)) return at;
  while (at < block.end && wordCharacter.test(text.slice(at, at + 2))) {
    const next = text[at];
    if (next === undefined || !/[\p{L}\p{M}\p{N}\uD800-\uDFFF]/u.test(next)) break;
    at += 1;
  }
  return at;
}
