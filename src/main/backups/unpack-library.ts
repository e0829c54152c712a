// A library out of a ZIP file, as a new one in a folder of its own.
import { dirname } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import { diskFiles, writeError } from '../library/files';
import type { Clock } from '../ports';
import type { BackupCounts } from './backup-schema';
import { proveLibrary, renewName } from './restore-library';

interface Means {
  jobs: JobRunner;
  job: JobOptions;
  clock: Clock;
}

/**
 * Lays the library out beside `folder`, proves every file by its hash and the whole by opening it, and only then gives
 * it its place. `file` is the archive's absolute path. Returns what it holds. Throws `folderNotEmpty` where anything is there already, what
 * the job throws, diskFull or folderUnwritable with {file}, `cancelled`; nothing is left then.
 */
export async function unpackToNew(
  file: string,
  folder: string,
  { jobs, job, clock }: Means
): Promise<BackupCounts> {
  const staged = `${folder}.unpacking`;
  try {
    if ((await diskFiles.list(folder)).length > 0) {
      throw new AppError('folderNotEmpty', { file: folder });
    }
    await diskFiles.remove(staged);
    await diskFiles.makeFolder(staged);
    const input = { name: file, source: file, folder: staged, whole: true };
    const { counts } = await jobs.run('unpackLibrary', input, job);
    if (!counts) throw new AppError('zipWithoutList', { file });
    await proveLibrary(staged, counts, clock);
    await renewName(staged);
    // The wish may have come when the last file was out already.
    if (job.signal?.aborted) throw new AppError('cancelled');
    await diskFiles.remove(folder);
    await diskFiles.rename(staged, folder);
    await diskFiles.syncFolder(dirname(folder));
    return counts;
  } catch (thrown) {
    await diskFiles.remove(staged).catch(() => undefined);
    throw writeError(thrown, folder);
  }
}
