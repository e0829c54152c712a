// Room kept for the journal on the disk: a file that means nothing. When the disk is full it is given back, and what a person
// writes just then is saved all the same.
import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { errorCode, fullDiskCodes, type Files } from './files';
import { isDiskFull } from './free-space';

export const reserveFile = 'journal.reserve';
/** Some nine hundred notes. */
const reserveByteLength = 1_000_000;

/** Makes the file in the library's folder where it is missing and there is room enough. Never rejects: it is tried again. */
export async function keepReserve(files: Files, folder: string): Promise<void> {
  const path = join(folder, reserveFile);
  try {
    if ((await files.stat(path))?.byteLength === reserveByteLength) return;
    if (await isDiskFull(folder)) return;
    // Of no order, so that no file system packs it into nothing.
    await files.write(path, randomFillSync(Buffer.alloc(reserveByteLength)));
  } catch {
    await files.remove(path).catch(() => undefined);
  }
}

/** Gives the room back where the error is that of a full disk. Whether it is worth trying again. */
export async function giveBack(files: Files, folder: string, thrown: unknown): Promise<boolean> {
  if (!fullDiskCodes.includes(errorCode(thrown) ?? '')) return false;
  const path = join(folder, reserveFile);
  try {
    if (!(await files.stat(path))) return false;
    await files.remove(path);
    // Some file systems hand the room out again only when it is durable that the file is gone.
    await files.syncFolder(folder);
    return true;
  } catch {
    return false;
  }
}
