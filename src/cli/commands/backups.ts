// Backups on the command line: one now, what there are, and the whole library back.
import { AppError } from '@shared/ipc/errors';
import { BackupFolder } from '../../main/backups/backup-folder';
import { summaryOf } from '../../main/backups/backup-service';
import { makeBackup, uuidsOf } from '../../main/backups/make-backup';
import { restoreLibrary } from '../../main/backups/restore-library';
import { systemClock } from '../../main/ports';
import {
  backupsFolder,
  jsonLine,
  libraryFolder,
  withApp,
  withJob,
  type Command,
  type CommandContext
} from '../command';

type Summary = ReturnType<typeof summaryOf>;

function lineOf({ words }: CommandContext, { id, at, reason, ...counts }: Summary): string {
  const why = words.t(`backups.reason_${reason}`);
  return `${id}  ${at}  ${words.t('backups.counts', counts)}  ${why}\n`;
}

export const backupCommand: Command = {
  name: 'backup',
  usage: '',
  help: 'cli.helpBackup',
  options: { library: 'string', backups: 'string' },
  takes: () => [0, 0],
  async run(context) {
    const folder = backupsFolder(context);
    const backup = await withApp(context, { access: 'write' }, ({ library }) =>
      withJob(context, async ({ signal, onProgress }) =>
        makeBackup(library, await BackupFolder.open(folder), {
          reason: 'asked',
          clock: systemClock,
          ...(signal ? { signal } : {}),
          onProgress: (done, total) => onProgress?.(done, total, folder)
        })
      )
    );
    const summary = summaryOf(backup);
    if (context.json) context.io.out(jsonLine({ folder, ...summary }));
    else context.io.out(`${folder}\n${lineOf(context, summary)}`);
    return 0;
  }
};

export const backupsCommand: Command = {
  name: 'backups',
  usage: '',
  help: 'cli.helpBackups',
  options: { library: 'string', backups: 'string' },
  takes: () => [0, 0],
  async run(context) {
    const found = (await ofLibrary(context)).backups.map(summaryOf);
    if (context.json) context.io.out(jsonLine(found));
    else for (const summary of found) context.io.out(lineOf(context, summary));
    return 0;
  }
};

/** The library's own backups; all there are where the library is gone. */
async function ofLibrary(context: CommandContext) {
  const source = await BackupFolder.open(backupsFolder(context));
  const uuids = await uuidsOf(libraryFolder(context)).catch(() => new Set<string>());
  return { source, backups: uuids.size > 0 ? await source.of(uuids) : await source.all() };
}

export const restoreCommand: Command = {
  name: 'restore',
  usage: '[BACKUP]',
  help: 'cli.helpRestore',
  options: { library: 'string', backups: 'string' },
  takes: () => [0, 1],
  async run(context) {
    const folder = libraryFolder(context);
    const { source, backups } = await ofLibrary(context);
    const [asked] = context.positionals;
    const backup = asked === undefined ? backups[0] : await source.one(asked);
    if (!backup) throw new AppError('backupNotFound', { id: source.folder });
    const kept = await withJob(context, ({ signal, onProgress }) =>
      restoreLibrary(source, backup, folder, {
        clock: systemClock,
        ...(signal ? { signal } : {}),
        onProgress: (done, total) => onProgress?.(done, total, folder)
      })
    );
    const { io, words, json } = context;
    if (json) {
      io.out(jsonLine({ ...summaryOf(backup), library: folder, kept }));
      return 0;
    }
    io.out(`${words.t('backups.cliRestored', { library: folder, time: backup.at })}\n`);
    if (kept !== null) io.out(`${words.t('backups.cliKept', { folder: kept })}\n`);
    return 0;
  }
};
