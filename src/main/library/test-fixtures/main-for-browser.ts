// The library on a real folder, for tests that run in a browser and ask it over the test runner's line.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalRecord } from '@domain/annotation/operation';
import type { AnnotationTarget } from '@domain/annotation/schema';
import { annotationIdSchema, type ArticleId } from '@domain/ids';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { LibraryInfo } from '@shared/ipc/routes';
import { exportAnnotations, importAnnotations } from '../annotation-exchange';
import { ArticleStore } from '../article-store';
import { current, entities, Facts, type FreshId } from '../facts';
import { diskFiles } from '../files';
import { readJournal } from '../journal';
import type { Library } from '../library-contract';
import { lockFile } from '../lock';
import { journalFolder, loadFacts } from '../load-facts';
import { readManifest } from '../manifest';
import { openLibrary } from '../open-library';
import { factsHandlers } from '../../services/facts-handlers';
import { TrashService } from '../../services/trash-service';
import { annotationOf, fixedClock, original, parsedArticle } from './facts';

export type Reply = ({ data: unknown } | { error: unknown }) & {
  /** What every window is told because of it. */
  events: { records: JournalRecord[]; lastSequence: number }[];
};
/** Values of all entities that are not in the trash, by id. */
export type State = Record<string, unknown>;

const words = ['Cầu mới', 'khánh thành', 'Ông Lâm', 'dài 1,2 km', 'Người dân', 'từ sớm'];

export class MainForBrowser {
  private library!: Library;
  private events: Reply['events'] = [];
  /** Annotations as they were taken out last. */
  private file = '[]';

  private constructor(private folder: string) {}

  /** A new library in a temporary folder. */
  static async make(): Promise<MainForBrowser> {
    const main = new MainForBrowser(await mkdtemp(join(tmpdir(), 'diptych-acts-')));
    await main.open();
    return main;
  }

  /** An article of its own, and passages of it to annotate. */
  async addArticle(): Promise<AnnotationTarget[]> {
    const { id } = await this.library.addArticle(parsedArticle(), original(this.folder));
    return words.flatMap((word) => annotationOf(id, word).targets);
  }

  info(): LibraryInfo {
    return this.library.info();
  }

  async request(name: string, input: unknown): Promise<Reply> {
    try {
      const data = await this.answer(name, input);
      // Listeners are told after the answer is made.
      await new Promise((resolve) => setImmediate(resolve));
      return { data, events: this.events.splice(0) };
    } catch (thrown) {
      return { error: toWireError(thrown), events: this.events.splice(0) };
    }
  }

  async restart(): Promise<void> {
    await this.library.close();
    await this.open();
  }

  /** As after `kill -9`: what lies on the disk now is opened anew, nothing was folded or given up. */
  async crash(): Promise<void> {
    const before = { library: this.library, folder: this.folder };
    this.folder = await mkdtemp(join(tmpdir(), 'diptych-acts-'));
    await cp(before.folder, this.folder, { recursive: true });
    await rm(join(this.folder, lockFile));
    await before.library.close();
    await rm(before.folder, { recursive: true });
    await this.open();
  }

  /** What each record of the journal is about, in order. */
  async journal(): Promise<string[]> {
    const { records } = await readJournal(diskFiles, journalFolder(this.folder));
    return records.map(({ operation }) => `${operation.entity} ${operation.id}`);
  }

  /** What main holds in memory, what its files say, and what its journal comes to from the first record on. */
  async truth(): Promise<{ memory: State; files: State; replay: State }> {
    await this.library.fold();
    const { annotations, pairs, collections, terms, tags } = await this.library.snapshot();
    const memory = [annotations, pairs, collections, terms, tags].flat().map(({ value }) => value);
    const { records } = await readJournal(diskFiles, journalFolder(this.folder));
    if (records.some(({ sequence }, at) => sequence !== at + 1)) throw new Error('journal is cut');
    const replay = new Facts(0, () => annotationIdSchema.parse('') as FreshId);
    replay.commit(records, () => undefined);
    return { memory: byId(memory), files: byId(await this.files()), replay: byId(valuesOf(replay)) };
  }

  async close(): Promise<void> {
    await this.library.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Sidecars alone: read where there is no journal. */
  private async files(): Promise<unknown[]> {
    const manifest = await readManifest(diskFiles, this.folder);
    if (!manifest) throw new Error('no manifest');
    const files = {
      ...diskFiles,
      list: (path: string) =>
        path === journalFolder(this.folder) ? Promise.resolve([]) : diskFiles.list(path)
    };
    const articles = new ArticleStore(files, this.folder, fixedClock);
    return valuesOf((await loadFacts(files, this.folder, manifest, articles)).facts);
  }

  private async open(): Promise<void> {
    this.library = await openLibrary(this.folder, { clock: fixedClock, create: true });
    this.library.onRecords((records, lastSequence) => this.events.push({ records, lastSequence }));
  }

  private answer(name: string, input: unknown): Promise<unknown> {
    const { library } = this;
    const trash = new TrashService(library, fixedClock);
    const handlers: Record<string, (input: never) => Promise<unknown>> = {
      ...factsHandlers(library, { note: () => Promise.resolve() }),
      'library.restore': trash.restore.bind(trash),
      'library.purge': trash.purge.bind(trash),
      // What a colleague gives back, as it is now and as it will be taken in later.
      export: async () => (this.file = await exportAnnotations(library, await this.articleIds())),
      import: () => {
        const bytes = new TextEncoder().encode(this.file);
        return importAnnotations(library, { file: 'notes.json', bytes }, fixedClock);
      }
    };
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (!handler) throw new AppError('badRequest', { route: name });
    return handler(input as never);
  }

  private async articleIds(): Promise<ArticleId[]> {
    return (await this.library.articles()).map(({ id }) => id);
  }
}

function valuesOf(facts: Facts): { id: string }[] {
  return entities.flatMap((entity) =>
    current<{ id: string }>([...facts.of(entity).values()]).map(({ value }) => value)
  );
}

function byId(values: readonly unknown[]): State {
  return Object.fromEntries(values.map((value) => [(value as { id: string }).id, value]));
}
