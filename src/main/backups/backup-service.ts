// When backups are made by themselves, and what a person can do with them.
import { AppError, toWireError, type WireError } from '@shared/ipc/errors';
import type { BackupPreview, BackupSummary } from '@shared/ipc/backup-routes';
import { parsedArticleSchema } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { JobOptions } from '../jobs/job-contract';
import { exportAnnotations, importAnnotations } from '../library/annotation-exchange';
import { sameContent } from '../library/placing';
import { isInside } from '../library/copy-library';
import { namedPictures } from '../library/article-pictures';
import type { Library } from '../library/library-contract';
import type { Clock } from '../ports';
import { BackupFolder } from './backup-folder';
import type { Backup, BackupCounts, BackupReason } from './backup-schema';
import { compareWhole } from './compare-library';
import { makeBackup, uuidsOf } from './make-backup';
import { packLibrary } from './pack-library';

const CHANGES = 50;
const dayMs = 86_400_000;
/** Nothing is made in the middle of work, nor again and again while a thousand files come in. */
const quietMs = 10_000;
const pauseMs = 5 * 60_000;
/** How often it is asked whether a day has gone by. */
const askMs = 30 * 60_000;

type Job = Pick<JobOptions, 'signal' | 'onProgress'>;

export interface BackupPlace {
  /** Absolute. */
  folder: string;
  /** Another folder is the library's from now on; absent where only the command line can say so. */
  remember?: (folder: string) => Promise<void>;
}

export class BackupService {
  #changes = 0;
  #last = 0;
  #underWay: Promise<Backup> | null = null;
  #timer: NodeJS.Timeout | undefined;
  #problem: WireError | null = null;
  readonly #stops: (() => void)[] = [];

  constructor(
    private readonly library: Library,
    private place: BackupPlace,
    private readonly clock: Clock,
    /** Called where a backup was made or failed. */
    private readonly onChange: () => void
  ) {}

  /**
   * From now on backups are made by themselves: after 50 changes, daily, and at {@link close}. Resolves when it is known
   * what there is already.
   */
  async start(): Promise<void> {
    const changed = (count: number): void => {
      this.#changes += count;
      if (this.#changes >= CHANGES) this.#soon(quietMs);
    };
    const asking = setInterval(() => this.#soon(quietMs), askMs);
    asking.unref();
    this.#stops.push(
      this.library.onRecords((records) => changed(records.length)),
      this.library.onArticles(() => changed(1)),
      () => clearInterval(asking),
      () => clearTimeout(this.#timer)
    );
    // A folder that cannot be read: the backup that is due then fails on it, and says so.
    const backup = await this.#newest().catch(() => undefined);
    this.#last = backup ? Date.parse(backup.at) : 0;
    // What another process changed meanwhile is not in it.
    if (backup?.lastSequence !== this.library.info().lastSequence) this.#changes += 1;
    this.#soon(quietMs);
  }

  /** The last backup before the library is closed, where anything changed. Never rejects. */
  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    await this.#underWay?.catch(() => undefined);
    if (this.#changes > 0) await this.#byItself('quit');
  }

  /** Why the last one failed; null where it did not. */
  get problem(): WireError | null {
    return this.#problem;
  }

  get folder(): string {
    return this.place.folder;
  }

  /**
   * Makes a backup there; where that works, all go there from now on. Those made before stay where they are. Throws
   * folderInsideLibrary {file}, or as `makeBackup`.
   */
  async use(folder: string): Promise<void> {
    if (isInside(folder, this.library.folder)) {
      throw new AppError('folderInsideLibrary', { file: folder });
    }
    const before = this.place;
    this.place = { ...before, folder };
    try {
      await this.make('asked');
      await before.remember?.(folder);
    } catch (thrown) {
      this.place = before;
      throw thrown;
    }
  }

  /** The latest first. */
  async list(): Promise<BackupSummary[]> {
    const target = await BackupFolder.open(this.folder);
    const backups = await target.of(await uuidsOf(this.library.folder));
    return backups.map(summaryOf);
  }

  /** One at a time; who asks while one is made gets another, since it may lack what he did last. As `makeBackup`. */
  async make(reason: BackupReason, job: Job = {}): Promise<Backup> {
    while (this.#underWay) await this.#underWay.catch(() => undefined);
    const changes = this.#changes;
    this.#underWay = this.#make(reason, job).finally(() => (this.#underWay = null));
    try {
      const backup = await this.#underWay;
      this.#changes -= changes;
      this.#problem = null;
      return backup;
    } catch (thrown) {
      const error = toWireError(thrown);
      if (error.code !== 'cancelled') this.#problem = error;
      throw thrown;
    } finally {
      this.#last = this.clock.now().getTime();
      this.onChange();
    }
  }

  /**
   * The whole library as one ZIP file at the absolute path, by way of a backup of this moment: nobody waits while it is
   * written. Throws folderInsideLibrary {file}, and as `makeBackup` and `packLibrary` do.
   */
  async pack(
    target: string,
    { overwrite, ...job }: Job & { overwrite: boolean }
  ): Promise<BackupCounts & { byteLength: number }> {
    if (isInside(target, this.library.folder)) {
      throw new AppError('folderInsideLibrary', { file: target });
    }
    const backup = await this.make('pack', job);
    const source = await BackupFolder.open(this.folder);
    const packed = await packLibrary(source, backup, target, {
      overwrite,
      ...(job.signal ? { signal: job.signal } : {}),
      onProgress: (done, total) => job.onProgress?.(done, total, '')
    });
    return { ...backup.counts, ...packed };
  }

  /** What a backup holds, beside what is here now. Throws `backupNotFound`, `backupDamaged`. */
  async preview(id: string): Promise<BackupPreview> {
    const { backup, library: then } = await this.#open(id);
    const here = new Map((await this.library.articles()).map((article) => [article.id, article]));
    const articles = [];
    for (const article of await then.articles()) {
      const known = await this.library.articleByHash(
        (await then.article(article.id)).original.sha256
      );
      const isHere = here.has(article.id) || known !== null;
      const annotations = await then.annotations([article.id]);
      const counts = { annotations: annotations.length, missing: 0, changed: 0 };
      for (const { value } of annotations) {
        const now = await this.library.annotation(value.id);
        if (!now?.value) counts.missing += 1;
        else if (!sameContent(now.value, value)) counts.changed += 1;
      }
      articles.push({ id: article.id, title: article.title, isHere, ...counts });
    }
    return { articles, whole: await compareWhole(this.library, then, backup) };
  }

  /**
   * Brings an article back as the backup has it, next to what is here: the article where it is missing, and its
   * annotations that are missing; one that was changed since comes back as a copy beside it. Returns how many came.
   */
  async restoreArticle(id: string, articleId: ArticleId, job: Job): Promise<{ returned: number }> {
    const { library: then } = await this.#open(id);
    const article = await then.article(articleId);
    await this.make('restore', job);
    const known = await this.library.knownOriginal(article.original.sha256);
    const isHere = (await this.library.articles()).some((each) => each.id === articleId);
    if (known?.trashed) await this.library.restoreArticle(known.article.id);
    else if (!known && !isHere) await this.#addAnew(then, articleId);
    const bytes = Buffer.from(await exportAnnotations(then, [articleId]));
    const { imported } = await importAnnotations(
      this.library,
      { file: article.title, bytes },
      this.clock
    );
    return { returned: imported };
  }

  async #addAnew(then: Library, articleId: ArticleId): Promise<void> {
    const article = await then.article(articleId);
    const pictures = [];
    for (const hash of namedPictures(article)) pictures.push(await then.picture(articleId, hash));
    const original = { name: article.original.name, bytes: await then.original(articleId) };
    const parsed = parsedArticleSchema.strip().parse(article);
    await this.library.addArticle(parsed, original, pictures);
  }

  async #open(id: string): Promise<{ backup: Backup; library: Library }> {
    const target = await BackupFolder.open(this.folder);
    const backup = await target.one(id);
    return { backup, library: await target.openLibrary(backup, this.clock) };
  }

  async #newest(): Promise<Backup | undefined> {
    const target = await BackupFolder.open(this.folder);
    return target.newest(await uuidsOf(this.library.folder), this.clock.now());
  }

  async #make(reason: BackupReason, job: Job): Promise<Backup> {
    const target = await BackupFolder.open(this.folder);
    return makeBackup(this.library, target, {
      reason,
      clock: this.clock,
      ...(job.signal ? { signal: job.signal } : {}),
      ...(job.onProgress ? { onProgress: (done, of) => job.onProgress?.(done, of, '') } : {})
    });
  }

  #soon(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ifDue(), afterMs);
    this.#timer.unref();
  }

  async #ifDue(): Promise<void> {
    // Where one takes longer than it takes to be asked again, it is all that was due.
    await this.#underWay?.catch(() => undefined);
    if (this.#changes === 0) return;
    // Below 0 the clock was set back, and says nothing of how long ago the last one was made.
    const age = this.clock.now().getTime() - this.#last;
    if (this.#changes >= CHANGES && age >= 0 && age < pauseMs) {
      this.#soon(pauseMs - age);
      return;
    }
    if (this.#changes >= CHANGES) await this.#byItself('changes');
    else if (age >= dayMs || age < 0) await this.#byItself('daily');
  }

  /** What fails is told by `problem`, and tried again after the next changes. */
  async #byItself(reason: BackupReason): Promise<void> {
    await this.make(reason).catch(() => undefined);
  }
}

export function summaryOf({ id, at, reason, counts }: Backup): BackupSummary {
  return { id, at, reason, ...counts };
}
