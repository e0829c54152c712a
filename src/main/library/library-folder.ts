// The open library: answers from memory, writes through the journal, folds when idle.
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Pair, PairSummary } from '@domain/align/schema';
import type { Annotation } from '@domain/annotation/schema';
import { operationSchema, type JournalRecord, type Operation } from '@domain/annotation/operation';
import type { FactChanges } from '@domain/article/details-schema';
import type { Relay } from '@domain/article/relay';
import type { Article, ArticleSummary, ParsedFile } from '@domain/article/schema';
import type { AnnotationId, ArticleId, PairId } from '@domain/ids';
import type { CarryReport, VersionInfo, VersionReason } from '@domain/version/schema';
import { AppError, readOnlyCodes } from '@shared/ipc/errors';
import type { LibraryInfo } from '@shared/ipc/routes';
import type { Clock } from '../ports';
import { ApplyQueue, type Applied } from './apply-queue';
import type { Naming } from './article-kin';
import type { ArticleStore, NextVersion } from './article-store';
import { readReport, readVersion, readVersionOriginal, versionOf } from './article-versions';
import { Carrying } from './carrying';
import { countFacts, current, keptRecords, type Facts, type Plan } from './facts';
import { jsonBytes, replaceFile, writeError, type Files } from './files';
import { foldFacts } from './fold';
import { FoldTimer } from './fold-timer';
import { FileWatch } from './file-watch';
import type { Journal } from './journal';
import { keepReserve } from './journal-reserve';
import type { Library, Stored } from './library-contract';
import type { Loaded } from './load-facts';
import type { Lock } from './lock';
import { writeManifest, type Manifest } from './manifest';
import { PairList } from './pair-list';
import type { Seals } from './seals';
import { describeVersions } from './version-list';
import { purgeOfAnnotation, purgeOfArticle } from './purge';
import { Unfolded } from './unfolded';

interface Parts {
  files: Files;
  folder: string;
  clock: Clock;
  manifest: Manifest;
  articles: ArticleStore;
  /** Null for a reader. */
  owner: { lock: Lock; journal: Journal; seals: Seals } | null;
  readOnlyBecause: LibraryInfo['readOnlyBecause'];
}

const operationsSchema = z.array(operationSchema);

export class LibraryFolder implements Library {
  readonly folder: string;
  private readonly facts: Facts;
  private readonly articleStore: ArticleStore;
  readonly watch: FileWatch;
  private manifest: Manifest;
  private unfolded: Unfolded;
  private readonly carrying: Carrying;
  private readonly pairList: PairList;
  private readonly queue = new ApplyQueue((operations) => this.write(operations));
  /** Folds and changes of articles run one after the other. */
  private turn: Promise<unknown> = Promise.resolve();
  private readonly foldTimer = new FoldTimer(() => this.inTurn(() => this.foldNow()));
  private closed = false;
  private readonly recordListeners = new Set<
    (records: JournalRecord[], lastSequence: number) => void
  >();
  private readonly articleListeners = new Set<() => void>();

  constructor(
    private readonly parts: Parts,
    loaded: Loaded,
    private damaged: string[] = []
  ) {
    this.folder = parts.folder;
    this.manifest = parts.manifest;
    this.articleStore = parts.articles;
    this.watch = new FileWatch(parts.files, parts.folder, parts.articles, () => {
      if (!this.closed) this.tellArticles();
    });
    this.facts = loaded.facts;
    this.unfolded = loaded.unfolded;
    this.pairList = new PairList(this.facts, this.articleStore);
    const { files, articles, clock } = parts;
    const exclusively = this.queue.add.bind(this.queue);
    this.carrying = new Carrying({ files, articles, facts: this.facts, clock, exclusively });
  }

  /** Part of opening: what an earlier process left undone of a new version. `recent` is what its journal holds. */
  finishCarrying(recent: readonly JournalRecord[]): Promise<void> {
    return this.carrying.finish(recent);
  }

  /** Ends the opening: names the files set aside, relative to the library, and lets folding begin. */
  ready(damaged: string[]): void {
    this.damaged = damaged;
    if (!this.unfolded.empty) this.foldSoon();
  }

  info(): LibraryInfo {
    return {
      uuid: this.manifest.uuid,
      name: basename(this.folder),
      lastSequence: this.facts.lastSequence,
      readOnly: this.parts.owner === null,
      readOnlyBecause: this.parts.readOnlyBecause,
      damaged: this.damaged
    };
  }

  async articles(): Promise<ArticleSummary[]> {
    const listed = await this.articleStore.summaries();
    return listed.map(({ summary }) => this.withCount(summary));
  }

  articleStamps(): Map<ArticleId, unknown> {
    return this.articleStore.stamps();
  }

  article(id: ArticleId): Promise<Article> {
    return this.watch.reading(id, () => this.articleStore.article(id));
  }

  original(id: ArticleId): Promise<Uint8Array> {
    return this.watch.reading(id, () => this.articleStore.original(id));
  }

  async picture(id: ArticleId, sha256: string): Promise<ParsedFile['pictures'][number]> {
    const picture = await this.watch.reading(id, () => this.articleStore.picture(id, sha256));
    return { sha256, ...picture };
  }

  async articleByHash(sha256: string): Promise<ArticleSummary | null> {
    const known = await this.knownOriginal(sha256);
    return known && !known.trashed ? known.article : null;
  }

  async knownOriginal(
    sha256: string
  ): Promise<{ article: ArticleSummary; trashed: boolean } | null> {
    const found = await this.articleStore.byOriginal(sha256);
    return found && { article: this.withCount(found.listed.summary), trashed: found.trashed };
  }

  addArticle(...article: Parameters<ArticleStore['add']>): Promise<ArticleSummary> {
    return this.changeArticles(async () => {
      const { summary } = await this.articleStore.add(...article);
      await this.watch.note(summary.id);
      // A count too low is no harm, and the next fold sets it right: one for a thousand files that come in at once.
      this.foldSoon();
      return this.withCount(summary);
    });
  }

  trashArticle(id: ArticleId): Promise<void> {
    return this.changeArticles(async () => {
      // Counted first: a crash in between must not look like a loss.
      if (this.articleStore.has(id)) await this.countArticles(this.articleStore.count - 1);
      await this.articleStore.trash(id);
      await this.watch.forget(id);
    });
  }

  async trash(): ReturnType<Library['trash']> {
    const articles = await this.articleStore.inTrash();
    return {
      articles: articles.map(({ listed, at }) => ({ article: this.withCount(listed.summary), at })),
      annotations: [...this.facts.annotations.values()].flatMap(({ deleted }) =>
        deleted ? [{ annotation: deleted.value, at: deleted.at }] : []
      )
    };
  }

  async purgeArticle(id: ArticleId): Promise<void> {
    this.writable();
    if (this.articleStore.has(id)) throw new AppError('articleNotFound', { id });
    const operations = purgeOfArticle(this.facts, id, this.parts.clock.now().toISOString());
    if (operations.length > 0) await this.apply(operations);
    // What stays must stand in another article's sidecar before this one's is gone.
    await this.fold();
    await this.changeArticles(() => this.articleStore.purge(id));
  }

  async purgeAnnotation(id: AnnotationId): Promise<void> {
    const operations = purgeOfAnnotation(this.facts, id, this.parts.clock.now().toISOString());
    if (operations.length > 0) await this.apply(operations);
  }

  restoreArticle(id: ArticleId): Promise<void> {
    return this.changeArticles(async () => {
      await this.articleStore.restore(id);
      await this.carrying.carry(id);
      await this.watch.note(id);
      await this.countArticles(this.articleStore.count).catch(() => undefined);
    });
  }

  originalPath(id: ArticleId): Promise<string> {
    return this.articleStore.originalPath(id);
  }

  namedLike(naming: Naming): Promise<ArticleId[]> {
    return this.articleStore.namedLike(naming);
  }

  replaceArticle(
    id: ArticleId,
    next: NextVersion,
    reason: VersionReason
  ): Promise<{ article: Article; changed: boolean }> {
    return this.changeArticles(async () => {
      const changed = await this.articleStore.putVersion(id, next, reason);
      // Also where nothing changed: an earlier attempt may have stopped in between.
      await this.carrying.carry(id);
      await this.watch.note(id);
      this.pairList.forget(id);
      return { article: await this.articleStore.article(id), changed };
    });
  }

  async versions(id: ArticleId): Promise<VersionInfo[]> {
    const current = await this.articleStore.article(id);
    return describeVersions(this.parts.files, this.articleStore.folderOf(id), current);
  }

  async version(id: ArticleId, version: number): Promise<Article> {
    const current = await this.articleStore.article(id);
    if (version === versionOf(current)) return current;
    return readVersion(this.parts.files, this.articleStore.folderOf(id), id, version);
  }

  async versionOriginal(id: ArticleId, version: number): Promise<Uint8Array> {
    const article = await this.version(id, version);
    if (version === versionOf(await this.articleStore.article(id))) {
      return this.articleStore.original(id);
    }
    return readVersionOriginal(this.parts.files, this.articleStore.folderOf(id), article);
  }

  async carryReport(id: ArticleId, from: number): Promise<CarryReport | null> {
    await this.articleStore.article(id);
    return readReport(this.parts.files, this.articleStore.folderOf(id), from);
  }

  relay(id: ArticleId, relay: Relay): Promise<Article> {
    return this.changeArticle(id, () => this.articleStore.relay(id, relay));
  }

  setDetails(id: ArticleId, changes: FactChanges): Promise<Article> {
    return this.changeArticle(id, () => this.articleStore.setDetails(id, changes));
  }

  async keepFiles(id: ArticleId): Promise<void> {
    await this.changeArticles(() => this.watch.keep(id));
    this.pairList.forget(id);
  }

  pairs(): Promise<PairSummary[]> {
    return this.pairList.summaries();
  }

  async pair(id: PairId): Promise<Stored<Pair>> {
    return Promise.resolve(this.pairList.one(id));
  }

  async pairOf(sourceId: ArticleId, targetId: ArticleId): Promise<Stored<Pair> | null> {
    return Promise.resolve(this.pairList.of(sourceId, targetId));
  }

  async annotations(articleIds?: ArticleId[]): Promise<Stored<Annotation>[]> {
    if (!articleIds) return Promise.resolve(current(this.facts.annotations.values()));
    const ids = new Set(articleIds.flatMap((id) => [...this.facts.touching(id)]));
    return Promise.resolve(current([...ids].flatMap((id) => this.facts.annotations.get(id) ?? [])));
  }

  async annotation(
    id: AnnotationId
  ): Promise<{ revision: number; value: Annotation | null } | null> {
    const entry = this.facts.annotations.get(id);
    return Promise.resolve(entry ? { revision: entry.revision, value: entry.value } : null);
  }

  async snapshot(): ReturnType<Library['snapshot']> {
    return Promise.resolve({
      lastSequence: this.facts.lastSequence,
      annotations: current(this.facts.annotations.values()),
      pairs: current(this.facts.pairs.values()),
      collections: current(this.facts.collections.values()),
      terms: current(this.facts.terms.values()),
      tags: current(this.facts.tags.values())
    });
  }

  gone(): string[] {
    return this.facts.gone();
  }

  async since(
    sequence: number
  ): Promise<{ lastSequence: number; records: JournalRecord[] | null }> {
    const { lastSequence } = this.facts;
    return Promise.resolve({ lastSequence, records: this.facts.since(sequence) });
  }

  async apply(operations: Operation[]): Promise<Applied> {
    this.writable();
    const parsed = operationsSchema.safeParse(operations);
    const mismatched = parsed.data?.some(({ id, value }) => value !== null && value.id !== id);
    if (!parsed.success || mismatched) {
      throw new AppError('badRequest', { route: 'facts.apply', reason: 'operations' });
    }
    return this.queue.add(parsed.data);
  }

  async fold(): Promise<void> {
    this.writable();
    return this.inTurn(() => this.foldNow());
  }

  quiet<T>(work: () => Promise<T>): Promise<T> {
    this.writable();
    return this.inTurn(async () => {
      await this.foldNow();
      return work();
    });
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.foldTimer.stop();
    const { owner } = this.parts;
    if (!owner) return;
    await this.queue.settled();
    await this.watch.stop();
    try {
      await this.inTurn(() => this.foldNow());
    } catch {
      // The journal holds everything; the next start folds it.
    }
    try {
      await owner.journal.close();
    } finally {
      await owner.lock.release();
    }
  }

  onRecords(listener: (records: JournalRecord[], lastSequence: number) => void): () => void {
    this.recordListeners.add(listener);
    return () => this.recordListeners.delete(listener);
  }

  onArticles(listener: () => void): () => void {
    this.articleListeners.add(listener);
    return () => this.articleListeners.delete(listener);
  }

  /** Folds at once, library.json in any case. For opening a damaged library. */
  refold(): Promise<void> {
    return this.inTurn(() => this.foldNow(true));
  }

  /** Journals what the operations come to, with one sync, and then makes it count. */
  private async write(operations: Operation[]): Promise<Applied> {
    const plan = this.facts.plan(operations);
    // A window may not know yet that an article has a new version: its change stands, and is carried over at once.
    for (const operation of await this.carrying.corrections(plan.records)) {
      const sequence = this.facts.lastSequence + plan.records.length + 1;
      plan.records.push({ sequence, operation });
    }
    await this.keep(plan);
    this.facts.commit(plan.records, (record, before) => this.unfolded.add(record, before));
    const { lastSequence } = this.facts;
    if (plan.records.length > 0) this.announce(plan.records, lastSequence);
    return { results: plan.results, lastSequence };
  }

  private async keep({ losers, records }: Plan): Promise<void> {
    if (losers.length + records.length === 0) return;
    await this.parts.owner?.lock.confirm();
    const history = join(this.folder, 'history', 'pairs');
    for (const operation of losers) {
      try {
        await this.parts.files.makeFolder(join(history, operation.id));
        const file = join(history, operation.id, `${operation.operationId}.json`);
        await replaceFile(this.parts.files, file, jsonBytes(operation));
      } catch (thrown) {
        throw writeError(thrown, history);
      }
    }
    await this.parts.owner?.journal.append(records);
  }

  private announce(records: JournalRecord[], lastSequence: number): void {
    this.foldSoon();
    for (const listener of this.recordListeners) {
      // On its own, so that what a listener throws never looks like a failed write.
      queueMicrotask(() => listener(records, lastSequence));
    }
  }

  private foldSoon(): void {
    if (!this.closed) this.foldTimer.soon();
  }

  private async foldNow(always = false): Promise<void> {
    const { files, owner } = this.parts;
    const { facts, articleStore: articles, folder } = this;
    const counted = this.manifest.counts.articles === articles.count;
    if (!owner || (this.unfolded.empty && counted && !always)) return;
    await owner.lock.confirm();
    const taken = this.unfolded;
    let sequence = 0;
    let counts = this.manifest.counts;
    try {
      const folding = { files, folder, facts, articles, seals: owner.seals };
      await this.foldTimer.timed(() =>
        foldFacts(folding, taken, () => {
          sequence = facts.lastSequence;
          counts = { articles: articles.count, ...countFacts(facts) };
          this.unfolded = new Unfolded();
        })
      );
      await this.setManifest({ ...this.manifest, lastSequence: sequence, counts });
    } catch (thrown) {
      if (this.unfolded !== taken) this.unfolded.merge(taken);
      throw writeError(thrown, folder);
    }
    await owner.journal.retire(sequence - keptRecords);
    await keepReserve(files, folder);
  }

  private async countArticles(articles: number): Promise<void> {
    if (this.manifest.counts.articles === articles) return;
    await this.setManifest({ ...this.manifest, counts: { ...this.manifest.counts, articles } });
  }

  private async setManifest(manifest: Manifest): Promise<void> {
    try {
      await writeManifest(this.parts.files, this.folder, manifest);
    } catch (thrown) {
      throw writeError(thrown, this.folder);
    }
    this.manifest = manifest;
  }

  private changeArticle(id: ArticleId, change: () => Promise<Article>): Promise<Article> {
    return this.changeArticles(async () => {
      const article = await change();
      await this.watch.note(id);
      this.pairList.forget(id);
      return article;
    });
  }

  private async changeArticles<T>(change: () => Promise<T>): Promise<T> {
    this.writable();
    const changed = await this.inTurn(async () => {
      await this.parts.owner?.lock.confirm();
      try {
        return await change();
      } finally {
        this.carrying.forget();
      }
    });
    this.tellArticles();
    return changed;
  }

  private tellArticles(): void {
    for (const listener of this.articleListeners) listener();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work, work);
    this.turn = next.catch(() => undefined);
    return next;
  }

  private writable(): void {
    const because = this.parts.readOnlyBecause;
    if (because) throw new AppError(readOnlyCodes[because], { file: this.folder });
    if (!this.parts.owner || this.closed) {
      throw new AppError('badRequest', { route: 'library', reason: 'read-only' });
    }
  }

  private withCount(summary: Omit<ArticleSummary, 'annotations'>): ArticleSummary {
    return { ...summary, annotations: this.facts.touching(summary.id).size };
  }
}
