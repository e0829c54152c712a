// A backup as a folder that can be read: the library in it is opened like any other, nothing is unpacked for it.
import { relative, resolve, sep } from 'node:path';
import type { Files } from '../library/files';
import type { Backup, BackupFile } from './backup-schema';
import type { StoredFiles } from './stored-files';

/** Where a backup's library seems to lie. */
export const backupRoot = resolve(sep, 'backup');

function missing(path: string): Error {
  return Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
}

function refused(): Promise<never> {
  return Promise.reject(Object.assign(new Error('a backup is never written'), { code: 'EROFS' }));
}

/** The files of a backup below {@link backupRoot}. Reading one that is damaged throws `backupDamaged`. */
export function filesOfBackup({ files: list }: Backup, stored: StoredFiles): Files {
  const byPath = new Map<string, BackupFile>();
  const folders = new Map<string, Set<string>>();
  for (const file of list) {
    byPath.set(file.path, file);
    const parts = file.path.split('/');
    parts.forEach((name, depth) => {
      const folder = parts.slice(0, depth).join('/');
      folders.set(folder, (folders.get(folder) ?? new Set()).add(name));
    });
  }
  const inside = (path: string): string => relative(backupRoot, path).split(sep).join('/');
  return {
    async read(path) {
      const file = byPath.get(inside(path));
      if (!file) throw missing(path);
      return stored.read(file.sha256);
    },
    stat(path) {
      const file = byPath.get(inside(path));
      const { byteLength = 0, modifiedMs = 0 } = file ?? {};
      const isThere = file !== undefined || folders.has(inside(path));
      return Promise.resolve(isThere ? { byteLength, modifiedMs } : null);
    },
    list: (path) => Promise.resolve([...(folders.get(inside(path)) ?? [])].sort()),
    makeFolder: refused,
    write: refused,
    create: refused,
    rename: refused,
    syncFolder: refused,
    truncate: refused,
    remove: refused,
    openAppend: refused
  };
}
