// Finds title and headings in text that does not mark them: by length, last character and what follows.
import { textWeight } from '../text/measure';
import type { BlockKind, ClutterReason } from './schema';
import { isByline } from './stated';

const sentenceEnd = /[.!?…:;,。！？：；，、।]["”’»)\]』」]*$/u;

function looksLikeHeading(text: string, longest: number): boolean {
  return (
    textWeight(text) <= longest &&
    !sentenceEnd.test(text) &&
    /^[\p{Lu}\p{Lt}\p{Lo}\p{N}"“«[(]/u.test(text)
  );
}

interface HeadingLine {
  text: string;
  kind: BlockKind;
}

/**
 * A level for each line that is a heading, null for the others: 1 for the title (the first line of the article's own
 * if it is no paragraph), 2 for short lines before running text. Clutter is never a heading.
 */
export function findHeadings(
  lines: readonly HeadingLine[],
  reasons: readonly (ClutterReason | null)[]
): (1 | 2 | null)[] {
  const own = lines.filter((_line, index) => reasons[index] === null);
  const titled = isTitle(own[0], own[1]);
  let heading = false;
  let ownIndex = -1;
  return lines.map((_line, index) => {
    if (reasons[index] !== null) return null;
    ownIndex += 1;
    if (titled && ownIndex === 0) {
      heading = true;
      return 1;
    }
    heading = opensText(own, ownIndex, heading);
    return heading ? 2 : null;
  });
}

function isTitle(first: HeadingLine | undefined, second: HeadingLine | undefined): boolean {
  if (first?.kind !== 'paragraph' || !second) return false;
  const single = !/[.!?] \p{Lu}/u.test(first.text);
  return (
    looksLikeHeading(first.text, 250) ||
    (textWeight(first.text) <= 130 && second.text.length > first.text.length && single)
  );
}

function opensText(own: readonly HeadingLine[], index: number, afterHeading: boolean): boolean {
  const [previous, line, next] = [own[index - 1], own[index], own[index + 1]];
  return (
    line?.kind === 'paragraph' &&
    next?.kind === 'paragraph' &&
    looksLikeHeading(line.text, 110) &&
    !isByline(line.text) &&
    (sentenceEnd.test(next.text) || textWeight(next.text) > 160 || !afterHeading) &&
    !(previous && /[:;,]$/.test(previous.text))
  );
}
