// A term of the user's own: words of one language and what they are to be in another.
import { z } from 'zod';
import { instantSchema, languageSchema, termIdSchema } from '../ids';

/** Most characters of one side. */
export const longestTerm = 200;

const wordsSchema = z.strictObject({
  language: languageSchema,
  /** NFC, no blanks around, one line. */
  text: z.string().min(1).max(longestTerm)
});

export const termSchema = z.strictObject({
  id: termIdSchema,
  source: wordsSchema,
  target: wordsSchema,
  note: z.string().min(1).max(2000).optional(),
  created: instantSchema,
  modified: instantSchema
});
export type Term = z.infer<typeof termSchema>;
