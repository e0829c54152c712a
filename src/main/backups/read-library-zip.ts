// A library in a ZIP file, every part of it proven: against the list of hashes in the archive where it has one.
import { AppError } from '@shared/ipc/errors';
import { readBackupList, type Backup, type BackupFile } from './backup-schema';
import { openZip, zipDamaged, type ZipPart } from './zip-parts';

/** Beside library.json: the list of the backup that the archive was packed from. */
export const zipList = 'diptych-manifest.json';

/** Most bytes that an archive without a list may unpack to. */
const maxPlainBytes = 200_000_000;
/** With a list, up to this many times its own size. */
const highestRatio = 200;
const maxListBytes = 100_000_000;
const manifest = 'library.json';
/** What systems put into archives beside what was packed, and the mark of a library that is open. */
const stray = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|library\.lock$)/;

interface Reading {
  /** The archive must have a list. */
  whole: boolean;
  /** Called once, before the first file is taken. Throws to refuse. */
  onTotal?: (byteLength: number) => Promise<void>;
  /** What to do with a file's bytes; absent to prove them alone. */
  take?: (path: string, feed: Feed) => Promise<string>;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}
/** Hands a file's bytes over, and resolves with their SHA-256. */
export type Feed = (take?: (chunk: Uint8Array) => Promise<void> | void) => Promise<string>;

/**
 * Hands over the files of the library, which may stand in a folder within the archive, one by one; the list where there
 * is one. Everything that can be told from names, sizes and the list is told before the first file. Throws what
 * `openZip` throws, `zipWithoutLibrary`, `zipWithoutList`, `zipTooLarge`, `libraryTooNew`, and `fileDamaged` for a file that is not in
 * the list, not in the archive, or not what the list says; each names it as `entry`.
 */
export async function readLibraryZip(
  file: string,
  source: string | Uint8Array,
  { whole, onTotal, take, onProgress, signal }: Reading
): Promise<{ files: number; list: Backup | null }> {
  const zip = await openZip(file, source);
  try {
    const parts = zip.parts.filter(({ name }) => !stray.test(name));
    const root = rootOf(parts);
    if (root === null) throw new AppError('zipWithoutLibrary', { file });
    const most = Math.max(maxPlainBytes, whole ? zip.byteLength * highestRatio : 0);
    const total = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (total > most) {
      throw new AppError('zipTooLarge', { file, entry: '', megabytes: most / 1_000_000 });
    }
    const list = await listOf(file, parts, root);
    if (whole && !list) throw new AppError('zipWithoutList', { file });
    const listed = list && refuseStrangers(file, parts, { root, files: list.files });
    await onTotal?.(total);
    const own = parts.filter(({ name }) => name.startsWith(root) && name !== root + zipList);
    let done = 0;
    for (const part of own) {
      if (signal?.aborted) throw new AppError('cancelled');
      const path = part.name.slice(root.length);
      const feed: Feed = (to) =>
        part.read(async (chunk) => {
          await to?.(chunk);
          done += chunk.length;
          onProgress?.(done, total);
        }, signal);
      const sha256 = await (take?.(path, feed) ?? feed());
      if (listed && listed.get(path)?.sha256 !== sha256) {
        throw zipDamaged(file, 'entryHash', part.name);
      }
    }
    return { files: own.length, list };
  } finally {
    zip.close();
  }
}

/** What stands before the manifest nearest to the top, `''` for nothing; null where there is none. */
function rootOf(parts: readonly ZipPart[]): string | null {
  const [nearest] = parts
    .map(({ name }) => name)
    .filter((name) => name === manifest || name.endsWith(`/${manifest}`))
    .sort((a, b) => a.split('/').length - b.split('/').length);
  return nearest === undefined ? null : nearest.slice(0, -manifest.length);
}

async function listOf(
  file: string,
  parts: readonly ZipPart[],
  root: string
): Promise<Backup | null> {
  const part = parts.find(({ name }) => name === root + zipList);
  if (!part) return null;
  if (part.byteLength > maxListBytes) throw zipDamaged(file, 'entryPacked', part.name);
  const chunks: Uint8Array[] = [];
  await part.read((chunk) => void chunks.push(chunk));
  const list = readBackupList(Buffer.concat(chunks));
  if (list === 'newer') throw new AppError('libraryTooNew', { file });
  if (list === null) throw zipDamaged(file, 'entryPacked', part.name);
  return list;
}

/** The list and the archive name the same files, of the same sizes. */
function refuseStrangers(
  file: string,
  parts: readonly ZipPart[],
  { root, files }: { root: string; files: readonly BackupFile[] }
): Map<string, BackupFile> {
  const listed = new Map(files.map((entry) => [root + entry.path, entry]));
  const here = new Set<string>();
  for (const { name, byteLength } of parts) {
    here.add(name);
    if (name === root + zipList) continue;
    const entry = listed.get(name);
    if (!entry) throw zipDamaged(file, 'entryUnlisted', name);
    if (entry.byteLength !== byteLength) throw zipDamaged(file, 'entryHash', name);
  }
  for (const { path } of files) {
    if (!here.has(root + path)) throw zipDamaged(file, 'entryMissing', path);
  }
  return new Map(files.map((entry) => [entry.path, entry]));
}
