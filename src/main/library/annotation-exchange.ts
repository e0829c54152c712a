// Annotations in and out of a library as W3C JSON-LD.
import { randomUUID } from 'node:crypto';
import { anchorResolver, createAnchor, type Resolution } from '@domain/anchor/anchor';
import type { AnchorState } from '@domain/anchor/schema';
import { orderAnnotations } from '@domain/annotation/order';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import { annotationIdSchema, operationIdSchema, type ArticleId } from '@domain/ids';
import { annotationCollection, articleUrn } from '@domain/interchange/json-ld';
import {
  annotationItems,
  MalformedAnnotations,
  readAnnotation,
  type ReadAnnotation,
  type ReadTarget
} from '@domain/interchange/json-ld-read';
import { NORMALISER_VERSION } from '@domain/text/normalise';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import type { Clock } from '../ports';
import type { Library } from './library-contract';

/** Annotations touching the articles, in reading order, as one W3C AnnotationCollection (JSON with a final newline). */
export async function exportAnnotations(
  library: Library,
  articleIds: ArticleId[]
): Promise<string> {
  const stored = await library.annotations(articleIds);
  const here = await articlesOf(library);
  const ordered = orderAnnotations(
    stored.map(({ value }) => value),
    articleIds
  );
  const id = `${articleUrn}${articleIds.join('+')}:annotations`;
  const written = ordered.map(({ annotation }) => ({ value: annotation }));
  const originals = new Map<ArticleId, string>();
  for (const { articleId } of written.flatMap(({ value }) => value.targets)) {
    if (!here.has(articleId) || originals.has(articleId)) continue;
    originals.set(articleId, (await library.article(articleId)).original.sha256);
  }
  return `${JSON.stringify(annotationCollection(id, written, originals), null, 2)}\n`;
}

export interface AnnotationImport {
  /** Annotations that are new in the library. */
  imported: number;
  /** Those that the library held already, word for word. */
  unchanged: number;
  /** How many passages of the file were found where. */
  states: Record<AnchorState, number>;
}

type Resolver = (target: ReadTarget) => { resolution: Resolution; text: string };

/**
 * Imports an AnnotationCollection, an AnnotationPage, an array of Annotations or a single one, all or nothing. Each
 * passage is looked for in its article; one not found is kept as an orphan. An annotation whose id stands for other
 * content in the library comes in as a copy under a new id. Throws annotationsMalformed {file, reason} (a JSON
 * pointer), articleNotFound {id} where none of an annotation's articles is here, and what `apply` throws.
 */
export async function importAnnotations(
  library: Library,
  source: { file: string; bytes: Uint8Array },
  clock: Clock
): Promise<AnnotationImport> {
  const read = await atHome(library, readAll(source));
  const resolve = await resolvers(library, read);
  const states: Record<AnchorState, number> = { exact: 0, moved: 0, changed: 0, orphan: 0 };
  const operations: Operation[] = [];
  let unchanged = 0;
  const at = clock.now().toISOString();
  for (const item of read) {
    const value = annotationFrom(item, resolve, at);
    for (const { state } of value.targets) states[state] += 1;
    const known = item.id ? await library.annotation(item.id) : null;
    if (known?.value && sameContent(known.value, value)) {
      unchanged += 1;
      continue;
    }
    operations.push({
      operationId: operationIdSchema.parse(randomUUID()),
      // Out of the trash again where it lies there; else new, and the library makes a copy of it if it is not.
      baseRevision: known && !known.value ? known.revision : 0,
      at,
      entity: 'annotation',
      id: value.id,
      value
    });
  }
  if (operations.length > 0) await library.apply(operations);
  return { imported: operations.length, unchanged, states };
}

function readAll({ file, bytes }: { file: string; bytes: Uint8Array }): ReadAnnotation[] {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('annotationsMalformed', { file, reason: 'JSON' });
  }
  try {
    return annotationItems(data).map(({ item, at }) => readAnnotation(item, at));
  } catch (thrown) {
    if (!(thrown instanceof MalformedAnnotations)) throw thrown;
    throw new AppError('annotationsMalformed', { file, reason: thrown.at });
  }
}

async function articlesOf(library: Library): Promise<Set<ArticleId>> {
  return new Set((await library.articles()).map(({ id }) => id));
}

/** Targets in articles that this library has under other ids, known by the hash of their files, with the ids here. */
async function atHome(library: Library, read: ReadAnnotation[]): Promise<ReadAnnotation[]> {
  const here = await articlesOf(library);
  const homes = new Map<string, ArticleId | undefined>();
  const home = async (target: ReadTarget): Promise<ReadTarget> => {
    const { articleId, sha256 } = target;
    if (here.has(articleId) || sha256 === null) return target;
    if (!homes.has(sha256)) homes.set(sha256, (await library.articleByHash(sha256))?.id);
    return { ...target, articleId: homes.get(sha256) ?? articleId };
  };
  const moved: ReadAnnotation[] = [];
  for (const item of read) {
    const targets: ReadTarget[] = [];
    for (const target of item.targets) targets.push(await home(target));
    moved.push({ ...item, targets });
  }
  return moved;
}

/** One resolver an article of the library; targets in other articles have none. */
async function resolvers(
  library: Library,
  read: ReadAnnotation[]
): Promise<Map<ArticleId, Resolver>> {
  const here = await articlesOf(library);
  const found = new Map<ArticleId, Resolver>();
  for (const { targets } of read) {
    const first = targets[0];
    if (first && !targets.some(({ articleId }) => here.has(articleId))) {
      throw new AppError('articleNotFound', { id: first.articleId });
    }
    for (const { articleId } of targets) {
      if (!here.has(articleId) || found.has(articleId)) continue;
      const { text } = await library.article(articleId);
      const resolve = anchorResolver(text);
      found.set(articleId, ({ quote }) => ({ resolution: resolve(quote), text }));
    }
  }
  return found;
}

function annotationFrom(
  { revision: _, statement, related, ...item }: ReadAnnotation,
  resolve: Map<ArticleId, Resolver>,
  now: string
): Annotation {
  const created = item.created ?? item.modified ?? now;
  return {
    ...item,
    id: item.id ?? annotationIdSchema.parse(randomUUID()),
    targets: item.targets.map((target) => anchored(target, resolve.get(target.articleId))),
    ...(statement ? { statement } : {}),
    ...(related.length > 0 ? { related } : {}),
    author: item.author ?? '',
    created,
    modified: item.modified ?? created
  };
}

function anchored(target: ReadTarget, resolve: Resolver | undefined): AnnotationTarget {
  const { articleId, quote } = target;
  const found = resolve?.(target);
  if (found && found.resolution.state !== 'orphan') {
    const { state, start, end } = found.resolution;
    const was = state === 'changed' ? { was: target.was ?? quote.exact } : {};
    return { articleId, anchor: createAnchor(found.text, start, end), state, ...was };
  }
  const start = quote.start ?? 0;
  const end = quote.end ?? start + quote.exact.length;
  const normaliserVersion = target.normaliserVersion || NORMALISER_VERSION;
  return { articleId, anchor: { ...quote, start, end, normaliserVersion }, state: 'orphan' };
}

/** Equal but for how its passages were found, which the library says anew each time. */
export function sameContent(a: Annotation, b: Annotation): boolean {
  const stateless = ({ targets, ...rest }: Annotation) => ({
    ...rest,
    targets: targets.map(({ articleId, anchor }) => ({ articleId, anchor }))
  });
  return sameValue(stateless(a), stateless(b));
}
