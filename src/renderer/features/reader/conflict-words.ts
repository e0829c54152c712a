// Where in the text the values stand on which a link's two sides disagree.
import type { SideName } from '@domain/align/counterparts';
import { isDisagreement, valuesApart } from '@domain/align/doubts';
import { isLive, type Link } from '@domain/align/schema';
import { wholeWords } from '@domain/text/whole-words';
import type { TextSpan } from './offset-map';

/** Spans of the side's text within the link; a value that stands there more than once is marked each time. */
export function wordsInConflict(link: Link, side: SideName, text: string): TextSpan[] {
  if (!isLive(link)) return [];
  const values = link.reasons.filter(isDisagreement).flatMap((reason) => {
    const value = valuesApart(reason)?.[side === 'source' ? 0 : 1];
    return value ? [value] : [];
  });
  return values.flatMap((value) =>
    link[side].flatMap(([start, end]) => wholeWords(text, value, start, end))
  );
}
