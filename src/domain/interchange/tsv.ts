// Linked sentences as two columns, for programs that take the plainest of tables.
import type { Pair } from '../align/schema';
import type { Article } from '../article/schema';
import { linkedSentences } from './linked-sentences';

// eslint-disable-next-line no-control-regex
const unprintable = /[\u0000-\u001f]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/**
 * One line a link in the source's order: source, tab, target. No heading and no quotation marks, since those who read
 * it take both for text.
 */
export function writeTsv(
  pair: Pair,
  [source, target]: readonly [Article, Article]
): { text: string; rows: number } {
  const linked = linkedSentences(pair, source, target);
  const cell = (words: string): string => words.replace(unprintable, '\uFFFD');
  const lines = linked.map((each) => `${cell(each.source)}\t${cell(each.target)}\n`);
  return { text: lines.join(''), rows: lines.length };
}
