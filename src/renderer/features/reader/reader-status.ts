// What the status line says of what is open.
import { coverage } from '@domain/align/counterparts';
import type { Pair, Verdict } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import { inConflict } from '@domain/align/doubts';
import { countWords } from '@domain/article/words';

export interface ReaderStatus {
  /** Null for one article alone. */
  pair: {
    verdict: Verdict;
    /** Source sentences outside clutter, and how many of them a link holds. */
    sentences: number;
    linked: number;
    /** Links against which a number or date speaks. */
    conflicts: number;
  } | null;
  /** Of both articles, outside clutter. */
  words: number;
}

export function readerStatus(
  source: Article,
  target: Article | null,
  pair: Pair | null
): ReaderStatus {
  const words = countWords(source) + (target ? countWords(target) : 0);
  if (!target || !pair) return { pair: null, words };
  const conflicts = pair.links.filter(inConflict).length;
  return {
    pair: { verdict: pair.verdict, ...coverage(source, 'source', pair.links), conflicts },
    words
  };
}
