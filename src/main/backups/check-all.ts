// The library and its backups looked over, changing nothing.
import { relative } from 'node:path';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { LibraryCheck } from '@shared/ipc/health-routes';
import type { JobOptions } from '../jobs/job-contract';
import { checkLibrary } from '../library/check-library';
import { BackupFolder } from './backup-folder';

/**
 * As `checkLibrary`, and then every file of the backups in `backups`, null where the library has none. Files are relative to
 * the library.
 */
export async function checkAll(
  library: string,
  backups: string | null,
  job: Pick<JobOptions, 'signal' | 'onProgress'> = {}
): Promise<LibraryCheck> {
  const report = await checkLibrary(library, job);
  if (backups === null) return report;
  const problems = [...report.problems];
  const folder = await BackupFolder.open(backups);
  await folder.check((file) => {
    const error = toWireError(new AppError('backupFileDamaged', { file }));
    problems.push({ file: relative(library, file), error });
  }, job);
  return { ...report, problems };
}
