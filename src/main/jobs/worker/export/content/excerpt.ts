// The first rows of a large file, with what they need of the whole: an input small enough to be sent at every keystroke.
import { noteNumbers, orderAnnotations } from '@domain/annotation/order';
import type { Article } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import { counterpartIndex } from '@domain/statement/counterpart';
import { titleBlock } from '@domain/interchange/rows';
import type { Translator } from '@shared/i18n/translator';
import type { PdfInput } from '../../../job-contract';
import { printLegend } from './legend';
import { firstRows, layParts, printedBlocks, touching, type Laid } from './parts';
import { summary } from './summary';
import type { TypesetDocument } from './typeset-document';

/** What only the whole can tell. */
export interface Excerpt extends Pick<TypesetDocument, 'summary' | 'legend'> {
  laid: Laid[];
  /** Of the notes. */
  numbers: ReadonlyMap<AnnotationId, number>;
}

/** Room behind the last character, for the cluster and the word it may be part of. */
const margin = 100;

/** The article up to where something of the excerpt ends. */
function beginning(article: Article, printed: ReadonlySet<number>, passageEnds: number): Article {
  const last = Math.max(...printed, titleBlock(article) ?? 0);
  const end = Math.max(article.blocks[last]?.end ?? 0, passageEnds) + margin;
  return {
    ...article,
    text: article.text.slice(0, end),
    blocks: article.blocks.slice(0, last + 1),
    marks: article.marks.filter(({ start }) => start < end)
  };
}

/** The input with so many rows at most and what is on them, as the whole has them. */
export function excerptOf(
  input: PdfInput,
  rows: number,
  translator: Translator
): PdfInput & { excerpt: Excerpt } {
  const { articles, pair, tags } = input;
  const all = orderAnnotations(
    input.annotations,
    articles.map(({ id }) => id)
  );
  const laid = firstRows(layParts(input), rows);
  const printed = printedBlocks(articles, laid);
  const ordered = touching(all, articles, printed);
  const counterparts = counterpartIndex(input.annotations);
  const annotations = new Set(
    ordered.flatMap(({ annotation }) => [annotation, ...(counterparts.get(annotation.id) ?? [])])
  );
  const begun = articles.map((article, side) => {
    const blocks = printed[side] ?? new Set();
    const shown = article.blocks[Math.max(...blocks)]?.end ?? 0;
    const ends = ordered
      .flatMap(({ annotation }) => annotation.targets)
      .filter(({ articleId, anchor }) => articleId === article.id && anchor.start < shown)
      .map(({ anchor }) => anchor.end);
    return beginning(article, blocks, Math.max(0, ...ends));
  });
  return {
    ...input,
    articles: begun,
    pair: pair && { ...pair, links: [] },
    annotations: [...annotations],
    excerpt: {
      laid,
      numbers: noteNumbers(all),
      summary: summary(input, { annotations: all, whole: false }, translator),
      legend: printLegend(all, tags, translator)
    }
  };
}
