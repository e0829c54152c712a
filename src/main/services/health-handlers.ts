// The requests about how things stand.
import { basename } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { Handlers } from '../dispatch';
import type { BackupService } from '../backups/backup-service';
import { checkAll } from '../backups/check-all';
import type { Log } from '../log/log';
import { problemReport, type ReportSources } from '../log/problem-report';
import type { Clock, Dialogs } from '../ports';
import { replaceFile } from '../replace-file';
import type { RunningJobs } from '../running-jobs';
import type { SettingsStore } from '../settings/settings-store';

type HealthRoute = Extract<keyof Handlers, `health.${string}`>;

export interface HealthServices extends Pick<ReportSources, 'about' | 'library'> {
  settings: SettingsStore;
  log: Log;
  clock: Clock;
  running: RunningJobs;
  backups: Pick<BackupService, 'folder'> | null;
}

export function healthHandlers(
  services: HealthServices,
  ask: () => Dialogs
): Pick<Handlers, HealthRoute> {
  const { about, settings, library, log, clock, running, backups } = services;
  let report: { fileName: string; text: string } | null = null;
  return {
    'health.check': ({ jobId }) =>
      running.run(jobId, (job) => checkAll(library.folder, backups?.folder ?? null, job)),
    'health.report': async () => {
      const now = clock.now();
      const text = await problemReport({ about, settings: settings.get(), library, log, now });
      report = { fileName: `diptych-report-${now.toISOString().slice(0, 10)}.txt`, text };
      return report;
    },
    'health.saveReport': async () => {
      if (!report) throw new AppError('badRequest', { reason: 'no report was made' });
      const path = await ask().chooseSavePath(report.fileName, 'copy');
      if (path === null) return { savedAs: null };
      await replaceFile(path, new TextEncoder().encode(report.text));
      return { savedAs: basename(path) };
    },
    'health.failure': ({ name, stack }) => {
      const failure = Object.assign(new Error(), { name, stack: stack.join('\n') });
      log.failure('window.failed', failure);
      return Promise.resolve({});
    },
    'health.copyDiffered': (counts) => {
      log.note('window.copyDiffered', counts);
      return Promise.resolve({});
    }
  };
}
