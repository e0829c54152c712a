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

/** Where the line begins, if nothing but white space stands before `offset` on it. */
function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return text.slice(start, offset).trim() === '' ? start : offset;
}
