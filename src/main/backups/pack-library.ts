// A backup as one ZIP file that anybody can unpack: the library's files as they lie in its folder, and their list of hashes.
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';
import { ZipFile } from 'yazl';
import { AppError } from '@shared/ipc/errors';
import { diskFiles, jsonBytes, writeError } from '../library/files';
import type { JobOptions } from '../jobs/job-contract';
import type { BackupFolder } from './backup-folder';
import type { Backup } from './backup-schema';
import { readLibraryZip, zipList } from './read-library-zip';

const deflated = promisify(deflateRaw);
const largeBytes = 5_000_000;
/** What packs better than this would be taken for a trap by whoever unpacks it. */
const honestRatio = 100;

interface PackOptions extends Pick<JobOptions, 'signal'> {
  /** A file of that name may be written over. */
  overwrite: boolean;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Writes beside the target, reads all of it back and compares every hash, and only then gives it its name. Holds one
 * file of the library in memory at a time. Returns the archive's size. Throws `fileExists`, `backupDamaged`, diskFull or folderUnwritable with
 * {file}, `cancelled`; nothing is left of the file then, and what had its name is as it was.
 */
export async function packLibrary(
  source: BackupFolder,
  backup: Backup,
  target: string,
  { overwrite, signal, onProgress }: PackOptions
): Promise<{ byteLength: number }> {
  const part = `${target}.part`;
  const total = backup.files.reduce((sum, { byteLength }) => sum + byteLength, 0);
  try {
    await refuseStanding(target, overwrite);
    await write(source, backup, part, {
      ...(signal ? { signal } : {}),
      onProgress: (done) => onProgress?.(done, 2 * total)
    });
    await readLibraryZip(target, part, {
      whole: true,
      ...(signal ? { signal } : {}),
      onProgress: (done) => onProgress?.(total + done, 2 * total)
    });
    await refuseStanding(target, overwrite);
    // The wish may have come when the last file had been read back already.
    if (signal?.aborted) throw new AppError('cancelled');
    await diskFiles.rename(part, target);
    await diskFiles.syncFolder(dirname(target));
    return { byteLength: (await diskFiles.stat(target))?.byteLength ?? 0 };
  } catch (thrown) {
    await diskFiles.remove(part).catch(() => undefined);
    throw writeError(signal?.aborted ? new AppError('cancelled') : thrown, target);
  }
}

async function refuseStanding(target: string, overwrite: boolean): Promise<void> {
  if (!overwrite && (await diskFiles.stat(target))) {
    throw new AppError('fileExists', { file: target });
  }
}

async function write(
  { stored }: BackupFolder,
  backup: Backup,
  target: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress: (done: number) => void }
): Promise<void> {
  const zip = new ZipFile();
  const out = createWriteStream(target, { flush: true });
  const written = pipeline(zip.outputStream, out, signal ? { signal } : {});
  // Whoever waits for a part hears of a failed write too; it is thrown again at the end.
  written.catch(() => undefined);
  let done = 0;
  const add = async (path: string, bytes: Uint8Array, modifiedMs: number): Promise<void> => {
    const stream = once(bytes);
    const compress = await isWorthPacking(bytes);
    const options = { size: bytes.length, mtime: new Date(modifiedMs), compress };
    zip.addReadStream(stream, path, options);
    // One at a time: what waits in the archive's queue waits in memory.
    await Promise.race([finished(stream), written]);
  };
  try {
    await add(zipList, jsonBytes(backup), Date.parse(backup.at));
    for (const { path, sha256, modifiedMs } of backup.files) {
      if (signal?.aborted) throw new AppError('cancelled');
      const bytes = await stored.read(sha256);
      await add(path, bytes, modifiedMs);
      onProgress((done += bytes.length));
    }
    zip.end();
    await written;
  } catch (thrown) {
    out.destroy();
    await finished(out).catch(() => undefined);
    throw thrown;
  }
}

/** The archive keeps every stream until its end: this one lets go of the bytes when they are read. */
function once(bytes: Uint8Array): Readable {
  let held: Uint8Array | null = bytes;
  return new Readable({
    read() {
      this.push(held);
      if (held !== null) this.push(null);
      held = null;
    }
  });
}

/** PDFs and pictures are packed already; a large file of almost nothing is better left as it is. */
async function isWorthPacking(bytes: Uint8Array): Promise<boolean> {
  if (bytes.length < largeBytes) return true;
  const { length } = await deflated(bytes, { level: constants.Z_BEST_SPEED });
  return length < bytes.length * 0.95 && bytes.length < length * honestRatio;
}
