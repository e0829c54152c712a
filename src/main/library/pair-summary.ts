// What lists show of a pair.
import type { Pair, PairSummary } from '@domain/align/schema';
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
  const linked = pair.links
    .filter((link) => link.state !== 'rejected')
    .flatMap((link) => link.source);
  return {
    id,
    sourceId,
    targetId,
    verdict,
    modified,
    sentences: sourceSentences.length,
    linked: sourceSentences.filter((sentence) =>
      linked.some(([start, end]) => start < sentence.end && end > sentence.start)
    ).length,
    annotations
  };
}
