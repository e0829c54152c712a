import { plainTextBlocks } from '@domain/article/plain-text';
import { normaliseText } from '@domain/text/normalise';
import type { ParsedDocument } from './parsed-document';

/** Reads a plain-text file. */
export function readPlain(raw: string): ParsedDocument {
  const text = normaliseText(raw);
  const drafts = plainTextBlocks(text).map(({ start, end, ...block }) => ({
    ...block,
    text: text
      .slice(start, end)
      .split('\n')
      .map((line) => line.trim())
      .join(' '),
    marks: []
  }));
  return { drafts, clutterKnown: true };
}
