// How many words an article has: the same in the library, the reader and the status line.
import type { ParsedArticle } from './schema';

const spaced = /[\p{L}\p{N}\p{M}]+(?:['’.,-][\p{L}\p{N}\p{M}]+)*/gu;
const unspaced = new Set(['zh', 'ja', 'th', 'lo', 'km', 'my']);

/** Words outside clutter; by dictionary in languages that write no spaces. */
export function countWords({
  text,
  blocks,
  language
}: Pick<ParsedArticle, 'text' | 'blocks' | 'language'>): number {
  let count = 0;
  for (const { start, end, clutter } of blocks) {
    if (clutter === undefined) count += wordsIn(text.slice(start, end), language);
  }
  return count;
}

function wordsIn(text: string, language: string): number {
  if (!unspaced.has(language.split('-')[0] ?? '')) return text.match(spaced)?.length ?? 0;
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(
    text
  )) {
    if (isWordLike) count += 1;
  }
  return count;
}
