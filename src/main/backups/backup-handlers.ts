// The requests about backups.
import { AppError } from '@shared/ipc/errors';
import type { Handlers } from '../dispatch';
import type { Dialogs } from '../ports';
import type { RunningJobs } from '../running-jobs';
import { summaryOf, type BackupService } from './backup-service';

type BackupRoute = Extract<keyof Handlers, `backups.${string}`>;

/** `backups` null where the library makes none: then all but the list is refused. */
export function backupHandlers(
  backups: BackupService | null,
  running: RunningJobs,
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
    'backups.restore': ({ id }) => ask().restoreLibrary(id)
  };
}
