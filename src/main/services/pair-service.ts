// Two articles into a pair: aligned in the job process, then journalled like any other fact.
import { randomUUID } from 'node:crypto';
import { ALIGNER_VERSION } from '@domain/align/align';
import { realigned } from '@domain/align/corrections';
import type { Candidate } from '@domain/align/candidates';
import type { SideName } from '@domain/align/counterparts';
import type { Alignment, Link, Pair, Span, Verdict } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import { operationIdSchema, pairIdSchema, type ArticleId, type PairId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { Realignment } from '@shared/ipc/pair-routes';
import type { AlignSide, JobOptions, JobRunner } from '../jobs/job-contract';
import type { Library, Stored } from '../library/library-contract';
import type { Clock } from '../ports';
import { AlignEvidence } from './align-evidence';

const side = ({ text, language, blocks }: Article): AlignSide => ({ text, language, blocks });

const languagesOf = (source: AlignSide, target: AlignSide) => ({
  source: source.language,
  target: target.language
});

/** Of which versions of the two articles links speak, where it is not the first of both. */
function versionsOf(source: Article, target: Article): Pick<Pair, 'versions'> {
  const versions = { source: source.version ?? 1, target: target.version ?? 1 };
  return versions.source + versions.target === 2 ? {} : { versions };
}

/** Beads as links that the user can confirm or reject. */
function proposedLinks({ beads }: Alignment): Link[] {
  return beads.map((bead) => ({ ...bead, id: randomUUID(), state: 'proposed' }));
}

export class PairService {
  /** One alignment at a time for the same two articles, whoever asks. */
  readonly #underWay = new Map<string, Promise<Stored<Pair>>>();
  readonly #evidence: AlignEvidence;

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly clock: Clock
  ) {
    this.#evidence = new AlignEvidence(library);
  }

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

  /**
   * Aligns anew the pairs whose links were carried to another version of an article; confirmed and rejected ones are
   * fixed points. Only those with `articleId` where one is given. A pair that cannot be aligned now stays stale.
   */
  async alignStale(job: JobOptions, articleId?: ArticleId): Promise<void> {
    for (const { value } of (await this.library.snapshot()).pairs) {
      const concerned = !articleId || value.sourceId === articleId || value.targetId === articleId;
      if (value.stale && concerned) await this.#alignAgain(value.id, job);
    }
  }

  /**
   * The pair's links aligned anew around what was said by hand; nothing is stored. `verdict`: chosen by hand; absent,
   * the pair's where that was. Rejects with `pairNotFound`, `articleNotFound`, and as the job does.
   */
  async realign(id: PairId, verdict: Verdict | undefined, job: JobOptions): Promise<Realignment> {
    const { value: pair, revision } = await this.library.pair(id);
    const source = await this.library.article(pair.sourceId);
    const target = await this.library.article(pair.targetId);
    const chosen = verdict ?? (pair.verdictByHand && pair.verdict);
    const { beads, ...judged } = await this.jobs.run(
      'align',
      {
        source: side(source),
        target: side(target),
        locked: pair.links.filter(({ state }) => state !== 'proposed'),
        evidence: await this.#evidence.of(languagesOf(source, target)),
        ...(chosen && { verdict: chosen })
      },
      job
    );
    return {
      ...judged,
      ...realigned(pair.links, beads, randomUUID),
      alignerVersion: ALIGNER_VERSION,
      revision
    };
  }

  /**
   * What sentences of one side may be linked with, best first. Rejects with `pairNotFound`, `articleNotFound`, and as
   * the job does.
   */
  async candidates(
    id: PairId,
    from: SideName,
    spans: Span[],
    job: JobOptions
  ): Promise<Candidate[]> {
    const { value: pair } = await this.library.pair(id);
    const source = side(await this.library.article(pair.sourceId));
    const target = side(await this.library.article(pair.targetId));
    const { verdict, links } = pair;
    const evidence = await this.#evidence.of(languagesOf(source, target));
    return this.jobs.run(
      'candidates',
      { source, target, evidence, verdict, links, side: from, spans },
      job
    );
  }

  async #alignAgain(id: PairId, job: JobOptions): Promise<void> {
    // Somebody may correct links meanwhile: then it is done once more, around those.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const fresh = await this.realign(id, undefined, job);
      const { value: pair, revision } = await this.library.pair(id);
      if (fresh.revision !== revision) continue;
      const { verdict, evidence, alignerVersion, links } = fresh;
      const at = this.clock.now().toISOString();
      const value: Pair = { ...pair, verdict, evidence, alignerVersion, links, modified: at };
      delete value.stale;
      const operationId = operationIdSchema.parse(randomUUID());
      await this.library.apply([
        { operationId, baseRevision: revision, at, entity: 'pair', id, value }
      ]);
      return;
    }
  }

  async #create(sourceId: ArticleId, targetId: ArticleId, job: JobOptions): Promise<Stored<Pair>> {
    const source = await this.library.article(sourceId);
    const target = await this.library.article(targetId);
    const alignment = await this.jobs.run(
      'align',
      {
        source: side(source),
        target: side(target),
        locked: [],
        evidence: await this.#evidence.of(languagesOf(source, target))
      },
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
      ...versionsOf(source, target),
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
