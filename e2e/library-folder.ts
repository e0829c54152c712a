// What stands in a library folder, to compare before and after.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Path and hash of every file of the library, sorted; empty where there is no folder yet. */
export function listLibrary(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map(
      (path) =>
        `${relative(folder, path)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
    )
    .sort();
}
