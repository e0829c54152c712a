// A full disk, or a folder that takes no files: nothing can be saved, and a library that cannot be locked can still be read.
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { isDiskFull } from './free-space';
import type { Library, OpenOptions } from './library-contract';
import { manifestFile } from './manifest';
import { openLibrary } from './open-library';

/**
 * Opens a library as its owner; where `readIfNot` and it is there already, to be read only where its disk is full or its
 * folder takes no files: `info().readOnlyBecause` then says which. Rejects as `openLibrary` does.
 */
export async function openToWrite(
  folder: string,
  options: OpenOptions,
  readIfNot: boolean
): Promise<Library> {
  if (!readIfNot) return openLibrary(folder, options);
  const toRead = { ...options, readOnly: true };
  if (await isFull(join(folder, manifestFile))) {
    return openLibrary(folder, { ...toRead, readOnlyBecause: 'diskFull' });
  }
  try {
    return await openLibrary(folder, options);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'folderUnwritable') throw thrown;
    // Where no library is, what is said of the writing is what matters.
    const reading = openLibrary(folder, { ...toRead, readOnlyBecause: 'folderUnwritable' });
    return await reading.catch(() => Promise.reject(thrown));
  }
}

/** A disk that takes no files at all is not full. */
function isFull(file: string): Promise<boolean> {
  return access(file, constants.W_OK).then(
    () => isDiskFull(file),
    () => false
  );
}
