// New versions of an article: another file, the same file read otherwise, an older version taken back.
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { parsedArticleSchema, type Article, type ParsedFile } from '@domain/article/schema';
import { normaliser, renormalise, type Normaliser } from '@domain/article/renormalise';
import type { ArticleId } from '@domain/ids';
import { countCarried } from '@domain/version/outcome';
import type { VersionDiff } from '@domain/version/diff-schema';
import type { VersionReason } from '@domain/version/schema';
import type { VersionResult } from '@shared/ipc/version-routes';
import { AppError } from '@shared/ipc/errors';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import type { NextVersion } from '../library/article-store';
import { versionOf } from '../library/article-versions';
import type { Library } from '../library/library-contract';
import type { Clock } from '../ports';
import { takeMarks } from './marked-articles';
import type { PairService } from './pair-service';
import type { SourceFile } from './source-file';

export class VersionService {
  readonly #renewing = new Map<ArticleId, Promise<Article>>();
  /** Resolves with whether the backup before the first of them was made. */
  #backedUp: Promise<boolean> | null = null;

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly pairs: PairService,
    private readonly clock: Clock,
    private readonly form: Normaliser = normaliser,
    /** Before the first text of an older normaliser is written anew; what it throws leaves the texts as they are. */
    private readonly beforeMigration: () => Promise<unknown> = () => Promise.resolve()
  ) {}

  /**
   * The article as it is to be read. One whose text an older normaliser wrote becomes a new version first, with
   * annotations and links carried over, and a backup before the first of them; where either cannot be done now, it is the older text. Throws articleNotFound,
   * libraryDamaged.
   */
  async open(id: ArticleId): Promise<Article> {
    const article = await this.library.article(id);
    const older = article.normaliserVersion < this.form.version;
    if (!older || this.library.info().readOnly) return article;
    let renewing = this.#renewing.get(id);
    if (!renewing) {
      renewing = this.#renew(article).finally(() => this.#renewing.delete(id));
      this.#renewing.set(id, renewing);
    }
    return renewing;
  }

  async #renew(older: Article): Promise<Article> {
    this.#backedUp ??= this.beforeMigration().then(
      () => true,
      () => false
    );
    if (!(await this.#backedUp)) {
      // Asked again by the next article: the disk may have room by then.
      this.#backedUp = null;
      return older;
    }
    const { id, chosenCharset = null } = older;
    const parsed = renormalise(parsedOf(older), this.form);
    const next = { parsed, original: null, pictures: [], chosenCharset };
    try {
      const { article, changed } = await this.library.replaceArticle(id, next, {
        kind: 'normalised'
      });
      // Nobody who opens an article waits for its pairs.
      if (changed) void this.pairs.alignStale({ jobId: randomUUID() }, id).catch(() => undefined);
      return article;
    } catch (thrown) {
      if (thrown instanceof AppError) return older;
      throw thrown;
    }
  }

  /** A changed file for an article. Rejects as reading and parsing do, and with articleNotFound. */
  async importFile(id: ArticleId, file: SourceFile, job: JobOptions): Promise<VersionResult> {
    await this.library.article(id);
    const bytes = await file.read();
    const name = basename(file.name);
    const { article, pictures, found = [] } = await this.jobs.run('parse', { name, bytes }, job);
    const result = await this.#replace(
      id,
      { parsed: article, original: { name, bytes }, pictures, chosenCharset: null },
      { kind: 'file', fileName: name },
      job
    );
    await takeMarks(this.library, id, found, this.clock);
    return result;
  }

  /** Makes an article the newest version of another: its annotations come along, it goes to the trash. */
  async merge(id: ArticleId, from: ArticleId, job: JobOptions): Promise<VersionResult> {
    if (id === from) throw new AppError('badRequest', { route: 'versions.merge' });
    const other = await this.library.article(from);
    const result = await this.#replace(
      id,
      {
        parsed: parsedOf(other),
        original: { name: other.original.name, bytes: await this.library.original(from) },
        pictures: await this.#pictures(other),
        chosenCharset: other.chosenCharset ?? null
      },
      { kind: 'file', fileName: other.original.name, from },
      job
    );
    await this.library.trashArticle(from);
    return result;
  }

  /**
   * Reads the article's file again: in `charset` where one is given, by evidence where it is null, in the one chosen
   * before where it is absent.
   */
  async reread(
    id: ArticleId,
    charset: string | null | undefined,
    job: JobOptions
  ): Promise<VersionResult> {
    const current = await this.library.article(id);
    const chosen = charset === undefined ? (current.chosenCharset ?? null) : charset;
    const { article, pictures } = await this.jobs.run(
      'parse',
      {
        name: current.original.name,
        bytes: await this.library.original(id),
        ...(chosen === null ? {} : { charset: chosen })
      },
      job
    );
    return this.#replace(
      id,
      { parsed: article, original: null, pictures, chosenCharset: chosen },
      charset === null || charset === undefined ? { kind: 'reread' } : { kind: 'charset', charset },
      job
    );
  }

  /** Takes an older version back, as a new one. Articles that were merged since come out of the trash first. */
  async restore(id: ArticleId, version: number, job: JobOptions): Promise<VersionResult> {
    const older = await this.library.version(id, version);
    const bytes = await this.library.versionOriginal(id, version);
    const live = new Set((await this.library.articles()).map((article) => article.id));
    for (const { version: later, reason } of await this.library.versions(id)) {
      if (later <= version || reason?.kind !== 'file' || !reason.from) continue;
      if (!live.has(reason.from)) {
        await this.library.restoreArticle(reason.from).catch(unlessGone);
      }
    }
    return this.#replace(
      id,
      {
        parsed: parsedOf(older),
        original: { name: older.original.name, bytes },
        pictures: [],
        chosenCharset: older.chosenCharset ?? null
      },
      { kind: 'restored', version },
      job
    );
  }

  /** What differs between two versions; worked out away from here, and stopped where it takes too long. */
  async compare(id: ArticleId, from: number, to: number, job: JobOptions): Promise<VersionDiff> {
    const side = ({ text, blocks, language }: Article) => ({ text, blocks, language });
    const before = side(await this.library.version(id, from));
    const after = side(await this.library.version(id, to));
    return this.jobs.run('compare', { before, after }, job);
  }

  async #replace(
    id: ArticleId,
    next: NextVersion,
    reason: VersionReason,
    job: JobOptions
  ): Promise<VersionResult> {
    const { article, changed } = await this.library.replaceArticle(id, next, reason);
    // Where it cannot be done now, the pairs stay stale and are aligned at the next start.
    if (changed) await this.pairs.alignStale(job, id).catch(() => undefined);
    const version = versionOf(article);
    const report = changed ? await this.library.carryReport(id, version - 1) : null;
    return {
      id,
      title: article.title,
      version,
      changed,
      carried: report && countCarried(report)
    };
  }

  async #pictures(article: Article): Promise<ParsedFile['pictures']> {
    const hashes = new Set(
      article.blocks.flatMap(({ pictures = [] }) => pictures.map(({ sha256 }) => sha256))
    );
    const pictures: ParsedFile['pictures'] = [];
    for (const hash of hashes) {
      const picture = await this.library.picture(article.id, hash).catch(unlessGone);
      if (picture) pictures.push(picture);
    }
    return pictures;
  }
}

/** An article without what is its own and no file's. */
function parsedOf(article: Article): NextVersion['parsed'] {
  return parsedArticleSchema.strip().parse(article);
}

function unlessGone(thrown: unknown): null {
  if (thrown instanceof AppError) return null;
  throw thrown;
}
