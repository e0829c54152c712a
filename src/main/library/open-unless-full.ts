// A full disk: nothing can be saved, and a library that cannot even be locked can still be read.
import { join } from 'node:path';
import { isDiskFull } from './free-space';
import type { Library, OpenOptions } from './library-contract';
import { manifestFile } from './manifest';
import { openLibrary } from './open-library';

/**
 * Opens a library as its owner; where `readIfFull` and the disk of a library that is there already is full, to be read
 * only. Rejects as `openLibrary` does.
 */
export async function openUnlessFull(
  folder: string,
  options: OpenOptions,
  readIfFull: boolean
): Promise<{ library: Library; full: boolean }> {
  const full = readIfFull && (await isDiskFull(join(folder, manifestFile)));
  const readOnly = full || (options.readOnly ?? false);
  return { library: await openLibrary(folder, { ...options, readOnly }), full };
}
