// Builds the app's services. Every shell, the command line and the tests start here.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Normaliser } from '@domain/article/renormalise';
import { interfaceLanguage, type InterfaceLanguage } from '@shared/settings';
import { BackupService, type BackupPlace } from './backups/backup-service';
import { calm } from './calm-event';
import type { Handlers } from './dispatch';
import { EventHub } from './event-hub';
import { FileHandles } from './file-handles';
import { createHandlers } from './handlers';
import { createJobRunner } from './jobs/job-runner';
import type { SpawnChild } from './jobs/child-port';
import type { JobRunner } from './jobs/job-contract';
import { spawnNode } from './jobs/spawn-node';
import type { Library } from './library/library-contract';
import { openToWrite } from './library/open-to-write';
import { openLog } from './log/log';
import { loggedHandlers } from './log/logged-handlers';
import { OpenedFiles } from './opened-files';
import type { Clock, Dialogs, Paths } from './ports';
import { systemClock } from './ports';
import { RunningJobs } from './running-jobs';
import { ColleagueService } from './services/colleague-service';
import { ExportService } from './services/export-service';
import { FontService } from './services/font-service';
import { ImportService } from './services/import-service';
import { OriginalService } from './services/original-service';
import { PairService } from './services/pair-service';
import { SearchService } from './services/search-service';
import { SampleService } from './services/sample-service';
import { VersionService } from './services/version-service';
import { TrashKeeping } from './services/trash-keeping';
import { TrashService } from './services/trash-service';
import { openSettings, type SettingsStore } from './settings/settings-store';
import { openWindowCopies } from './settings/window-copies';

/** Between two tellings that articles changed, while many come in. */
const listPauseMs = 400;

export interface AppOptions {
  paths: Paths;
  libraryFolder: string;
  /** The system's locale, or the language asked for on the command line. */
  locale: string;
  shell: 'electron' | 'browser';
  version: string;
  /** Who opens the library, for its lock file, e.g. `diptych serve`. */
  program: string;
  /** False: a missing library is an error, not a new one. */
  createLibrary?: boolean;
  /** Takes no lock; every change is refused. */
  readOnly?: boolean;
  /** An existing library that cannot be written to is opened to be read; without this, opening it fails. */
  readIfNot?: boolean;
  /** Absolute folder of the library's backups, and how another one is remembered; absent where none are made by themselves. */
  backups?: BackupPlace;
  /** Null where nobody can be asked: `files.choose`, `export.save` and `shell.openExternal` are refused then. */
  dialogs?: Dialogs | null;
  clock?: Clock;
  /** How texts are normalised; today's where absent. */
  normaliser?: Normaliser;
  spawn?: SpawnChild;
}

export interface App {
  readonly library: Library;
  readonly settings: SettingsStore;
  readonly events: EventHub;
  readonly jobs: JobRunner;
  readonly imports: ImportService;
  readonly pairs: PairService;
  readonly samples: SampleService;
  readonly versions: VersionService;
  readonly exports: ExportService;
  readonly fonts: FontService;
  readonly search: SearchService;
  readonly colleagues: ColleagueService;
  readonly backups: BackupService | null;
  readonly opened: OpenedFiles;
  readonly handlers: Handlers;
  /** The interface's language as things stand. */
  language(): InterfaceLanguage;
  /** Cancels jobs, ends their processes, folds the journal, gives up the library. */
  close(): Promise<void>;
}

/** Opens the library and everything over it. Rejects as `openLibrary` does: `libraryLocked`, `libraryTooNew`, … */
export async function createApp(options: AppOptions): Promise<App> {
  const { paths, locale, clock = systemClock } = options;
  const log = openLog(join(paths.appData, 'logs'), clock);
  log.note('app.start', {
    version: options.version,
    shell: options.shell,
    system: process.platform
  });
  const settings = await openSettings(paths.appData);
  const copies = await openWindowCopies(paths.appData, options.shell);
  const library = await openToWrite(
    options.libraryFolder,
    {
      clock,
      create: options.createLibrary ?? true,
      readOnly: options.readOnly ?? false,
      program: options.program
    },
    options.readIfNot ?? false
  );
  const { readOnly, damaged } = library.info();
  log.note('library.open', { readOnly, damaged: damaged.length });
  const events = new EventHub();
  const jobs = createJobRunner(paths.jobs, options.spawn ?? spawnNode);
  const running = new RunningJobs(events);
  const opened = new OpenedFiles(events);

  const imports = new ImportService(library, jobs, clock);
  const pairs = new PairService(library, jobs, clock);
  const backups =
    options.backups === undefined || readOnly
      ? null
      : new BackupService(library, options.backups, clock, () => {
          events.emit('backups.changed', {});
        });
  void backups?.start();

  const versions = new VersionService(library, jobs, pairs, clock, options.normaliser, async () =>
    backups?.make('migration')
  );
  const samples = new SampleService(join(paths.resources, 'samples'), imports, pairs);
  const originals = new OriginalService(library, jobs);
  const fonts = new FontService(jobs, join(paths.appData, 'fonts'), paths.systemFonts);
  const exports = new ExportService(
    library,
    jobs,
    settings,
    clock,
    paths,
    fonts,
    locale,
    options.version
  );

  const search = new SearchService(library);
  const colleagues = new ColleagueService(library, jobs, clock);

  const trashKeeping = new TrashKeeping(library, clock);
  if (!readOnly) trashKeeping.start();

  // Whoever hears of it fetches the whole list.
  const changed = calm(() => events.emit('library.changed', {}), listPauseMs);
  const unsubscribe = [
    library.onRecords((records, lastSequence) => {
      events.emit('facts.changed', { records, lastSequence });
      if (records.some(({ operation }) => operation.entity === 'pair')) changed.call();
    }),
    library.onArticles(changed.call),
    changed.stop
  ];

  // What a new version left to be done when an earlier process ended.
  if (!readOnly) void pairs.alignStale({ jobId: randomUUID() }).catch(() => undefined);

  // In the background: nobody waits for it, and what it finds is told like any change.
  if (!readOnly) library.watch.check().catch(() => undefined);

  const requests = createHandlers({
    jobs,
    library,
    settings,
    events,
    running,
    imports,
    pairs,
    samples,
    versions,
    exports,
    fonts,
    search,
    originals,
    trash: new TrashService(library, clock),
    trashKeeping,
    copies,
    colleagues,
    backups,
    log,
    clock,
    files: new FileHandles(),
    opened,
    dialogs: options.dialogs ?? null,
    about: { version: options.version, shell: options.shell, locale }
  });
  const handlers = loggedHandlers(requests, log);

  return {
    library,
    settings,
    events,
    jobs,
    imports,
    pairs,
    samples,
    versions,
    exports,
    fonts,
    search,
    colleagues,
    backups,
    opened,
    handlers,
    language: () => interfaceLanguage(settings.get().language, locale),
    close: async () => {
      running.cancelAll();
      search.close();
      await jobs.close();
      await trashKeeping.close();
      await backups?.close();
      for (const stop of unsubscribe) stop();
      await library.close();
      log.note('app.end');
    }
  };
}
