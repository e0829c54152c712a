// Files into the library: known already, or parsed in the job process and stored.
import { basename } from 'node:path';
import type { Block } from '@domain/article/schema';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { ImportResult } from '@shared/ipc/routes';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import type { Library } from '../library/library-contract';
import { sha256 } from '../sha256';
import type { SourceFile } from './source-file';

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

export class ImportService {
  /** Files on their way into the library, by hash: the same one asked for twice at once comes in once. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner
  ) {}

  /** One result a file, in order; a file that fails stops none of the others. Progress counts files. */
  async importFiles(files: readonly SourceFile[], job: JobOptions): Promise<ImportResult[]> {
    const results: ImportResult[] = [];
    for (const [done, file] of files.entries()) {
      job.onProgress?.(done, files.length, basename(file.name));
      results.push(await this.#importOne(file, job));
    }
    job.onProgress?.(files.length, files.length, '');
    return results;
  }

  async #importOne(file: SourceFile, job: JobOptions): Promise<ImportResult> {
    try {
      if (job.signal?.aborted) throw new AppError('cancelled');
      const bytes = await file.read();
      const hash = sha256(bytes);
      while (this.#underWay.has(hash)) await this.#underWay.get(hash)?.catch(() => undefined);
      const stored = this.#store(file.name, bytes, hash, job).finally(() =>
        this.#underWay.delete(hash)
      );
      this.#underWay.set(hash, stored);
      return await stored;
    } catch (thrown) {
      return {
        file: file.name,
        status: 'failed',
        error: toWireError(namingFile(file.name, thrown))
      };
    }
  }

  async #store(
    file: string,
    bytes: Uint8Array,
    hash: string,
    { jobId, signal }: JobOptions
  ): Promise<ImportResult> {
    const known = await this.library.articleByHash(hash);
    if (known) {
      const { blocks } = await this.library.article(known.id);
      return { file, status: 'duplicate', article: known, blocks: countBlocks(blocks) };
    }
    const name = basename(file);
    const parsed = await this.jobs.run('parse', { name, bytes }, { jobId, signal });
    const article = await this.library.addArticle(parsed.article, { name, bytes }, parsed.pictures);
    return { file, status: 'imported', article, blocks: countBlocks(parsed.article.blocks) };
  }
}
