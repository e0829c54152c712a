// The linked sentences of a pair, as tables and translation memories hold them.
import { isLive, type Link, type Pair, type Span } from '../align/schema';
import type { Article } from '../article/schema';
import { segmentSentences } from '../text/sentences';

export interface LinkedSentences {
  link: Link;
  /** On one line, words as they are, any white space a single space. */
  source: string;
  target: string;
}

/** The words under the spans on one line. */
export function wordsUnder({ text }: Pick<Article, 'text'>, spans: readonly Span[]): string {
  return spans
    .map(([start, end]) => text.slice(start, end).replace(/\s+/g, ' ').trim())
    .join(' ')
    .trim();
}

const startOf = (spans: readonly Span[]): number => spans[0]?.[0] ?? 0;

/** Every link but the rejected ones and those without words, in the source's order. */
export function linkedSentences(
  { links }: Pick<Pair, 'links'>,
  source: Pick<Article, 'text'>,
  target: Pick<Article, 'text'>
): LinkedSentences[] {
  return links
    .filter(isLive)
    .map((link) => ({
      link,
      source: wordsUnder(source, link.source),
      target: wordsUnder(target, link.target)
    }))
    .filter((linked) => linked.source !== '' && linked.target !== '')
    .sort(
      (a, b) =>
        startOf(a.link.source) - startOf(b.link.source) ||
        startOf(a.link.target) - startOf(b.link.target)
    );
}

/** Sentences outside clutter of which no link holds a part, with where they start. */
export function unlinkedSentences(
  article: Article,
  spans: readonly (readonly [number, number])[]
): { start: number; words: string }[] {
  const taken = [...spans].sort((a, b) => a[0] - b[0]);
  let next = 0;
  return segmentSentences(article.text, article.blocks, article.language).flatMap(
    ({ start, end }) => {
      while ((taken[next]?.[1] ?? Infinity) <= start) next += 1;
      if ((taken[next]?.[0] ?? Infinity) < end) return [];
      const words = wordsUnder(article, [[start, end]]);
      return words === '' ? [] : [{ start, words }];
    }
  );
}
