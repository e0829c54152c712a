// What a backup is: every file of a library at one moment, by hash; the files themselves are stored once for all backups.
import { z } from 'zod';
import { instantSchema } from '@domain/ids';
import { backupReasons } from '@shared/ipc/backup-routes';

export type BackupReason = (typeof backupReasons)[number];

const formatVersion = 1;
export const backupFormat = `diptych-backup/${formatVersion}` as const;

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Longer ones are no file's on any disk. */
const longestNameBytes = 255;

/** Relative to the library, with `/`; nothing that could lead out of a folder. */
const pathSchema = z
  .string()
  .min(1)
  .max(1000)
  .refine((path) => path.split('/').every((part) => !['', '.', '..'].includes(part)))
  // Parts of other systems' paths: drives, backslashes, NUL.
  .refine((path) => !/[\\:\0]/.test(path))
  .refine((path) => path.split('/').every((part) => Buffer.byteLength(part) <= longestNameBytes));

const fileSchema = z.strictObject({
  path: pathSchema,
  sha256: sha256Schema,
  byteLength: z.int().min(0),
  /** Milliseconds since 1970; tells the next backup at a glance which files are still the same. */
  modifiedMs: z.number()
});
export type BackupFile = z.infer<typeof fileSchema>;

/** No path twice, and none through a file. */
function canStandTogether(files: readonly BackupFile[]): boolean {
  const paths = new Set(files.map(({ path }) => path));
  const through = (path: string): boolean => {
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      if (paths.has(path.slice(0, at))) return true;
    }
    return false;
  };
  return paths.size === files.length && !files.some(({ path }) => through(path));
}

const countsSchema = z.strictObject({
  articles: z.int().min(0),
  pairs: z.int().min(0),
  annotations: z.int().min(0)
});
export type BackupCounts = z.infer<typeof countsSchema>;

export const backupSchema = z.strictObject({
  format: z.literal(backupFormat),
  id: z.string().regex(/^[0-9a-zA-Z-]{1,80}$/),
  library: z.strictObject({ uuid: z.uuid(), name: z.string() }),
  at: instantSchema,
  reason: z.enum(backupReasons),
  lastSequence: z.int().min(0),
  /** Of the library as it was opened again from this backup. */
  counts: countsSchema,
  files: z.array(fileSchema).refine(canStandTogether)
});
export type Backup = z.infer<typeof backupSchema>;

const formatOf = z.object({ format: z.string().regex(/^diptych-backup\/\d+$/) });

/** A backup as it was written; `newer` where a later version of the app wrote it, null where it is none. */
export function readBackupList(bytes: Uint8Array): Backup | 'newer' | null {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return null;
  }
  const named = formatOf.safeParse(data);
  if (!named.success) return null;
  if (Number(named.data.format.split('/')[1]) > formatVersion) return 'newer';
  return backupSchema.safeParse(data).data ?? null;
}
