import { plainTextBlocks } from '@domain/article/plain-text';
import { normaliseText } from '@domain/text/normalise';
import { joinLines, findWrap } from '@domain/text/wrapped';
import type { ParsedDocument } from './parsed-document';

/** Reads a plain-text file. */
export function readPlain(raw: string): ParsedDocument {
  const text = normaliseText(raw);
  const wrap = findWrap(text);
  const drafts = plainTextBlocks(text).map(({ start, end, ...block }) => ({
    ...block,
    text: joinLines(text.slice(lineStart(text, start), end), wrap),
    marks: []
  }));
  return { drafts, clutterKnown: true };
}

/** Before the white space that stands before `offset` on its line. */
function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /[^\S\n]/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}
