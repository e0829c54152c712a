// The whole library as one ZIP file, and back, on the command line.
import { resolve } from 'node:path';
import { BackupService } from '../../main/backups/backup-service';
import { unpackToNew } from '../../main/backups/unpack-library';
import { appPaths } from '../../main/app-paths';
import { createJobRunner } from '../../main/jobs/job-runner';
import { spawnNode } from '../../main/jobs/spawn-node';
import { systemClock } from '../../main/ports';
import { backupsFolder, jsonLine, withApp, withJob, type Command } from '../command';
import { overwriteOption } from '../write-files';

const megabytes = (byteLength: number): string => `${(byteLength / 1_000_000).toFixed(1)} MB`;

export const packCommand: Command = {
  name: 'pack',
  usage: 'FILE.zip',
  help: 'cli.helpPack',
  options: { library: 'string', backups: 'string', ...overwriteOption },
  takes: () => [1, 1],
  async run(context) {
    const { io, words, json, positionals, options } = context;
    const file = resolve(positionals[0] ?? '');
    const packed = await withApp(context, { access: 'write' }, ({ library }) =>
      withJob(context, ({ signal, onProgress }) =>
        new BackupService(library, { folder: backupsFolder(context) }, systemClock, () => {
          // Nobody watches the list here.
        }).pack(file, {
          overwrite: options['force'] === true,
          ...(signal ? { signal } : {}),
          onProgress: (done, total) => onProgress?.(done, total, file)
        })
      )
    );
    const size = megabytes(packed.byteLength);
    if (json) io.out(jsonLine({ file, ...packed }));
    else io.out(`${words.t('backups.packDone', { file, size, ...packed })}\n`);
    return 0;
  }
};

export const unpackCommand: Command = {
  name: 'unpack',
  usage: 'FILE.zip FOLDER',
  help: 'cli.helpUnpack',
  options: {},
  takes: () => [2, 2],
  async run(context) {
    const { io, words, json, positionals } = context;
    const [file, folder] = [resolve(positionals[0] ?? ''), resolve(positionals[1] ?? '')];
    const jobs = createJobRunner(appPaths().jobs, spawnNode);
    try {
      const counts = await withJob(context, (job) =>
        unpackToNew(file, folder, { jobs, job, clock: systemClock })
      );
      if (json) io.out(jsonLine({ library: folder, ...counts }));
      else io.out(`${words.t('backups.unpackDone', { folder, ...counts })}\n`);
      return 0;
    } finally {
      await jobs.close();
    }
  }
};
