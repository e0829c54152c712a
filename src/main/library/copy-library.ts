// A library's whole folder to another place, every file proven before anybody relies on the copy.
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { sha256 } from '../sha256';
import { diskFiles, writeError } from './files';
import { lockFile } from './lock';

/** Whether a path is a folder or lies below it. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  const goesDown = way === '' || (!way.startsWith(`..${sep}`) && way !== '..');
  return goesDown && resolve(way) !== way;
}

/**
 * Refuses a place inside the library, or one that holds anything: folderInsideLibrary, folderNotEmpty with {file}.
 */
export async function refuseBadTarget(from: string, to: string): Promise<void> {
  if (isInside(to, from)) throw new AppError('folderInsideLibrary', { file: to });
  const names = await diskFiles.list(to).catch((thrown: unknown) => {
    throw writeError(thrown, to);
  });
  if (names.length > 0) throw new AppError('folderNotEmpty', { file: to });
}

/**
 * Copies a closed library and compares every file by its hash. The original stays as it is; where anything fails,
 * nothing of the copy is left. Throws as {@link refuseBadTarget}, diskFull or folderUnwritable with {file},
 * libraryDamaged for a file that did not arrive as it was.
 */
export async function copyLibrary(from: string, to: string): Promise<void> {
  await refuseBadTarget(from, to);
  try {
    await diskFiles.makeFolder(to);
    const entries = await readdir(from, { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || entry.name.startsWith(lockFile)) continue;
      const source = join(entry.parentPath, entry.name);
      const target = join(to, relative(from, source));
      await diskFiles.makeFolder(join(target, '..'));
      await copyFile(source, target);
      // Synced by writing nothing at its end; then read back, as the next start will.
      const file = await diskFiles.openAppend(target);
      await file.sync();
      await file.close();
      if (sha256(await readFile(source)) !== sha256(await readFile(target))) {
        throw new AppError('libraryDamaged', { file: target });
      }
    }
    await diskFiles.syncFolder(to);
  } catch (thrown) {
    await rm(to, { recursive: true, force: true }).catch(() => undefined);
    throw writeError(thrown, to);
  }
}
