// The real file system as Windows and macOS would have it: names that differ by case, by how letters are composed, or by dots and
// spaces at the end are one name, and some are refused.
import { basename, dirname, join } from 'node:path';
import { diskFiles, type Files } from '../files';

const refusedCharacters = /[<>:"|?*\\\p{Cc}]/u;
const device = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i;
const fold = (name: string): string =>
  name.normalize('NFD').toUpperCase().toLowerCase().replace(/[. ]+$/, '');

export interface FoldingFiles extends Files {
  /** Names that were asked for where the disk holds them in another spelling. */
  readonly collisions: string[];
}

/** Below `root`; what is there already is as it is. */
export function foldingFiles(root: string): FoldingFiles {
  /** By folder and folded name, the name that it was made with. */
  const made = new Map<string, string>();
  const collisions: string[] = [];

  /** Where it is on the real disk. Throws EINVAL for a name that Windows refuses, ENAMETOOLONG for one too long. */
  function place(path: string): string {
    if (path === root || !path.startsWith(root)) return path;
    const name = basename(path);
    const refused = refusedCharacters.test(name) || device.test(name) || /[. ]$/.test(name);
    if (refused) throw Object.assign(new Error(`EINVAL: ${path}`), { code: 'EINVAL' });
    if (name.length > 255) throw Object.assign(new Error(path), { code: 'ENAMETOOLONG' });
    const folder = place(dirname(path));
    const key = join(folder, fold(name));
    const known = made.get(key);
    if (known !== undefined && known !== name) collisions.push(path);
    if (known === undefined) made.set(key, name);
    return join(folder, known ?? name);
  }

  function forget(path: string): void {
    for (const key of made.keys()) {
      if (key === join(dirname(path), fold(basename(path))) || key.startsWith(`${path}/`)) {
        made.delete(key);
      }
    }
  }

  return {
    collisions,
    read: async (path) => diskFiles.read(place(path)),
    stat: async (path) => diskFiles.stat(place(path)),
    list: async (path) => diskFiles.list(place(path)),
    makeFolder: async (path) => diskFiles.makeFolder(place(path)),
    write: async (path, bytes) => diskFiles.write(place(path), bytes),
    create: async (path, bytes) => diskFiles.create(place(path), bytes),
    async rename(from, to) {
      const [old, wanted] = [place(from), place(to)];
      await diskFiles.rename(old, wanted);
      forget(old);
    },
    syncFolder: async (path) => diskFiles.syncFolder(place(path)),
    truncate: async (path, byteLength) => diskFiles.truncate(place(path), byteLength),
    async remove(path) {
      const old = place(path);
      await diskFiles.remove(old);
      forget(old);
    },
    openAppend: async (path) => diskFiles.openAppend(place(path))
  };
}
