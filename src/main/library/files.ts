// The few file operations the library is made of, as a port: tests make the nth of them fail or be the last.
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '@shared/ipc/errors';

/** A file open for appending. */
export interface AppendFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Resolves when what was appended is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Paths are absolute. Methods reject with Node's own errors. */
export interface Files {
  read(path: string): Promise<Uint8Array>;
  /** Null where there is none. */
  stat(path: string): Promise<{ byteLength: number; modifiedMs: number } | null>;
  /** Names in a folder, sorted; empty where there is no such folder. */
  list(path: string): Promise<string[]>;
  /** With parents; an existing one is fine. */
  makeFolder(path: string): Promise<void>;
  /** Writes the whole file and syncs it. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Makes the file appear with all its bytes, unless there is one of that name: then false. */
  create(path: string, bytes: Uint8Array): Promise<boolean>;
  rename(from: string, to: string): Promise<void>;
  /** Makes names created, renamed or removed in the folder durable. */
  syncFolder(path: string): Promise<void>;
  /** Cuts a file short and syncs it. */
  truncate(path: string, byteLength: number): Promise<void>;
  /** A file or a whole folder; a missing one is fine. */
  remove(path: string): Promise<void>;
  openAppend(path: string): Promise<AppendFile>;
}

async function syncPath(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeSynced(path: string, bytes: Uint8Array, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What link says on file systems that have no hard links, as on many USB sticks. */
const withoutLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'];

async function createDirectly(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeSynced(path, bytes, 'wx');
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** The folders that were made, the deepest first. Node's own way says ENOENT of a disk that takes no files, or never ends. */
async function makeMissing(path: string): Promise<string[]> {
  const parent = dirname(path);
  try {
    await mkdir(path);
    return [path];
  } catch (error) {
    if (await isFolder(path)) return [];
    if (errorCode(error) !== 'ENOENT' || parent === path) throw error;
  }
  const above = await makeMissing(parent);
  try {
    await mkdir(path);
  } catch (error) {
    if (!(await isFolder(path))) throw error;
  }
  return [path, ...above];
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false
  );
}

/** The real file system. */
export const diskFiles: Files = {
  read: (path) => readFile(path),
  async stat(path) {
    try {
      const { size, mtimeMs } = await stat(path);
      return { byteLength: size, modifiedMs: mtimeMs };
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
      throw error;
    }
  },
  async list(path) {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw error;
    }
  },
  async makeFolder(path) {
    for (const made of await makeMissing(path)) await diskFiles.syncFolder(dirname(made));
  },
  write: (path, bytes) => writeSynced(path, bytes, 'w'),
  async create(path, bytes) {
    const temporary = `${path}.${randomUUID()}.tmp`;
    try {
      await writeSynced(temporary, bytes, 'wx');
      await link(temporary, path);
      return true;
    } catch (error) {
      const code = errorCode(error) ?? '';
      if (code === 'EEXIST') return false;
      if (!withoutLinks.includes(code)) throw error;
      return await createDirectly(path, bytes);
    } finally {
      await rm(temporary, { force: true });
    }
  },
  rename,
  async syncFolder(path) {
    // Windows opens no folder for syncing; its file systems journal names themselves.
    if (process.platform !== 'win32') await syncPath(path, 'r');
  },
  async truncate(path, byteLength) {
    await truncate(path, byteLength);
    await syncPath(path, 'r+');
  },
  remove: (path) => rm(path, { recursive: true, force: true }),
  async openAppend(path) {
    const handle = await open(path, 'a');
    return {
      append: (bytes) => handle.appendFile(bytes),
      sync: () => handle.datasync(),
      close: () => handle.close()
    };
  }
};

/** Replaces a file whole: temp file beside it, sync, rename, sync of the folder. Either the old or the new stands. */
export async function replaceFile(files: Files, path: string, bytes: Uint8Array): Promise<void> {
  // One process owns the library, so that a fixed name is safe, and a crash leaves no growing heap of temp files.
  const temporary = `${path}.tmp`;
  try {
    await files.write(temporary, bytes);
    await files.rename(temporary, path);
  } catch (thrown) {
    // On a full disk half a file that nobody needs takes the room of a note.
    await files.remove(temporary).catch(() => undefined);
    throw thrown;
  }
  await files.syncFolder(dirname(path));
}

/** The file's bytes; null where there is none. */
export async function readIfThere(files: Files, path: string): Promise<Uint8Array | null> {
  try {
    return await files.read(path);
  } catch (error) {
    // ENOTDIR: what should be its folder is a file.
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
}

/** A value as readable JSON with a final newline. */
export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

/** Node's code of a failed file operation, e.g. ENOENT; undefined for anything else. */
export function errorCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}

/** What systems say where there is no room, on the disk or for this person. */
export const fullDiskCodes: readonly string[] = ['ENOSPC', 'EDQUOT'];

/** What a failed write means to a person: diskFull or folderUnwritable, each with {file}. Others stay as they are. */
export function writeError(thrown: unknown, file: string): unknown {
  const code = errorCode(thrown) ?? '';
  if (fullDiskCodes.includes(code)) return new AppError('diskFull', { file }, { cause: thrown });
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) {
    return new AppError('folderUnwritable', { file }, { cause: thrown });
  }
  return thrown;
}
