// The files of a library that a backup holds: all but the lock, and what is being written.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { diskFiles, errorCode } from '../library/files';
import { reserveFile } from '../library/journal-reserve';
import { lockFile } from '../library/lock';

export interface FoundFile {
  /** Relative to the library, with `/`. */
  path: string;
  byteLength: number;
  modifiedMs: number;
}

/** What every library makes for itself. */
export const madeAnew: readonly string[] = ['seen.json', reserveFile];

/** In the order of their paths. A file that goes away meanwhile is left out. */
export async function walkLibrary(folder: string): Promise<FoundFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: FoundFile[] = [];
  for (const entry of entries) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile() || !isKept(path)) continue;
    const stat = await diskFiles.stat(join(folder, path));
    if (stat) found.push({ path, ...stat });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isKept(path: string): boolean {
  if (madeAnew.includes(path) || path.startsWith(lockFile) || path.endsWith('.tmp')) return false;
  return !path.split('/').some((part) => part.startsWith('.staging-'));
}

/** Whether a file could not be read because it is there no more. */
export const isGone = (thrown: unknown): boolean => errorCode(thrown) === 'ENOENT';
