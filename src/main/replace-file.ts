// How a file outside the library is written: whole or not at all.
import { diskFiles, replaceFile as replace, writeError } from './library/files';

/** Either the old file stands or the new one, never a torn one. Throws `diskFull` or `folderUnwritable`. */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await replace(diskFiles, file, bytes);
  } catch (thrown) {
    throw writeError(thrown, file);
  }
}
