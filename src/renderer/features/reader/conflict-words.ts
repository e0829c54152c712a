// Where in the text the values stand on which a link's two sides disagree.
import type { SideName } from '@domain/align/counterparts';
import { isDisagreement, valuesApart } from '@domain/align/doubts';
import { isLive, type Link } from '@domain/align/schema';
import type { TextSpan } from './offset-map';

const wordlike = /[\p{L}\p{M}\p{N}]/u;

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

/** Not within a longer word or number: 19 is not in 1995. */
function wholeWords(text: string, value: string, from: number, to: number): TextSpan[] {
  const found: TextSpan[] = [];
  for (let at = text.indexOf(value, from); at >= 0; at = text.indexOf(value, at + value.length)) {
    const end = at + value.length;
    if (end > to) break;
    const inside = wordlike.test(text.charAt(at - 1)) || wordlike.test(text.charAt(end));
    if (!inside) found.push({ start: at, end });
  }
  return found;
}
