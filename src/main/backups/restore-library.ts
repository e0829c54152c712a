// A whole library out of a backup: built beside the old one and proven, then the two change places.
import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import { diskFiles, writeError, type Files } from '../library/files';
import { readManifest, writeManifest } from '../library/manifest';
import { openLibrary } from '../library/open-library';
import { finishRestore, inPlaceOf, stagedFolder } from '../library/restoring';
import type { Clock } from '../ports';
import type { Backup, BackupCounts } from './backup-schema';
import { countsOf, type BackupFolder } from './backup-folder';

interface RestoreOptions {
  clock: Clock;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Puts the backup's library at `folder`. What stood there is kept beside it; its path is returned, null where there
 * was nothing. Where anything fails, all is as it was. Throws `backupDamaged`, `libraryLocked`, `folderNotEmpty` for a
 * folder that is no library, diskFull or folderUnwritable with {file}, `cancelled`.
 */
export async function restoreLibrary(
  source: BackupFolder,
  backup: Backup,
  folder: string,
  options: RestoreOptions,
  files: Files = diskFiles
): Promise<string | null> {
  const { clock } = options;
  await finishRestore(files, folder, clock);
  const standing = (await listOf(folder)).length > 0;
  if (standing && !(await readManifest(files, folder).catch(() => 'damaged'))) {
    throw new AppError('folderNotEmpty', { file: folder });
  }
  const build = async (to: string): Promise<void> => {
    await unpack(files, source, backup, to, options);
    await proveLibrary(to, backup.counts, clock);
    await renewName(to, files);
  };
  try {
    if (standing) return await inPlaceOf(files, folder, clock, build);
    await putAnew(files, folder, build);
    return null;
  } catch (thrown) {
    throw writeError(thrown, folder);
  }
}

async function putAnew(
  files: Files,
  folder: string,
  build: (staged: string) => Promise<void>
): Promise<void> {
  const staged = stagedFolder(folder);
  try {
    await files.remove(staged);
    await build(staged);
    await files.remove(folder);
    await files.rename(staged, folder);
    await files.syncFolder(dirname(folder));
  } catch (thrown) {
    await files.remove(staged).catch(() => undefined);
    throw thrown;
  }
}

async function listOf(folder: string): Promise<string[]> {
  try {
    return await diskFiles.list(folder);
  } catch (thrown) {
    throw writeError(thrown, folder);
  }
}

async function unpack(
  files: Files,
  { stored }: BackupFolder,
  { files: listed }: Backup,
  to: string,
  { signal, onProgress }: RestoreOptions
): Promise<void> {
  const folders = new Set([to]);
  for (const [index, { path, sha256, modifiedMs }] of listed.entries()) {
    if (signal?.aborted) throw new AppError('cancelled');
    const target = join(to, path);
    await files.makeFolder(dirname(target));
    folders.add(dirname(target));
    await files.write(target, await stored.read(sha256));
    await utimes(target, new Date(), new Date(modifiedMs));
    onProgress?.(index + 1, listed.length);
  }
  for (const folder of folders) await files.syncFolder(folder);
}

/** The library can be opened and holds what was counted. Throws `backupDamaged`, and as `openLibrary` does. */
export async function proveLibrary(
  folder: string,
  counts: BackupCounts,
  clock: Clock
): Promise<void> {
  const library = await openLibrary(folder, { clock, readOnly: true });
  if (!sameValue(await countsOf(library), counts)) {
    throw new AppError('backupDamaged', { file: folder });
  }
}

/**
 * Another uuid: sequence numbers begin again where the backup ends, and a window's own store of the library as it was
 * must not take them for its own.
 */
export async function renewName(folder: string, files: Files = diskFiles): Promise<void> {
  const manifest = await readManifest(files, folder);
  if (!manifest) throw new AppError('libraryNotALibrary', { file: folder });
  const formerly = [manifest.uuid, ...(manifest.formerly ?? [])].slice(0, 1000);
  await writeManifest(files, folder, { ...manifest, uuid: randomUUID(), formerly });
}
