// How a file outside the library is written: whole or not at all.
import { randomUUID } from 'node:crypto';
import { link, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { diskFiles, errorCode, writeError } from './library/files';

/**
 * Either the old file stands or the new one, never a torn one. Throws `diskFull`, `folderUnwritable`, `fileExists` where
 * a folder stands there, or any file that may not be overwritten, and `fileNotFound` with the folder that is missing.
 */
export async function replaceFile(
  file: string,
  bytes: Uint8Array,
  { overwrite = true }: { overwrite?: boolean } = {}
): Promise<void> {
  const folder = dirname(file);
  // The folder is the user's: our temporary file must not have the name of any of theirs, and must not stay.
  const temporary = join(folder, `.diptych-${randomUUID()}.tmp`);
  try {
    await diskFiles.write(temporary, bytes);
    if (overwrite) await diskFiles.rename(temporary, file);
    else await putNew(temporary, file);
    await diskFiles.syncFolder(folder);
  } catch (thrown) {
    await diskFiles.remove(temporary);
    const code = errorCode(thrown);
    if (code === 'ENOENT') throw new AppError('fileNotFound', { file: folder }, { cause: thrown });
    if (code === 'EISDIR' || code === 'EEXIST')
      throw new AppError('fileExists', { file }, { cause: thrown });
    throw writeError(thrown, file);
  }
}

/** Fails with EEXIST where a file stands there, also one that came this very moment. */
async function putNew(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (thrown) {
    // Some file systems have no second names for a file: then nothing stronger can be had than to look first.
    if (errorCode(thrown) === 'EEXIST') throw thrown;
    if (await stat(file).catch(() => null)) throw Object.assign(new Error(), { code: 'EEXIST' });
    await diskFiles.rename(temporary, file);
    return;
  }
  await diskFiles.remove(temporary);
}
