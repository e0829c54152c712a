// A folder as a person packs it to send it.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ZipPart } from './make-zip';

/** All of its files, under `within` in the archive. */
export async function packFolder(folder: string, within = ''): Promise<ZipPart[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    found
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const name = within + relative(folder, path).split(sep).join('/');
        return { name, content: new Uint8Array(await readFile(path)) };
      })
  );
}
