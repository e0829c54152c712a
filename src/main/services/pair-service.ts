// Two articles into a pair: aligned in the job process, then journalled like any other fact.
import { randomUUID } from 'node:crypto';
import { ALIGNER_VERSION } from '@domain/align/align';
import type { Alignment, Link, Pair } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import { operationIdSchema, pairIdSchema, type ArticleId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { AlignSide, JobOptions, JobRunner } from '../jobs/job-contract';
import type { Library, Stored } from '../library/library-contract';
import type { Clock } from '../ports';

const side = ({ text, language, blocks }: Article): AlignSide => ({ text, language, blocks });

/** Beads as links that the user can confirm or reject. */
function proposedLinks({ beads }: Alignment): Link[] {
  return beads.map((bead) => ({ ...bead, id: randomUUID(), state: 'proposed' }));
}

export class PairService {
  /** One alignment at a time for the same two articles, whoever asks. */
  readonly #underWay = new Map<string, Promise<Stored<Pair>>>();

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly clock: Clock
  ) {}

  /** The pair of the two articles: the one there is, else a new one. `articleNotFound`, `pairSameArticle`. */
  async pairArticles(
    sourceId: ArticleId,
    targetId: ArticleId,
    job: JobOptions
  ): Promise<Stored<Pair>> {
    if (sourceId === targetId) throw new AppError('pairSameArticle');
    const existing = await this.library.pairOf(sourceId, targetId);
    if (existing) return existing;
    const key = `${sourceId} ${targetId}`;
    let pending = this.#underWay.get(key);
    if (!pending) {
      pending = this.#create(sourceId, targetId, job).finally(() => this.#underWay.delete(key));
      this.#underWay.set(key, pending);
    }
    return pending;
  }

  async #create(sourceId: ArticleId, targetId: ArticleId, job: JobOptions): Promise<Stored<Pair>> {
    const source = await this.library.article(sourceId);
    const target = await this.library.article(targetId);
    const alignment = await this.jobs.run(
      'align',
      { source: side(source), target: side(target), locked: [] },
      job
    );
    const at = this.clock.now().toISOString();
    const pair: Pair = {
      format: 'diptych-pair/1',
      id: pairIdSchema.parse(randomUUID()),
      sourceId,
      targetId,
      verdict: alignment.verdict,
      evidence: alignment.evidence,
      alignerVersion: ALIGNER_VERSION,
      links: proposedLinks(alignment),
      created: at,
      modified: at
    };
    await this.library.apply([
      {
        operationId: operationIdSchema.parse(randomUUID()),
        baseRevision: 0,
        at,
        entity: 'pair',
        id: pair.id,
        value: pair
      }
    ]);
    return this.library.pair(pair.id);
  }
}
