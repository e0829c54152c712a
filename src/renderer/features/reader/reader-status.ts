// What the status line says of what is open.
import { Counterparts, coverage, type SideName } from '@domain/align/counterparts';
import { inConflict } from '@domain/align/doubts';
import type { Pair, Verdict } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import { countWords } from '@domain/article/words';
import { segmentSentences } from '@domain/text/sentences';
import { markLinks } from './link-marks';
import { linkOf } from './links';
import type { Sentence } from './movement';
import type { TextSpan } from './offset-map';

export type SentenceState = 'linked' | 'alone' | 'conflict';

export interface ReaderStatus {
  /** Null for one article alone. */
  pair: {
    verdict: Verdict;
    /** Source sentences outside clutter, and how many of them a link holds. */
    sentences: number;
    linked: number;
    /** Links whose sides disagree on a value. */
    conflicts: number;
    /** Passages of both sides that the other lacks; none in comparable articles. */
    alone: number;
    /** Each source sentence, in order. */
    states: readonly SentenceState[];
  } | null;
  /** Of both articles, outside clutter. */
  words: number;
}

/** An article with its sentences outside clutter. */
interface Told {
  article: Article;
  sentences: readonly Sentence[];
  /** Null where they were not counted yet. */
  words?: number | null;
}

/** `known` is what the reader has of the pair's links already. */
export function readerStatus(
  source: Told,
  target: Told | null,
  pair: Pair | null,
  known?: Counterparts
): ReaderStatus {
  const wordsOf = (of: Told): number => of.words ?? countWords(of.article);
  const words = wordsOf(source) + (target ? wordsOf(target) : 0);
  if (!target || !pair) return { pair: null, words };
  const counterparts =
    known ??
    new Counterparts(pair.links, {
      source: source.article.text.length,
      target: target.article.text.length
    });
  const marked = (side: SideName, { sentences }: Told) => ({
    sentences,
    isLinked: (sentence: TextSpan) => linkOf(counterparts, side, sentence) !== null
  });
  const { conflicts, alone } = markLinks(
    pair,
    { source: marked('source', source), target: marked('target', target) },
    (offset) => counterparts.offsetAcross('target', offset)
  );
  const states = source.sentences.map((sentence): SentenceState => {
    const link = linkOf(counterparts, 'source', sentence);
    return link ? (inConflict(link) ? 'conflict' : 'linked') : 'alone';
  });
  return {
    pair: {
      verdict: pair.verdict,
      ...coverage(source.article, 'source', pair.links, source.sentences),
      conflicts: conflicts.length,
      alone: alone.length,
      states
    },
    words
  };
}

/** An article for `readerStatus`, where no reader knows its sentences. */
export function told(article: Article): Told {
  return { article, sentences: segmentSentences(article.text, article.blocks, article.language) };
}
