// Where the ends of a highlight go when it is resized. Pure; offsets are UTF-16 code units of the article.
import {
  graphemeBorderAfter,
  graphemeBorderBefore,
  nearestWordBorder
} from '@domain/anchor/borders';
import {
  moveOffset,
  tidySpan,
  wordsAround,
  type Direction,
  type Sentence,
  type Unit
} from './movement';
import type { TextSpan } from './offset-map';

/** Which end of a passage moves. */
export type Edge = 'start' | 'end';

interface Words {
  text: string;
  sentences: readonly Sentence[];
  language: string;
}

/**
 * The span with one end put at `offset`, on a border of graphemes and off white space. The other end stays, and at
 * least one grapheme beside it: neither empty nor turned round, wherever `offset` is.
 */
export function edgeAt(text: string, span: TextSpan, edge: Edge, offset: number): TextSpan {
  const { start, end } = span;
  if (edge === 'end') {
    const least = graphemeBorderAfter(text, start + 1);
    const to = Math.max(least, Math.min(text.length, graphemeBorderAfter(text, offset)));
    return { start, end: tidySpan(text, start, to)?.end ?? end };
  }
  const most = graphemeBorderBefore(text, end - 1);
  const from = Math.min(most, Math.max(0, graphemeBorderBefore(text, offset)));
  return { start: tidySpan(text, from, end)?.start ?? start, end };
}

/** As {@link edgeAt}, on the border of words that is nearest to `offset`. */
export function edgeAtWord(text: string, span: TextSpan, edge: Edge, offset: number): TextSpan {
  return edgeAt(text, span, edge, nearestWordBorder(text, offset));
}

/**
 * The span with one end moved by a unit: a start to the next or last beginning of a word or sentence, an end to such an
 * end. As it is where there is none, or only beyond the other end.
 */
export function moveEdge(
  words: Words,
  span: TextSpan,
  edge: Edge,
  unit: Unit,
  direction: Direction
): TextSpan {
  const { text } = words;
  let offset = span[edge];
  for (;;) {
    const next = nextStop(words, offset, edge, unit, direction);
    if (next === undefined || next === offset) return span;
    if (edge === 'end' ? next <= span.start : next >= span.end) return span;
    const moved = edgeAt(text, span, edge, next);
    // Over white space, which no highlight begins or ends with, it goes on.
    if (moved[edge] !== span[edge]) return moved;
    offset = next;
  }
}

function nextStop(
  { text, sentences, language }: Words,
  offset: number,
  edge: Edge,
  unit: Unit,
  direction: Direction
): number | undefined {
  if (unit === 'character') {
    return moveOffset(text, sentences, offset, unit, direction, language);
  }
  const stops = unit === 'word' ? wordsAround(text, offset, language) : sentences;
  return direction === 'forward'
    ? stops.find((stop) => stop[edge] > offset)?.[edge]
    : stops.findLast((stop) => stop[edge] < offset)?.[edge];
}
