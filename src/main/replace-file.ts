// How a file outside the library is written: whole or not at all.
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { diskFiles, errorCode, writeError } from './library/files';

/**
 * Either the old file stands or the new one, never a torn one. Throws `diskFull`, `folderUnwritable`, `fileExists` where
 * a folder stands there, and `fileNotFound` with the folder that is missing.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(file);
  // The folder is the user's: our temporary file must not have the name of any of theirs, and must not stay.
  const temporary = join(folder, `.diptych-${randomUUID()}.tmp`);
  try {
    await diskFiles.write(temporary, bytes);
    await diskFiles.rename(temporary, file);
    await diskFiles.syncFolder(folder);
  } catch (thrown) {
    await diskFiles.remove(temporary);
    const code = errorCode(thrown);
    if (code === 'ENOENT') throw new AppError('fileNotFound', { file: folder }, { cause: thrown });
    if (code === 'EISDIR') throw new AppError('fileExists', { file }, { cause: thrown });
    throw writeError(thrown, file);
  }
}
