// A library that came as one ZIP file, laid out in a folder of its own.
import { mkdir, open, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { readLibraryZip, type Feed } from '../../backups/read-library-zip';
import { errorCode, writeError } from '../../library/files';
import type { Jobs } from '../job-contract';
import type { ReportProgress } from '../job-protocol';

/** Left free on the disk whatever is unpacked. */
const spareBytes = 50_000_000;

/**
 * Writes the files of the library, each synced. Throws what {@link readLibraryZip} throws, and diskFull before anything is
 * written where there is no room; what was written by then is the caller's to remove.
 */
export async function unpackLibrary(
  { name: file, source, folder, whole }: Jobs['unpackLibrary']['input'],
  report: ReportProgress = () => undefined
): Promise<Jobs['unpackLibrary']['output']> {
  const { files, list } = await readLibraryZip(file, source, {
    whole,
    onTotal: (byteLength) => refuseWithoutRoom(folder, byteLength),
    onProgress: (done, total) => report(done, total, file),
    take: async (path, feed) => {
      try {
        return await write(join(folder, path), feed);
      } catch (thrown) {
        if (thrown instanceof AppError) throw thrown;
        // A name that this disk cannot hold, or takes for another.
        if (['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(errorCode(thrown) ?? '')) {
          const details = { file, reason: 'entryTwice', entry: path };
          throw new AppError('fileDamaged', details, { cause: thrown });
        }
        throw writeError(thrown, folder);
      }
    }
  });
  return { files, counts: list?.counts ?? null };
}

async function write(target: string, feed: Feed): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  const handle = await open(target, 'wx');
  try {
    const sha256 = await feed(async (chunk) => void (await handle.writeFile(chunk)));
    await handle.sync();
    return sha256;
  } finally {
    await handle.close();
  }
}

async function refuseWithoutRoom(folder: string, byteLength: number): Promise<void> {
  const { bavail, bsize, blocks } = await statfs(folder);
  if (blocks > 0 && bavail * bsize < byteLength + spareBytes) {
    throw new AppError('diskFull', { file: folder });
  }
}
