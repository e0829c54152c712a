// One handler a request. They only put services together; whatever needs thought stands in a service.
import { basename } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { FileHandle, RouteOutput } from '@shared/ipc/routes';
import { backupHandlers } from './backups/backup-handlers';
import type { BackupService } from './backups/backup-service';
import type { Handlers } from './dispatch';
import type { EventHub } from './event-hub';
import { externalUrl } from '@shared/external-link';
import { maxHandles, type FileHandles } from './file-handles';
import type { Library } from './library/library-contract';
import type { Log } from './log/log';
import type { Clock, Dialogs } from './ports';
import type { OpenedFiles } from './opened-files';
import { replaceFile } from './replace-file';
import type { JobRunner } from './jobs/job-contract';
import type { RunningJobs } from './running-jobs';
import type { ExportService } from './services/export-service';
import type { ImportService } from './services/import-service';
import type { OriginalService } from './services/original-service';
import type { PairService } from './services/pair-service';
import type { SearchService } from './services/search-service';
import type { SampleService } from './services/sample-service';
import { fontHandlers } from './services/font-handlers';
import type { FontService } from './services/font-service';
import { factsHandlers } from './services/facts-handlers';
import { healthHandlers } from './services/health-handlers';
import { colleagueHandlers } from './services/colleague-handlers';
import type { ColleagueService } from './services/colleague-service';
import { pastedFile } from './services/pasted-file';
import type { VersionService } from './services/version-service';
import { chosenFile, fileInMemory } from './services/source-file';
import type { TrashKeeping } from './services/trash-keeping';
import type { TrashService } from './services/trash-service';
import type { SettingsStore } from './settings/settings-store';
import type { WindowCopies } from './settings/window-copies';

export interface HandlerServices {
  jobs: JobRunner;
  library: Library;
  settings: SettingsStore;
  events: EventHub;
  running: RunningJobs;
  imports: ImportService;
  pairs: PairService;
  samples: SampleService;
  versions: VersionService;
  exports: ExportService;
  fonts: FontService;
  search: SearchService;
  originals: OriginalService;
  trash: TrashService;
  trashKeeping: TrashKeeping;
  copies: WindowCopies;
  colleagues: ColleagueService;
  /** Null where none are made. */
  backups: BackupService | null;
  files: FileHandles;
  opened: OpenedFiles;
  /** Null where nobody can be asked. */
  dialogs: Dialogs | null;
  log: Log;
  clock: Clock;
  about: Pick<RouteOutput<'app.hello'>, 'version' | 'shell' | 'locale'>;
}

export function createHandlers(services: HandlerServices): Handlers {
  const { library, settings, events, running, imports, pairs, samples, exports, files } = services;
  const { originals, versions } = services;

  const ask = (): Dialogs => {
    if (!services.dialogs) throw new AppError('badRequest', { reason: 'no dialogs in this shell' });
    return services.dialogs;
  };

  const handlesOf = async (paths: readonly string[]): Promise<FileHandle[]> => {
    const chosen = await Promise.all(paths.slice(0, maxHandles).map(chosenFile));
    return chosen.map((file) => files.issue(file));
  };

  return {
    'app.hello': () => {
      services.search.warm();
      return Promise.resolve({
        ...services.about,
        settings: settings.get(),
        library: library.info(),
        libraryFolder: library.folder,
        copied: services.copies.has(library.info().uuid)
      });
    },

    'app.switchLibrary': ({ act }) => ask().switchLibrary(act),

    'settings.set': async (input) => {
      const saved = await settings.set(input);
      events.emit('settings.changed', { settings: saved });
      return saved;
    },

    'files.choose': async () => {
      return handlesOf((await ask().chooseFiles()) ?? []);
    },

    'files.opened': () => handlesOf(services.opened.take()),

    'files.put': ({ name, bytes }) => Promise.resolve(files.issue(fileInMemory(name, bytes))),

    'library.list': async () => ({
      articles: await library.articles(),
      pairs: await library.pairs()
    }),

    'library.search': ({ query, limit }) => Promise.resolve(services.search.search(query, limit)),

    'library.article': ({ id }) => versions.open(id),

    'library.fileProblems': async ({ look }) => {
      if (look) await library.watch.check();
      return library.watch.problems();
    },

    'library.keepFiles': async ({ id }) => {
      await library.keepFiles(id);
      return {};
    },

    'library.picture': async ({ id, sha256 }) => {
      const { type, bytes } = await library.picture(id, sha256);
      return { type, bytes: new Uint8Array(bytes) };
    },

    'library.importFiles': ({ jobId, handles, copy = false }) => {
      const sources = handles.map((handle) => files.take(handle));
      return running.run(jobId, async (job) => {
        const results = await imports.importFiles(sources, { ...job, copy });
        return results.map((result, index) => {
          const source = sources[index];
          if (result.status === 'imported' || !source) return result;
          return { ...result, handle: files.issue(source).handle };
        });
      });
    },

    'library.importText': ({ jobId, name, text, kind, copy = false }) =>
      running.run(jobId, async (job) => {
        const [result] = await imports.importFiles([pastedFile(name, text, kind)], {
          ...job,
          copy
        });
        if (!result) throw new AppError('internal');
        return result;
      }),

    'library.openSample': ({ jobId, name }) =>
      running.run(jobId, async (job) => ({ pairId: await samples.open(name, job) })),

    'library.trash': async (things) => {
      await services.trash.discard(things);
      return {};
    },

    'library.restore': async (things) => {
      await services.trash.restore(things);
      return {};
    },

    'library.trashed': () => services.trashKeeping.list(),

    'library.purge': async (things) => {
      await services.trash.purge(things);
      return {};
    },

    'library.relay': ({ id, relay }) => library.relay(id, relay),

    'library.setDetails': ({ id, changes }) => library.setDetails(id, changes),

    'library.original': async ({ id }) => new Uint8Array(await library.original(id)),

    'library.originalText': ({ jobId, id }) =>
      running.run(jobId, async (job) => ({ text: await originals.text(id, job) })),

    'library.saveOriginal': async ({ id }) => ({ savedAs: await originals.saveCopy(id, ask()) }),

    'library.revealOriginal': async ({ id }) => {
      await originals.reveal(id, ask());
      return {};
    },
    'versions.list': ({ id }) => library.versions(id),

    'versions.report': ({ id, from }) => library.carryReport(id, from),

    'versions.compare': ({ jobId, id, from, to }) =>
      running.run(jobId, (job) => versions.compare(id, from, to, job)),

    'versions.importFile': ({ jobId, id, handle }) => {
      const file = files.take(handle);
      return running.run(jobId, (job) => versions.importFile(id, file, job));
    },

    'versions.merge': ({ jobId, id, from }) =>
      running.run(jobId, (job) => versions.merge(id, from, job)),

    'versions.reread': ({ jobId, id, charset }) =>
      running.run(jobId, (job) => versions.reread(id, charset, job)),

    'versions.restore': ({ jobId, id, version }) =>
      running.run(jobId, (job) => versions.restore(id, version, job)),

    'pair.create': ({ jobId, sourceId, targetId }) =>
      running.run(jobId, (job) => pairs.pairArticles(sourceId, targetId, job)),

    'pair.get': ({ id }) => library.pair(id),

    'pair.realign': ({ jobId, id, verdict }) =>
      running.run(jobId, (job) => pairs.realign(id, verdict, job)),
    ...backupHandlers(services, ask),
    ...fontHandlers(services.fonts, running, ask),
    ...healthHandlers(services, ask),
    ...colleagueHandlers(services.colleagues, files, running),

    'pair.candidates': ({ jobId, id, side, spans }) =>
      running.run(jobId, async (job) => ({
        candidates: await pairs.candidates(id, side, spans, job)
      })),

    ...factsHandlers(library, services.copies),

    'export.run': ({ jobId, subject, options }) =>
      running.run(jobId, async (job) => (await exports.export(subject, options, job)).report),

    'export.preview': ({ jobId, subject, options }) =>
      running.run(jobId, async (job) => {
        const { report, whole } = await exports.preview(subject, options, job);
        return { report, whole };
      }),

    'glossary.export': async () => (await exports.glossary()).report,

    'export.bytes': ({ exportId }) => Promise.resolve(exports.kept(exportId).bytes),

    'export.save': async ({ exportId }) => {
      const { report, bytes } = exports.kept(exportId);
      const path = await ask().chooseSavePath(report.fileName, 'export');
      if (path === null) return { savedAs: null };
      await replaceFile(path, bytes);
      return { savedAs: basename(path) };
    },

    'job.cancel': ({ jobId }) => {
      running.cancel(jobId);
      return Promise.resolve({});
    },

    'shell.openExternal': async ({ url }) => {
      const address = externalUrl(url);
      if (!address) throw new AppError('badRequest', { reason: 'address not allowed' });
      return ask().openExternal(address);
    },

    'window.open': ({ place }) => {
      ask().openWindow(place);
      return Promise.resolve({});
    }
  };
}
