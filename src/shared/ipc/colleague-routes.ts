// Requests about another person's annotations.
import { z } from 'zod';
import { annotationIdSchema, articleIdSchema } from '@domain/ids';
import { mergeOutcomes } from '../merge-outcomes';
import { route } from './route';

const uuid = z.uuid();
const count = z.int().min(0);

const authorPreviewSchema = z.strictObject({
  /** '' for unsigned ones. */
  author: z.string(),
  /** What would become of this author's annotations if nothing comes out of the trash. */
  counts: z.record(z.enum(mergeOutcomes), count),
  /** Of those that would come in, how many have a passage that is not found here. */
  orphans: count
});
export type AuthorPreview = z.infer<typeof authorPreviewSchema>;

const colleaguePreviewSchema = z.strictObject({
  /** What the import is called from here on; it lapses when another file is read. */
  importId: uuid,
  /** The file's name. */
  file: z.string(),
  /** Articles that an import would add. */
  articles: z.array(z.strictObject({ id: articleIdSchema, title: z.string() })),
  /** By name, unsigned ones last. */
  authors: z.array(authorPreviewSchema)
});
export type ColleaguePreview = z.infer<typeof colleaguePreviewSchema>;

const colleagueResultSchema = z.strictObject({
  counts: z.record(z.enum(mergeOutcomes), count),
  /** Of those that came in, how many have a passage that was not found. */
  orphans: count,
  /** How many articles were added. */
  articles: count,
  /** How many annotations were deleted. */
  removed: count,
  /** Those, and articles with passages of what came in. */
  articleIds: z.array(articleIdSchema),
  /** What came in, or was deleted. */
  annotationIds: z.array(annotationIdSchema)
});
export type ColleagueResult = z.infer<typeof colleagueResultSchema>;

const replayed = z.strictObject({
  /** Annotations that were changed since and are left as they are. */
  kept: count
});

export const colleagueRoutes = {
  /**
   * Reads a file of annotations (JSON-LD, or a PDF with them) or a library in a ZIP file, and says what importing it would do; nothing is changed.
   * The handle is used up. `annotationsMalformed`, `annotationsNotAttached`, `zipWithoutLibrary`,
   * `zipLeavesFolder`, `zipTooLarge`, and as opening a library does.
   */
  'colleagues.preview': route({
    input: z.strictObject({ jobId: uuid, handle: uuid }),
    output: colleaguePreviewSchema
  }),
  /** `restore`: also what is in the trash here; `removals`: delete here too what was deleted there. `notFound` for one that lapsed, `libraryLocked`. */
  'colleagues.import': route({
    input: z.strictObject({ importId: uuid, restore: z.boolean(), removals: z.boolean() }),
    output: colleagueResultSchema
  }),
  /** Takes an import back, or does it again. `notFound` where the app was started anew since. */
  'colleagues.replay': route({
    input: z.strictObject({ importId: uuid, way: z.enum(['undo', 'redo']) }),
    output: replayed
  })
} as const;
