// The requests about backups.
import { basename } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { Handlers } from '../dispatch';
import type { JobRunner } from '../jobs/job-contract';
import type { Library } from '../library/library-contract';
import type { Clock, Dialogs } from '../ports';
import type { RunningJobs } from '../running-jobs';
import { suggestedFileName } from '../services/file-name';
import { summaryOf, type BackupService } from './backup-service';
import { unpackToNew } from './unpack-library';

type BackupRoute = Extract<keyof Handlers, `backups.${string}`>;

interface BackupServices {
  backups: BackupService | null;
  library: Pick<Library, 'folder'>;
  jobs: JobRunner;
  clock: Clock;
  running: RunningJobs;
}

/** `backups` null where the library makes none: then all but the list is refused. */
export function backupHandlers(
  { backups, library, jobs, clock, running }: BackupServices,
  ask: () => Dialogs
): Pick<Handlers, BackupRoute> {
  const service = (): BackupService => {
    if (!backups) throw new AppError('badRequest', { reason: 'no backups of this library' });
    return backups;
  };
  return {
    'backups.list': async () => ({
      folder: backups?.folder ?? null,
      problem: backups?.problem ?? null,
      backups: (await backups?.list()) ?? []
    }),
    'backups.make': ({ jobId }) =>
      running.run(jobId, async (job) => summaryOf(await service().make('asked', job))),
    'backups.preview': async ({ id }) => service().preview(id),
    'backups.restoreArticle': ({ jobId, id, articleId }) =>
      running.run(jobId, (job) => service().restoreArticle(id, articleId, job)),
    'backups.chooseFolder': async () => {
      const folder = await ask().chooseBackupsFolder();
      if (folder !== null) await service().use(folder);
      return folder;
    },
    'backups.pack': async ({ jobId }) => {
      const name = suggestedFileName(basename(library.folder), 'zip');
      const file = await ask().chooseSavePath(name, 'export');
      if (file === null) return null;
      // The system's dialog has asked whether another file is written over.
      return running.run(jobId, async (job) => ({
        file: basename(file),
        ...(await service().pack(file, { overwrite: true, ...job }))
      }));
    },
    'backups.unpack': async ({ jobId }) => {
      const chosen = await ask().chooseUnpack();
      if (chosen === null) return null;
      const { file, folder } = chosen;
      const counts = await running.run(jobId, (job) =>
        unpackToNew(file, folder, { jobs, job, clock })
      );
      await ask().openLibrary(folder);
      return counts;
    },
    'backups.restore': ({ id }) => ask().restoreLibrary(id)
  };
}
