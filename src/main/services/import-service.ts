// Files into the library: known already, or parsed in the job process and stored.
import { basename } from 'node:path';
import type { Block } from '@domain/article/schema';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { ImportResult } from '@shared/ipc/routes';
import { maxArticleBytes } from '@shared/limits';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import type { Library } from '../library/library-contract';
import type { Clock } from '../ports';
import { sha256 } from '../sha256';
import { isPdf } from './annotation-file';
import { takeMarks } from './marked-articles';
import type { SourceFile } from './source-file';
import { findVersionOf } from './find-version';

function countBlocks(blocks: readonly Block[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, clutter } of blocks) {
    const key = clutter ? 'clutter' : kind;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** The failure with the file as the user named it, unless it is of another one, as where the library's disk is full. */
function namingFile(file: string, thrown: unknown): unknown {
  if (!(thrown instanceof AppError)) return thrown;
  const { code, details } = thrown;
  if (details['file'] !== undefined && !code.startsWith('file')) return thrown;
  return new AppError(code, { ...details, file }, { cause: thrown });
}

/** Files at once: while one is stored the next is parsed and the one after it read. */
const together = 3;

export interface ImportOptions extends JobOptions {
  /** Take files in that are in the library already, each as an article of its own. */
  copy?: boolean;
}

interface InTurn extends ImportOptions {
  /** The file before this one is settled: only then is this one stored. */
  before: Promise<void>;
}

export class ImportService {
  /** Files on their way into the library, by hash: the same one asked for twice at once comes in once. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly clock: Clock
  ) {}

  /**
   * One result a file, in order; a file that fails stops none of the others. Progress counts files. Files come in in
   * their order, but a few are under way at once.
   */
  async importFiles(files: readonly SourceFile[], job: ImportOptions): Promise<ImportResult[]> {
    const results: ImportResult[] = [];
    /** In the order in which they came, with the names to tell. */
    const underWay = new Map<Promise<void>, string>();
    let done = 0;
    let before: Promise<void> = Promise.resolve();
    const tell = (): void => {
      const [label = ''] = underWay.values();
      job.onProgress?.(done, files.length, label);
    };
    for (const [index, file] of files.entries()) {
      if (underWay.size === 0) job.onProgress?.(done, files.length, basename(file.name));
      const { stored } = await this.#begin(file, { ...job, before });
      before = stored.then((result) => {
        results[index] = result;
        done += 1;
        underWay.delete(settled);
        tell();
      });
      const settled = before;
      underWay.set(settled, basename(file.name));
      if (underWay.size >= together) await Promise.race(underWay.keys());
    }
    await Promise.all(underWay.keys());
    return results;
  }

  /** Reads the file; `stored`, which never rejects, is what comes of it. Wrapped, so that it is not waited for. */
  async #begin(file: SourceFile, job: InTurn): Promise<{ stored: Promise<ImportResult> }> {
    const failed = (thrown: unknown): ImportResult => ({
      file: file.name,
      status: 'failed',
      error: toWireError(namingFile(file.name, thrown))
    });
    try {
      if (job.signal?.aborted) throw new AppError('cancelled');
      const bytes = await file.read();
      return { stored: this.#inTurn(file.name, bytes, job).catch(failed) };
    } catch (thrown) {
      return { stored: Promise.resolve(failed(thrown)) };
    }
  }

  async #inTurn(file: string, bytes: Uint8Array, job: InTurn): Promise<ImportResult> {
    const hash = sha256(bytes);
    while (this.#underWay.has(hash)) await this.#underWay.get(hash)?.catch(() => undefined);
    const stored = this.#store(file, bytes, hash, job).finally(() => this.#underWay.delete(hash));
    this.#underWay.set(hash, stored);
    return stored;
  }

  async #store(
    file: string,
    bytes: Uint8Array,
    hash: string,
    { jobId, signal, before, copy = false }: InTurn
  ): Promise<ImportResult> {
    const known = copy ? null : await this.library.knownOriginal(hash);
    if (known?.trashed) {
      return { file, status: 'duplicate', article: known.article, trashed: true };
    }
    if (known) {
      const { blocks } = await this.library.article(known.article.id);
      return { file, status: 'duplicate', article: known.article, blocks: countBlocks(blocks) };
    }
    const name = basename(file);
    if (!copy && (await this.#carries(name, bytes, { jobId, signal }))) {
      return { file, status: 'carries' };
    }
    const parsed = await this.jobs.run('parse', { name, bytes }, { jobId, signal });
    await before;
    if (signal?.aborted) throw new AppError('cancelled');
    const versionOf = await findVersionOf(this.library, name, parsed.article);
    const article = await this.library.addArticle(parsed.article, { name, bytes }, parsed.pictures);
    const marks = await takeMarks(this.library, article.id, parsed.found ?? [], this.clock);
    const blocks = countBlocks(parsed.article.blocks);
    return {
      file,
      status: 'imported',
      article: { ...article, annotations: marks?.count ?? 0 },
      blocks,
      ...(marks ? { marks } : {}),
      ...(versionOf ? { versionOf } : {})
    };
  }

  /** Whether it is a PDF of our own with annotations in it; what cannot be read is said where it is read. */
  async #carries(name: string, bytes: Uint8Array, job: JobOptions): Promise<boolean> {
    if (bytes.length > maxArticleBytes || !isPdf(bytes)) return false;
    try {
      return (await this.jobs.run('carries', { name, bytes }, job)).carries;
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code.startsWith('file')) return false;
      throw thrown;
    }
  }
}
