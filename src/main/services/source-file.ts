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
    // Asked of the name first: opening a pipe or device could wait for ever.
    const before = await stat(path);
    if (before.isDirectory()) throw new AppError('fileIsFolder', { file: path });
    if (!before.isFile())
      throw new AppError('fileUnreadable', { file: path, reason: 'not a file' });
    if (before.size > maxBytes) throw tooLarge;
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

/** A file on the disk, read when it is its turn. Messages name it as given. */
export function fileAtPath(path: string): SourceFile {
  return { name: path, byteLength: 0, heldBytes: 0, read: () => readArticle(path) };
}

/** A file the person chose in a dialog: known by its name alone from here on. One that is gone says so when read. */
export async function chosenFile(path: string): Promise<SourceFile> {
  const byteLength = await stat(path).then(
    ({ size }) => size,
    () => 0
  );
  return { name: basename(path), byteLength, heldBytes: 0, read: () => readArticle(path) };
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
