// A file to import, wherever its bytes are: on the disk, or sent by a window.
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError, type ErrorCode } from '@shared/ipc/errors';
import { maxArticleBytes } from '@shared/limits';
import { errorCode } from '../library/files';

export interface SourceFile {
  /** As the person knows it, for messages; its last part becomes the original's name. */
  name: string;
  byteLength: number;
  /** Absolute, where it lies on the disk: what can be read piece by piece need not be held whole. */
  path?: string;
  /** Bytes kept in memory for it. */
  heldBytes: number;
  /** Throws an AppError that names the file. */
  read(): Promise<Uint8Array>;
}

const codeOf: Record<string, ErrorCode> = {
  ENOENT: 'fileNotFound',
  ENOTDIR: 'fileNotFound',
  EISDIR: 'fileIsFolder'
};

function fileError(file: string, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = errorCode(thrown) ?? '';
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError(codeOf[code] ?? 'fileUnreadable', { file, reason }, { cause: thrown });
}

function tooLarge(file: string): AppError {
  return new AppError('fileTooLarge', { file, megabytes: maxArticleBytes / 1_000_000 });
}

const readArticle = (path: string): Promise<Uint8Array> =>
  readPath(path, maxArticleBytes, tooLarge(path));

/** Throws an AppError that names the file: `tooLarge` for one of more than `maxBytes`. */
export async function readPath(
  path: string,
  maxBytes: number,
  tooLarge: AppError
): Promise<Uint8Array> {
  try {
    if ((await refuseUnreadable(path)) > maxBytes) throw tooLarge;
    const handle = await open(path);
    try {
      const bytes = await handle.readFile();
      if (bytes.length > maxBytes) throw tooLarge;
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw fileError(path, thrown);
  }
}

/** Its size. Asked of the name before it is opened: opening a pipe or device could wait for ever. */
async function refuseUnreadable(path: string): Promise<number> {
  const found = await stat(path);
  if (found.isDirectory()) throw new AppError('fileIsFolder', { file: path });
  if (!found.isFile()) throw new AppError('fileUnreadable', { file: path, reason: 'not a file' });
  return found.size;
}

/** The first bytes of a file, fewer where it has no more. Throws an AppError that names it. */
export async function readHead(path: string, byteLength: number): Promise<Uint8Array> {
  try {
    await refuseUnreadable(path);
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(byteLength), 0, byteLength, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    throw fileError(path, thrown);
  }
}

/** A file on the disk, read when it is its turn. Messages name it as given. */
export function fileAtPath(path: string): SourceFile {
  return { name: path, path, byteLength: 0, heldBytes: 0, read: () => readArticle(path) };
}

/** A file the person chose in a dialog: known by its name alone from here on. One that is gone says so when read. */
export async function chosenFile(path: string): Promise<SourceFile> {
  const byteLength = await stat(path).then(
    ({ size }) => size,
    () => 0
  );
  return { name: basename(path), path, byteLength, heldBytes: 0, read: () => readArticle(path) };
}

/** A file whose bytes are at hand. Throws `fileTooLarge`. */
export function fileInMemory(name: string, bytes: Uint8Array): SourceFile {
  if (bytes.length > maxArticleBytes) throw tooLarge(name);
  return {
    name,
    byteLength: bytes.length,
    heldBytes: bytes.length,
    read: () => Promise.resolve(bytes)
  };
}
