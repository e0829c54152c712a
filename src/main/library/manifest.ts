// library.json: what makes a folder a library.
import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import { jsonBytes, readIfThere, replaceFile, type Files } from './files';

const formatVersion = 1;
const formatShape = z.object({ format: z.string().regex(/^diptych-library\/\d+$/) });

const manifestSchema = z.strictObject({
  format: z.literal(`diptych-library/${formatVersion}`),
  uuid: z.uuid(),
  created: instantSchema,
  /** What the library was called before it was brought back from a backup, the last name first. */
  formerly: z.array(z.uuid()).max(1000).optional(),
  /** All records up to here stand in the sidecars. */
  lastSequence: z.int().min(0),
  /** What there was at that time; fewer found later means that something was lost. */
  counts: z.strictObject({
    articles: z.int().min(0),
    pairs: z.int().min(0),
    annotations: z.int().min(0),
    collections: z.int().min(0).default(0),
    terms: z.int().min(0).default(0),
    tags: z.int().min(0).default(0)
  })
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestFile = 'library.json';

/** Null where the folder has no library.json. Throws libraryNotALibrary, libraryTooNew, libraryDamaged with {file}. */
export async function readManifest(files: Files, folder: string): Promise<Manifest | null> {
  const file = join(folder, manifestFile);
  const bytes = await readIfThere(files, file);
  if (!bytes) return null;
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    throw new AppError('libraryDamaged', { file });
  }
  const named = formatShape.safeParse(data);
  if (!named.success) throw new AppError('libraryNotALibrary', { file: folder });
  if (Number(named.data.format.split('/')[1]) > formatVersion) {
    throw new AppError('libraryTooNew', { file: folder });
  }
  const manifest = manifestSchema.safeParse(data);
  if (!manifest.success) throw new AppError('libraryDamaged', { file });
  return manifest.data;
}

export async function writeManifest(
  files: Files,
  folder: string,
  manifest: Manifest
): Promise<void> {
  await replaceFile(files, join(folder, manifestFile), jsonBytes(manifest));
}

/** The manifest of a library just made. */
export function newManifest(uuid: string, created: Date): Manifest {
  return {
    format: `diptych-library/${formatVersion}`,
    uuid,
    created: created.toISOString(),
    lastSequence: 0,
    counts: { articles: 0, pairs: 0, annotations: 0, collections: 0, terms: 0, tags: 0 }
  };
}
