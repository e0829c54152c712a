// Another person's annotations into this library: nothing of theirs or ours is lost.
import { randomUUID } from 'node:crypto';
import type { AnchorState } from '@domain/anchor/states';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import { annotationIdSchema, operationIdSchema } from '@domain/ids';
import type { ReadAnnotation } from '@domain/interchange/json-ld-read';
import { AppError } from '@shared/ipc/errors';
import { mergeOutcomes, type MergeOutcome } from '@shared/merge-outcomes';
import type { Clock } from '../ports';
import { readAgreed, writeAgreed, type Agreed } from './agreed';
import type { Library } from './library-contract';
import { annotationFrom, articlesOf, atHome, resolvers, sameContent } from './placing';

export type MergeReport = Record<MergeOutcome, number> & {
  /** How many passages were found where. */
  states: Record<AnchorState, number>;
  /** What came in, by the name it is signed with; '' for none. */
  byAuthor: Record<string, number>;
};

export interface MergeOptions {
  clock: Clock;
  /** Bring back what is in the trash here. */
  restore: boolean;
  /** Delete here too what was deleted where it comes from; it is left as it is here otherwise. */
  removals?: boolean;
  /** Leave out annotations none of whose articles is here; else one of them is an error. */
  partial?: boolean;
  /** Beside what is remembered: by annotation the `modified` that both had last. */
  common?: Agreed;
}

/** What becomes of one annotation that came. */
export interface MergeFate {
  /** '' for none. */
  author: string;
  outcome: MergeOutcome;
  /** One of its passages was not found. */
  orphan: boolean;
}

export interface MergePlan {
  operations: Operation[];
  fates: MergeFate[];
  report: MergeReport;
  /** To be remembered once the operations are applied. */
  agreed: Agreed;
}

/** What of a library a merge looks at. */
export type MergePlace = Pick<
  Library,
  'folder' | 'articles' | 'article' | 'articleByHash' | 'annotation'
>;

/**
 * What merging would do; nothing is changed. Throws articleNotFound {id} unless `partial`.
 */
export async function planMerge(
  library: MergePlace,
  read: ReadAnnotation[],
  { clock, restore, removals = false, partial = false, common = {} }: MergeOptions
): Promise<MergePlan> {
  const here = await articlesOf(library);
  const home = await atHome(library, read);
  const isHere = ({ targets }: ReadAnnotation): boolean =>
    targets.some(({ articleId }) => here.has(articleId));
  const placed = home.filter(isHere);
  const strayed = home.filter((item) => !isHere(item));
  const astray = partial ? undefined : strayed[0]?.targets[0];
  if (astray) throw new AppError('articleNotFound', { id: astray.articleId });
  const known = { ...(await readAgreed(library.folder)), ...common };
  const resolve = await resolvers(library, placed);
  const at = clock.now().toISOString();
  const outcomes = Object.fromEntries(mergeOutcomes.map((name) => [name, 0]));
  const report = {
    ...(outcomes as Record<MergeOutcome, number>),
    elsewhere: strayed.length,
    states: { exact: 0, moved: 0, changed: 0, orphan: 0 },
    byAuthor: {}
  } satisfies MergeReport as MergeReport;
  const fates = strayed.map(({ author }): MergeFate => ({
    author: author ?? '',
    outcome: 'elsewhere',
    orphan: false
  }));
  const plan: MergePlan = { operations: [], fates, report, agreed: {} };
  for (const item of placed) {
    const value = annotationFrom(item, resolve, at);
    for (const { state } of value.targets) report.states[state] += 1;
    const stored = item.id ? await library.annotation(item.id) : null;
    const history = { base: item.base, agreed: known[value.id] };
    const outcome = item.gone
      ? decideGone(stored, value, history)
      : decide(stored, value, { ...history, restore });
    report[outcome] += 1;
    const orphan = value.targets.some(({ state }) => state === 'orphan');
    fates.push({ author: value.author, outcome, orphan });
    if (outcome !== 'deleted' && outcome !== 'removed') plan.agreed[value.id] = value.modified;
    if (outcome === 'unchanged' || outcome === 'ours' || outcome === 'deleted') continue;
    if (outcome === 'removed' && !(removals && stored?.value)) continue;
    report.byAuthor[value.author] = (report.byAuthor[value.author] ?? 0) + 1;
    const id = outcome === 'bothKept' ? annotationIdSchema.parse(randomUUID()) : value.id;
    plan.operations.push({
      operationId: operationIdSchema.parse(randomUUID()),
      baseRevision: outcome === 'bothKept' ? 0 : (stored?.revision ?? 0),
      at,
      entity: 'annotation',
      id,
      value: outcome === 'removed' ? null : { ...value, id }
    });
  }
  return plan;
}

function decide(
  stored: Awaited<ReturnType<Library['annotation']>>,
  theirs: Annotation,
  { base, agreed, restore }: { base: string | null; agreed: string | undefined; restore: boolean }
): MergeOutcome {
  if (!stored) return 'added';
  const ours = stored.value;
  if (!ours) return restore ? 'restored' : 'deleted';
  if (sameContent(ours, theirs)) return 'unchanged';
  if (agreed === theirs.modified) return 'ours';
  if (ours.modified === base || ours.modified === agreed) return 'taken';
  return 'bothKept';
}

/** What becomes of one that was deleted there: here it may have been changed, or never have been. */
function decideGone(
  stored: Awaited<ReturnType<Library['annotation']>>,
  theirs: Annotation,
  { base, agreed }: { base: string | null; agreed: string | undefined }
): MergeOutcome {
  if (!stored) return 'removed';
  const ours = stored.value;
  if (!ours) return 'unchanged';
  const untouched = [base, agreed, theirs.modified].includes(ours.modified);
  return untouched || sameContent(ours, theirs) ? 'removed' : 'ours';
}

/** Does what {@link planMerge} says, all or nothing. Throws as it and `apply` do. */
export async function mergeAnnotations(
  library: Library,
  read: ReadAnnotation[],
  options: MergeOptions
): Promise<MergeReport> {
  const { operations, report, agreed } = await planMerge(library, read, options);
  if (operations.length > 0) await library.apply(operations);
  await remember(library, agreed);
  return report;
}

/** Keeps what is agreed on by now. */
export async function remember(library: Library, agreed: Agreed): Promise<void> {
  if (Object.keys(agreed).length === 0) return;
  await writeAgreed(library.folder, { ...(await readAgreed(library.folder)), ...agreed });
}
