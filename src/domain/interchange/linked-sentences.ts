// The linked sentences of a pair, as tables and translation memories hold them.
import { isLive, type Link, type Pair, type Span } from '../align/schema';
import type { Article } from '../article/schema';

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
export function linkedSentences(pair: Pair, source: Article, target: Article): LinkedSentences[] {
  return pair.links
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
