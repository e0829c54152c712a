// A full disk: nothing can be saved, and a library that cannot even be locked can still be read.
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Library, OpenOptions } from './library-contract';
import { manifestFile } from './manifest';
import { openLibrary } from './open-library';

/** With less free than this the browser's copy of the notes is in danger, too: opened on a full disk it is thrown away. */
const leastFreeBytes = 8_000_000;

/**
 * Opens a library as its owner; where `readIfFull` and the disk of a library that is there already is full, to be read
 * only. Rejects as `openLibrary` does.
 */
export async function openUnlessFull(
  folder: string,
  options: OpenOptions,
  readIfFull: boolean
): Promise<{ library: Library; full: boolean }> {
  const full = readIfFull && (await isFull(join(folder, manifestFile)));
  const readOnly = full || (options.readOnly ?? false);
  return { library: await openLibrary(folder, { ...options, readOnly }), full };
}

/** False also where there is no such file, or where the system does not say. */
async function isFull(file: string): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(file);
    return bavail * bsize < leastFreeBytes;
  } catch {
    return false;
  }
}
