// Requests about backups.
import { z } from 'zod';
import { articleIdSchema, instantSchema } from '@domain/ids';
import { wireErrorSchema } from './error-schema';
import { route } from './route';

const nothing = z.strictObject({});
const jobId = z.uuid();
const id = z.string().max(80);

export const backupReasons = [
  'changes',
  'daily',
  'quit',
  'asked',
  'restore',
  'pack',
  'migration'
] as const;

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

/** What bringing the whole library back would do, of one kind of thing. */
const differenceSchema = z.strictObject({
  /** In the backup and not here; here and not in the backup; another here. */
  coming: z.int(),
  going: z.int(),
  changing: z.int()
});
export const differingKinds = ['pairs', 'annotations', 'collections', 'terms', 'tags'] as const;
/** At most so many are named; all are counted. */
export const mostNamed = 500;
const titles = z.array(z.string()).max(mostNamed);

const wholePreviewSchema = z.strictObject({
  articles: differenceSchema,
  titles: z.strictObject({ coming: titles, going: titles, changing: titles }),
  others: z.record(z.enum(differingKinds), differenceSchema)
});
export type Difference = z.infer<typeof differenceSchema>;
export type WholePreview = z.infer<typeof wholePreviewSchema>;

const packedSchema = z.strictObject({
  articles: z.int(),
  pairs: z.int(),
  annotations: z.int()
});

const backupPreviewSchema = z.strictObject({
  whole: wholePreviewSchema,
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
  /**
   * The whole library as one ZIP file where the person says, read back and compared; null where they cancelled. Electron
   * only: elsewhere `badRequest`.
   */
  'backups.pack': route({
    input: z.strictObject({ jobId }),
    output: packedSchema.extend({ file: z.string(), byteLength: z.int() }).nullable()
  }),
  /** A library out of such a file, in a new folder; the app starts anew on it. As `backups.pack`. */
  'backups.unpack': route({ input: z.strictObject({ jobId }), output: packedSchema.nullable() }),
  /** The whole library, and the app starts anew on it. Electron only: elsewhere `badRequest`. False where the person cancelled. */
  'backups.restore': route({ input: z.strictObject({ id }), output: z.boolean() })
} as const;
