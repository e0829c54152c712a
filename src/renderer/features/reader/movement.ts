// Where the reading cursor and the ends of a selection go. Pure; offsets are UTF-16 code units of the article.
import { graphemeBorderAfter, graphemeBorderBefore } from '@domain/anchor/borders';
import type { TextSpan } from './offset-map';

export interface Sentence extends TextSpan {
  /** Index of its block. */
  block: number;
}

export type Direction = 'back' | 'forward';

/** Index of the sentence at `offset`; between two, the one before. -1 before the first. */
export function sentenceIndexAt(sentences: readonly Sentence[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The neighbouring sentence's index; the same one at either end. */
export function stepSentence(
  sentences: readonly Sentence[],
  index: number,
  direction: Direction
): number {
  const next = index + (direction === 'forward' ? 1 : -1);
  return Math.min(sentences.length - 1, Math.max(0, next));
}

/**
 * The first sentence of the next block. Back: the first of this one, or where it is that already, of the block
 * before. The same index where there is no further block.
 */
export function stepBlock(
  sentences: readonly Sentence[],
  index: number,
  direction: Direction
): number {
  const block = sentences[index]?.block;
  if (block === undefined) return index;
  if (direction === 'forward') {
    const next = sentences.findIndex((sentence, at) => at > index && sentence.block !== block);
    return next < 0 ? index : next;
  }
  let first = index;
  while (first > 0 && sentences[first - 1]?.block === block) first -= 1;
  if (first < index || first === 0) return first;
  const before = sentences[first - 1]?.block;
  let result = first - 1;
  while (result > 0 && sentences[result - 1]?.block === before) result -= 1;
  return result;
}

export type Unit = 'character' | 'word' | 'sentence';

const wordSegmenters = new Map<string, Intl.Segmenter>();
function wordSegmenter(language: string): Intl.Segmenter {
  let segmenter = wordSegmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(language === 'und' ? undefined : language, {
      granularity: 'word'
    });
    wordSegmenters.set(language, segmenter);
  }
  return segmenter;
}

/** How far around an offset words are looked for. */
const wordReach = 400;

/** The words around `offset`, in order. Never beginning or ending inside a grapheme. */
export function wordsAround(text: string, offset: number, language: string): TextSpan[] {
  const base = graphemeBorderBefore(text, Math.max(0, offset - wordReach));
  const slice = text.slice(base, Math.min(text.length, offset + wordReach));
  const words: TextSpan[] = [];
  for (const { index, segment, isWordLike } of wordSegmenter(language).segment(slice)) {
    const start = base + index;
    if (isWordLike) words.push({ start, end: graphemeBorderAfter(text, start + segment.length) });
  }
  return words;
}

function wordBorder(text: string, offset: number, direction: Direction, language: string): number {
  const words = wordsAround(text, offset, language);
  return direction === 'forward'
    ? (words.find(({ end }) => end > offset)?.end ?? text.length)
    : (words.findLast(({ start }) => start < offset)?.start ?? 0);
}

/** Where an end of the selection goes from `offset`, by one unit; stays at the text's ends. Never inside a grapheme. */
export function moveOffset(
  text: string,
  sentences: readonly Sentence[],
  offset: number,
  unit: Unit,
  direction: Direction,
  language: string
): number {
  switch (unit) {
    case 'character':
      return direction === 'forward'
        ? graphemeBorderAfter(text, Math.min(text.length, offset + 1))
        : graphemeBorderBefore(text, Math.max(0, offset - 1));
    case 'word':
      return wordBorder(text, offset, direction, language);
    case 'sentence': {
      const index = sentenceIndexAt(sentences, direction === 'forward' ? offset : offset - 1);
      if (direction === 'back') return sentences[Math.max(0, index)]?.start ?? offset;
      const here = sentences[index];
      if (here && here.end > offset) return here.end;
      return sentences[index + 1]?.end ?? offset;
    }
  }
}

/** The span widened to whole graphemes and stripped of white space at its ends; null where nothing is left. */
export function tidySpan(text: string, from: number, to: number): TextSpan | null {
  let start = graphemeBorderBefore(text, Math.max(0, Math.min(from, to)));
  let end = graphemeBorderAfter(text, Math.min(text.length, Math.max(from, to)));
  // A mark on a space is a grapheme of its own: it stays whole.
  while (start < end && /\s/.test(text.charAt(start))) {
    if (graphemeBorderAfter(text, start + 1) !== start + 1) break;
    start += 1;
  }
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return start < end ? { start, end } : null;
}
