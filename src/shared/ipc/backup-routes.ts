// Requests about backups.
import { z } from 'zod';
import { articleIdSchema, instantSchema } from '@domain/ids';
import { wireErrorSchema } from './error-schema';
import { route } from './route';

const nothing = z.strictObject({});
const jobId = z.uuid();
const id = z.string().max(80);

export const backupReasons = ['changes', 'daily', 'quit', 'asked', 'restore', 'pack'] as const;

const backupSummarySchema = z.strictObject({
  id,
  at: instantSchema,
  /** Why it was made. */
  reason: z.enum(backupReasons),
  articles: z.int(),
  pairs: z.int(),
  annotations: z.int()
});
export type BackupSummary = z.infer<typeof backupSummarySchema>;

const backupPreviewSchema = z.strictObject({
  articles: z.array(
    z.strictObject({
      id: articleIdSchema,
      title: z.string(),
      /** In the library now, perhaps under another id. */
      isHere: z.boolean(),
      annotations: z.int(),
      /** Annotations of the backup that are not in the library now. */
      missing: z.int(),
      /** Those that read otherwise now. */
      changed: z.int()
    })
  )
});
export type BackupPreview = z.infer<typeof backupPreviewSchema>;

export const backupRoutes = {
  /** The latest first; `folder` null where this library makes no backups. */
  'backups.list': route({
    input: nothing,
    output: z.strictObject({
      folder: z.string().nullable(),
      /** Why the last one failed. */
      problem: wireErrorSchema.nullable(),
      backups: z.array(backupSummarySchema)
    })
  }),
  'backups.make': route({ input: z.strictObject({ jobId }), output: backupSummarySchema }),
  /** What a backup holds, beside what is here. `backupNotFound`, `backupDamaged`. */
  'backups.preview': route({ input: z.strictObject({ id }), output: backupPreviewSchema }),
  /**
   * An article and its annotations come back next to what is here, nothing is overwritten: missing ones as they were,
   * changed ones as copies. `returned` annotations came.
   */
  'backups.restoreArticle': route({
    input: z.strictObject({ jobId, id, articleId: articleIdSchema }),
    output: z.strictObject({ returned: z.int() })
  }),
  /** Where backups go from now on; null where the person cancelled. Electron only: elsewhere `badRequest`. */
  'backups.chooseFolder': route({ input: nothing, output: z.string().nullable() }),
  /** The whole library, and the app starts anew on it. Electron only: elsewhere `badRequest`. False where the person cancelled. */
  'backups.restore': route({ input: z.strictObject({ id }), output: z.boolean() })
} as const;
