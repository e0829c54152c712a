// What the acts on highlights need of the reader's component, and the words in which they say what they did.
import type { Translator } from '@shared/i18n/translator';
import { wordsAround } from './movement';
import type { Place, ReaderState } from './reader-state.svelte';

export interface Marking {
  /** The reading region has the focus, or nothing has. */
  focused: () => boolean;
  focus: () => void;
  /** To those who hear. */
  say: (words: string) => void;
  /** Brings the place into view. */
  show: (place: Place) => void;
  t: () => Translator;
}

/** Enough of a passage to know it by. */
const saidLength = 160;

/** The words, cut in the middle where they are many. */
export function saidWords(words: string): string {
  const letters = [...words.replaceAll(/\s+/g, ' ')];
  if (letters.length <= saidLength) return letters.join('');
  const half = saidLength / 2;
  return `${letters.slice(0, half).join('').trimEnd()} … ${letters.slice(-half).join('').trimStart()}`;
}

/** Where the moving end of what is resized is, by the word it stands at. */
export function saidOfEdge(reader: ReaderState, t: Translator): string {
  const { now } = reader.resizing;
  const article = now && reader.at(now.side)?.article;
  if (!now || !article) return '';
  const { edge, span } = now;
  const words = wordsAround(article.text, span[edge], article.language);
  const word =
    edge === 'end'
      ? words.findLast(({ start }) => start < span.end)
      : words.find(({ end }) => end > span.start);
  const said =
    edge === 'end'
      ? { start: Math.max(span.start, word?.start ?? 0), end: span.end }
      : { start: span.start, end: Math.min(span.end, word?.end ?? span.end) };
  return t.t(edge === 'end' ? 'reader.endsWith' : 'reader.beginsWith', {
    words: article.text.slice(said.start, said.end)
  });
}
