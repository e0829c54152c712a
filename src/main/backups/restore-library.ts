// A whole library out of a backup: built beside the old one and proven, then the two change places.
import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import { diskFiles, writeError } from '../library/files';
import { takeLock } from '../library/lock';
import { readManifest, writeManifest } from '../library/manifest';
import { openLibrary } from '../library/open-library';
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
  options: RestoreOptions
): Promise<string | null> {
  const staged = `${folder}.restoring`;
  const standing = (await listOf(folder)).length > 0;
  if (standing && !(await readManifest(diskFiles, folder).catch(() => 'damaged'))) {
    throw new AppError('folderNotEmpty', { file: folder });
  }
  try {
    await diskFiles.remove(staged);
    await unpack(source, backup, staged, options);
    await proveLibrary(staged, backup.counts, options.clock);
    await renewName(staged);
    return await changePlaces(staged, folder, standing, options.clock);
  } catch (thrown) {
    await diskFiles.remove(staged).catch(() => undefined);
    throw writeError(thrown, folder);
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
  { stored }: BackupFolder,
  { files }: Backup,
  to: string,
  { signal, onProgress }: RestoreOptions
): Promise<void> {
  const folders = new Set([to]);
  for (const [index, { path, sha256, modifiedMs }] of files.entries()) {
    if (signal?.aborted) throw new AppError('cancelled');
    const target = join(to, path);
    await diskFiles.makeFolder(dirname(target));
    folders.add(dirname(target));
    await diskFiles.write(target, await stored.read(sha256));
    await utimes(target, new Date(), new Date(modifiedMs));
    onProgress?.(index + 1, files.length);
  }
  for (const folder of folders) await diskFiles.syncFolder(folder);
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
export async function renewName(folder: string): Promise<void> {
  const manifest = await readManifest(diskFiles, folder);
  if (!manifest) throw new AppError('libraryNotALibrary', { file: folder });
  const formerly = [manifest.uuid, ...(manifest.formerly ?? [])].slice(0, 1000);
  await writeManifest(diskFiles, folder, { ...manifest, uuid: randomUUID(), formerly });
}

/** Nobody may have the old one open; its lock is held until it has its new name. */
async function changePlaces(
  staged: string,
  folder: string,
  standing: boolean,
  clock: Clock
): Promise<string | null> {
  if (!standing) {
    await diskFiles.remove(folder);
    await diskFiles.rename(staged, folder);
    await diskFiles.syncFolder(dirname(folder));
    return null;
  }
  const lock = await takeLock(diskFiles, folder, 'diptych restore', clock);
  const stamp = clock.now().toISOString().slice(0, 19).replaceAll(':', '');
  const kept = `${folder} before ${stamp}`;
  try {
    await diskFiles.rename(folder, kept);
    await diskFiles.rename(staged, folder).catch(async (thrown: unknown) => {
      await diskFiles.rename(kept, folder);
      throw thrown;
    });
    await diskFiles.syncFolder(dirname(folder));
  } finally {
    await lock.release();
  }
  await diskFiles.remove(join(kept, 'library.lock'));
  return kept;
}
