// Two versions of an article side by side, word by word.
import { z } from 'zod';

const diffPartSchema = z.strictObject({
  op: z.enum(['same', 'removed', 'inserted']),
  text: z.string()
});
export type DiffPart = z.infer<typeof diffPartSchema>;

/** A paragraph of both versions laid over each other. `change` numbers its first change; absent where there is none. */
const diffParagraphSchema = z.strictObject({
  kind: z.string(),
  parts: z.array(diffPartSchema)
});
export type DiffParagraph = z.infer<typeof diffParagraphSchema>;

export const versionDiffSchema = z.strictObject({
  paragraphs: z.array(diffParagraphSchema),
  /** Words. */
  inserted: z.int().min(0),
  removed: z.int().min(0),
  /** Places where something differs. */
  changes: z.int().min(0),
  /** Some paragraphs were too different to be compared word by word: they stand whole, removed and inserted. */
  rough: z.boolean()
});
export type VersionDiff = z.infer<typeof versionDiffSchema>;
