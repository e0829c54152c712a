// What lists show of a pair.
import { isLive, type Pair, type PairSummary } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import { segmentSentences } from '@domain/text/sentences';

/** Spans of an article's sentences without clutter, in text order. */
export function sentenceSpans(article: Article): { start: number; end: number }[] {
  return segmentSentences(article.text, article.blocks, article.language);
}

/** `sourceSentences` as {@link sentenceSpans} gives them. */
export function summarisePair(
  pair: Pair,
  sourceSentences: { start: number; end: number }[],
  annotations: number
): PairSummary {
  const { id, sourceId, targetId, verdict, modified } = pair;
  return {
    id,
    sourceId,
    targetId,
    verdict,
    modified,
    sentences: sourceSentences.length,
    linked: linkedSentences(pair, sourceSentences),
    annotations
  };
}

/** How many of the sentences, in text order, a link that is not rejected touches. */
function linkedSentences(pair: Pair, sentences: { start: number; end: number }[]): number {
  const spans = pair.links
    .filter(isLive)
    .flatMap((link) => link.source)
    .sort(([a], [b]) => a - b);
  let at = 0;
  /** Furthest end of the spans that begin before the sentence's end. */
  let reached = -1;
  return sentences.filter((sentence) => {
    for (let span = spans[at]; span && span[0] < sentence.end; span = spans[(at += 1)]) {
      reached = Math.max(reached, span[1]);
    }
    return reached > sentence.start;
  }).length;
}
