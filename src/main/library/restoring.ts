// One library takes another's place under its name. Between the two renames there is none of that name: a record beside it says
// what is under way, and the next start ends it.
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '@shared/ipc/errors';
import type { Clock } from '../ports';
import { jsonBytes, readIfThere, type Files } from './files';
import { lockFile, takeLock } from './lock';
import { manifestFile } from './manifest';

const program = 'diptych restore';
const recordSchema = z.strictObject({
  format: z.literal('diptych-restore/1'),
  /** The name that the library as it was gets, in the same folder. */
  kept: z.string().refine((name) => name === basename(name) && name !== '..' && name !== '.')
});

/** Where the library that is to come is built, beside the one that is there. */
export const stagedFolder = (folder: string): string => `${folder}.restoring`;
const recordFile = (folder: string): string => `${folder}.restoring.json`;

/**
 * Puts what `build` lays out at the path it is given in the place of the library in `folder`, which nobody may have open meanwhile.
 * Returns where that one is kept, beside it. Where anything fails, all is as it was. Throws libraryLocked {file, holder}, what
 * `build` throws, and the file system's errors.
 */
export async function inPlaceOf(
  files: Files,
  folder: string,
  clock: Clock,
  build: (staged: string) => Promise<void>
): Promise<string> {
  const parent = dirname(folder);
  const staged = stagedFolder(folder);
  // Held until the library has its new name, and in it until the other one has its place.
  const lock = await takeLock(files, folder, program, clock);
  let kept = '';
  let moved = false;
  try {
    kept = await unusedName(files, folder, clock);
    const record = { format: 'diptych-restore/1', kept: basename(kept) };
    // A torn one tells nothing, and nothing has changed by then.
    await files.write(recordFile(folder), jsonBytes(record));
    await files.syncFolder(parent);
    await files.remove(staged);
    await build(staged);
    await files.rename(folder, kept);
    moved = true;
    // After a crash only one of the two names may be missing.
    await files.syncFolder(parent);
    await files.rename(staged, folder);
    await files.syncFolder(parent);
  } catch (thrown) {
    const asBefore = !moved || (await takeBack(files, folder, kept));
    if (asBefore) await clearRestore(files, folder).catch(() => undefined);
    throw thrown;
  } finally {
    await lock.release();
  }
  // What stays of these is taken away by the next start.
  await files.remove(join(kept, lockFile)).catch(() => undefined);
  await clearRestore(files, folder).catch(() => undefined);
  return kept;
}

async function unusedName(files: Files, folder: string, clock: Clock): Promise<string> {
  const stamp = clock.now().toISOString().slice(0, 19).replaceAll(':', '');
  const name = `${folder} before ${stamp}`;
  for (let count = 2, kept = name; ; count += 1, kept = `${name} ${count}`) {
    if (!(await files.stat(kept))) return kept;
  }
}

/** False where it cannot be: then the record and what is staged are left for the next start. */
async function takeBack(files: Files, folder: string, kept: string): Promise<boolean> {
  try {
    if (await isLibrary(files, folder)) await files.rename(folder, stagedFolder(folder));
    await files.rename(kept, folder);
    await files.syncFolder(dirname(folder));
    return true;
  } catch {
    return false;
  }
}

/**
 * Where there is no library because a restore ended between its two renames, the new one, which was proven by then, gets its
 * place; where that one is gone, the old one comes back. Throws libraryLocked {file, holder} while the restore is still at work.
 */
export async function finishRestore(files: Files, folder: string, clock: Clock): Promise<void> {
  const kept = await keptMeanwhile(files, folder);
  if (kept === null) return;
  const lock = await takeLock(files, kept, program, clock);
  try {
    if (await isLibrary(files, folder)) return;
    const staged = stagedFolder(folder);
    await files.rename((await isLibrary(files, staged)) ? staged : kept, folder);
    await files.syncFolder(dirname(folder));
  } finally {
    await lock.release();
  }
}

/** For who only reads, where no library was found: throws libraryBeingRestored {file} where that is why. */
export async function refuseBetweenRenames(files: Files, folder: string): Promise<void> {
  if ((await keptMeanwhile(files, folder)) === null) return;
  throw new AppError('libraryBeingRestored', { file: folder });
}

/** The library as it was, where a restore is between its two renames; else null. */
async function keptMeanwhile(files: Files, folder: string): Promise<string | null> {
  const record = await readRecord(files, folder);
  if (!record || (await isLibrary(files, folder))) return null;
  const kept = join(dirname(folder), record.kept);
  // Without it the library was taken away by somebody else, and what is staged may be half of one.
  return (await isLibrary(files, kept)) ? kept : null;
}

/** Takes away what a restore left beside a library that stands. Only its owner may ask: a restore at work owns it, too. */
export async function clearRestore(files: Files, folder: string): Promise<void> {
  if (!(await files.stat(recordFile(folder)))) return;
  // The record goes last: without it nobody would know whose the folder is.
  if (await readRecord(files, folder)) await files.remove(stagedFolder(folder));
  await files.syncFolder(dirname(folder));
  await files.remove(recordFile(folder));
  await files.syncFolder(dirname(folder));
}

/** Null where there is none, or one that was not written to its end. */
async function readRecord(
  files: Files,
  folder: string
): Promise<z.infer<typeof recordSchema> | null> {
  const bytes = await readIfThere(files, recordFile(folder));
  if (!bytes) return null;
  try {
    return recordSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return null;
  }
}

const isLibrary = async (files: Files, folder: string): Promise<boolean> =>
  (await files.stat(join(folder, manifestFile))) !== null;
