// A colleague's annotations, looked at before they are imported, and taken back as one.
import { randomUUID } from 'node:crypto';
import type { Annotation } from '@domain/annotation/schema';
import { operationIdSchema, type AnnotationId } from '@domain/ids';
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
import type { Library } from '../library/library-contract';
import { planMerge, remember, type MergeFate, type MergePlan } from '../library/merge-annotations';
import type { Clock } from '../ports';
import { readAnnotationFile } from './annotation-file';
import type { SourceFile } from './source-file';

/** One annotation on both sides of an import; null where it was not there. */
interface Swap {
  id: AnnotationId;
  before: Annotation | null;
  after: Annotation | null;
}

interface Done {
  swaps: Swap[];
  /** What the import added to what is agreed on, and what stood there before. */
  agreed: { before: Agreed; after: Agreed };
}

const comesIn: ReadonlySet<MergeOutcome> = new Set(['added', 'taken', 'bothKept', 'restored']);

export class ColleagueService {
  /** The file that was read last. */
  #open: { importId: string; read: ReadAnnotation[] } | null = null;
  /** By import, what was done. */
  readonly #done = new Map<string, Done>();

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly clock: Clock
  ) {}

  /** Throws what reading the file throws. */
  async preview(source: SourceFile, job: JobOptions): Promise<ColleaguePreview> {
    const file = source.name;
    const read = await readAnnotationFile({ file, bytes: await source.read() }, this.jobs, job);
    const { fates } = await this.#plan(read, false);
    const importId = randomUUID();
    this.#open = { importId, read };
    return { importId, file, authors: byAuthor(fates) };
  }

  /** Decided on anew: the library may have changed since it was looked at. Throws `notFound`, and as `apply` does. */
  async import(importId: string, restore: boolean): Promise<ColleagueResult> {
    if (this.#open?.importId !== importId) throw new AppError('notFound');
    const plan = await this.#plan(this.#open.read, restore);
    const swaps = await this.#swaps(plan);
    const before = await readAgreed(this.library.folder);
    if (plan.operations.length > 0) await this.library.apply(plan.operations);
    await remember(this.library, plan.agreed);
    this.#open = null;
    this.#done.set(importId, { swaps, agreed: { before, after: plan.agreed } });
    const targets = swaps.flatMap(({ after }) => after?.targets ?? []);
    return {
      ...tally(plan.fates),
      articleIds: [...new Set(targets.map(({ articleId }) => articleId))]
    };
  }

  /** What was changed since stays as it is; how many that are. Throws `notFound`, and as `apply` does. */
  async replay(importId: string, way: 'undo' | 'redo'): Promise<number> {
    const done = this.#done.get(importId);
    if (!done) throw new AppError('notFound');
    const at = this.clock.now().toISOString();
    let kept = 0;
    const operations: MergePlan['operations'] = [];
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
    if (operations.length > 0) await this.library.apply(operations);
    const { before, after } = done.agreed;
    if (way === 'redo') await remember(this.library, after);
    else await this.#forget(before, after);
    return kept;
  }

  #plan(read: ReadAnnotation[], restore: boolean): Promise<MergePlan> {
    return planMerge(this.library, read, { clock: this.clock, restore, partial: true });
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
