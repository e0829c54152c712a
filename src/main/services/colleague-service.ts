// A colleague's annotations, or their whole library, looked at before they are imported, and taken back as one.
import { randomUUID } from 'node:crypto';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { operationIdSchema, type AnnotationId, type ArticleId } from '@domain/ids';
import type { ReadAnnotation } from '@domain/interchange/json-ld-read';
import type {
  AuthorPreview,
  ColleaguePreview,
  ColleagueResult
} from '@shared/ipc/colleague-routes';
import { AppError } from '@shared/ipc/errors';
import { mergeOutcomes, type MergeOutcome } from '@shared/merge-outcomes';
import { sameValue } from '@shared/same-value';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import { readAgreed, writeAgreed, type Agreed } from '../library/agreed';
import { summarise } from '../library/article-summary';
import {
  bringArticles,
  homeOf,
  pairOperations,
  tagOperations,
  type Brought,
  type BroughtArticle
} from '../library/bringing';
import type { Library, Stored } from '../library/library-contract';
import {
  planMerge,
  remember,
  type MergeFate,
  type MergePlace,
  type MergePlan
} from '../library/merge-annotations';
import type { Clock } from '../ports';
import { readAnnotationFile, type AnnotationFile } from './annotation-file';
import { archiveOf, readLibraryFile } from './library-file';
import type { SourceFile } from './source-file';

/** One annotation on both sides of an import; null where it was not there. */
interface Swap {
  id: AnnotationId;
  before: Annotation | null;
  after: Annotation | null;
}

interface Done {
  swaps: Swap[];
  /** Articles that came along; what made their pairs and tags, and the revisions that taking those back left. */
  articleIds: ArticleId[];
  made: MadeOperation[];
  /** What the import added to what is agreed on, and what stood there before. */
  agreed: { before: Agreed; after: Agreed };
}

type MadeOperation = Extract<Operation, { entity: 'pair' | 'tag' }>;

const comesIn: ReadonlySet<MergeOutcome> = new Set(['added', 'taken', 'bothKept', 'restored']);

export class ColleagueService {
  /** The file that was read last. */
  #open: { importId: string; file: AnnotationFile } | null = null;
  /** By import, what was done. */
  readonly #done = new Map<string, Done>();

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly clock: Clock
  ) {}

  /** Throws what reading the file throws. */
  async preview(source: SourceFile, job: JobOptions): Promise<ColleaguePreview> {
    const name = source.name;
    const archive = await archiveOf(source);
    const means = { jobs: this.jobs, job, clock: this.clock };
    const file = archive
      ? await readLibraryFile({ file: name, archive }, this.library, means)
      : await readAnnotationFile(
          { file: name, bytes: await source.read() },
          this.library,
          this.jobs,
          job
        );
    const coming = file.brought ? await comingTo(this.library, file.brought.articles) : [];
    const { fates } = await this.#plan(withComing(this.library, coming), file, {});
    const importId = randomUUID();
    this.#open = { importId, file };
    const articles = coming.map(({ id, title, original }) => ({
      id,
      title: title || original.name
    }));
    return { importId, file: name, articles, authors: byAuthor(fates) };
  }

  /** Decided on anew: the library may have changed since it was looked at. Throws `notFound`, and as `apply` does. */
  async import(
    importId: string,
    choices: { restore: boolean; removals: boolean }
  ): Promise<ColleagueResult> {
    if (this.#open?.importId !== importId) throw new AppError('notFound');
    const { file } = this.#open;
    const { homes, added } = await bringArticles(this.library, file.brought?.articles ?? []);
    const annotations = file.annotations.map((item) => atHomes(item, homes));
    const plan = await this.#plan(this.library, { ...file, annotations }, choices);
    const made = file.brought ? await this.#making(file.brought, homes) : [];
    const swaps = await this.#swaps(plan);
    const before = await readAgreed(this.library.folder);
    const operations = [...plan.operations, ...made];
    if (operations.length > 0) await this.library.apply(operations);
    await remember(this.library, plan.agreed);
    this.#open = null;
    const articleIds = added.map(({ id }) => id);
    this.#done.set(importId, { swaps, articleIds, made, agreed: { before, after: plan.agreed } });
    const targets = swaps.flatMap(({ before: was, after }) => (after ?? was)?.targets ?? []);
    const touched = targets.map(({ articleId }) => articleId);
    return {
      ...tally(plan.fates),
      articles: added.length,
      removed: swaps.filter(({ after }) => after === null).length,
      articleIds: [...new Set([...articleIds, ...touched])],
      annotationIds: swaps.map(({ id }) => id)
    };
  }

  async #making(
    brought: Brought,
    homes: ReadonlyMap<ArticleId, ArticleId>
  ): Promise<MadeOperation[]> {
    const at = this.clock.now().toISOString();
    const all = [
      ...(await tagOperations(this.library, brought.tags, at)),
      ...(await pairOperations(this.library, brought, homes, at))
    ];
    return all.filter((one): one is MadeOperation => one.entity === 'pair' || one.entity === 'tag');
  }

  /** What was changed since stays as it is; how many that are. Throws `notFound`, and as `apply` does. */
  async replay(importId: string, way: 'undo' | 'redo'): Promise<number> {
    const done = this.#done.get(importId);
    if (!done) throw new AppError('notFound');
    const at = this.clock.now().toISOString();
    let kept = 0;
    const operations: Operation[] = [];
    if (way === 'redo') for (const id of done.articleIds) await this.library.restoreArticle(id);
    for (const { id, before, after } of done.swaps) {
      const [from, to] = way === 'undo' ? [after, before] : [before, after];
      const stored = await this.library.annotation(id);
      if (!sameValue(stored?.value ?? null, from)) {
        kept += 1;
        continue;
      }
      const operationId = operationIdSchema.parse(randomUUID());
      const baseRevision = stored?.revision ?? 0;
      operations.push({ operationId, baseRevision, at, entity: 'annotation', id, value: to });
    }
    const makings = way === 'undo' ? await this.#unmaking(done) : done.made;
    for (const one of makings) {
      operations.push({ ...one, operationId: operationIdSchema.parse(randomUUID()), at });
    }
    if (operations.length > 0) {
      const { results } = await this.library.apply(operations);
      // What is made again is made from what taking it back left.
      const revisions = new Map(results.map((result, at) => [operations[at]?.id, result.sequence]));
      done.made = done.made.map((one) => ({
        ...one,
        baseRevision: revisions.get(one.id) ?? one.baseRevision
      }));
    }
    const { before, after } = done.agreed;
    if (way === 'redo') await remember(this.library, after);
    else {
      await this.#forget(before, after);
      for (const id of done.articleIds) {
        // Somebody has worked in it since.
        if ((await this.library.annotations([id])).length > 0) kept += 1;
        else await this.library.trashArticle(id).catch(ifGone);
      }
    }
    return kept;
  }

  /** Pairs and tags that are still as they came. */
  async #unmaking({ made }: Done): Promise<MadeOperation[]> {
    const { pairs, tags } = await this.library.snapshot();
    const stored = new Map<string, Stored<unknown>>(
      [...pairs, ...tags].map((each) => [each.value.id, each])
    );
    return made.flatMap((one) => {
      const now = stored.get(one.id);
      return now && sameValue(now.value, one.value)
        ? [{ ...one, baseRevision: now.revision, value: null }]
        : [];
    });
  }

  async #plan(
    place: MergePlace,
    { annotations, from, common: known }: AnnotationFile,
    choices: { restore?: boolean; removals?: boolean }
  ): Promise<MergePlan> {
    const common: Agreed = { ...known };
    if (from?.library === this.library.info().uuid) {
      for (const { id, modified } of annotations) {
        if (!id || modified === null || !from.unchanged.has(id)) continue;
        const ours = (await this.library.annotation(id))?.value;
        // Made here, and here gone on with: what the file holds is what ours was.
        if (ours && ours.modified > modified) common[id] = modified;
      }
    }
    const { restore = false, removals = false } = choices;
    const options = { clock: this.clock, restore, removals, partial: true, common };
    return planMerge(place, annotations, options);
  }

  async #swaps({ operations }: MergePlan): Promise<Swap[]> {
    const swaps: Swap[] = [];
    for (const operation of operations) {
      if (operation.entity !== 'annotation') continue;
      const { id, value } = operation;
      swaps.push({ id, before: (await this.library.annotation(id))?.value ?? null, after: value });
    }
    return swaps;
  }

  async #forget(before: Agreed, after: Agreed): Promise<void> {
    const now = Object.entries(await readAgreed(this.library.folder)).flatMap(([id, modified]) => {
      const was = modified === after[id] ? before[id] : modified;
      return was === undefined ? [] : [[id, was] as const];
    });
    await writeAgreed(this.library.folder, Object.fromEntries(now));
  }
}

/** Articles that importing would add. */
async function comingTo(library: Library, brought: readonly BroughtArticle[]): Promise<Article[]> {
  const coming: Article[] = [];
  for (const { article } of brought) {
    if ((await homeOf(library, article)) === null) coming.push(article);
  }
  return coming;
}

/** The library as it will be with the articles. */
function withComing(library: Library, coming: readonly Article[]): MergePlace {
  if (coming.length === 0) return library;
  const byId = new Map(coming.map((article) => [article.id, article]));
  return {
    folder: library.folder,
    articles: async () => [
      ...(await library.articles()),
      ...coming.map((article) => ({ ...summarise(article), annotations: 0 }))
    ],
    article: async (id) => byId.get(id) ?? library.article(id),
    articleByHash: (hash) => library.articleByHash(hash),
    annotation: (id) => library.annotation(id)
  };
}

function atHomes(item: ReadAnnotation, homes: ReadonlyMap<ArticleId, ArticleId>): ReadAnnotation {
  const targets = item.targets.map((target) => ({
    ...target,
    articleId: homes.get(target.articleId) ?? target.articleId
  }));
  return { ...item, targets };
}

/** Purged meanwhile. */
function ifGone(thrown: unknown): void {
  if (!(thrown instanceof AppError && thrown.code === 'articleNotFound')) throw thrown;
}

function tally(fates: readonly MergeFate[]): Omit<AuthorPreview, 'author'> {
  const counts = Object.fromEntries(mergeOutcomes.map((name) => [name, 0]));
  for (const { outcome } of fates) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return {
    counts: counts as Record<MergeOutcome, number>,
    orphans: fates.filter(({ outcome, orphan }) => orphan && comesIn.has(outcome)).length
  };
}

function byAuthor(fates: readonly MergeFate[]): AuthorPreview[] {
  const groups = new Map<string, MergeFate[]>();
  for (const fate of fates) {
    const own = groups.get(fate.author);
    if (own) own.push(fate);
    else groups.set(fate.author, [fate]);
  }
  return [...groups]
    .map(([author, own]) => ({ author, ...tally(own) }))
    .sort((a, b) => Number(!a.author) - Number(!b.author) || a.author.localeCompare(b.author));
}
