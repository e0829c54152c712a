// Annotations from elsewhere, put where they belong in this library.
import { randomUUID } from 'node:crypto';
import { anchorResolver, createAnchor, type Resolution } from '@domain/anchor/anchor';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import { annotationIdSchema, type ArticleId } from '@domain/ids';
import type { ReadAnnotation, ReadTarget } from '@domain/interchange/json-ld-read';
import { NORMALISER_VERSION } from '@domain/text/normalise';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import type { Library } from './library-contract';

export type Resolver = (target: ReadTarget) => { resolution: Resolution; text: string };

export async function articlesOf(library: Pick<Library, 'articles'>): Promise<Set<ArticleId>> {
  return new Set((await library.articles()).map(({ id }) => id));
}

/** Targets in articles that this library has under other ids, known by the hash of their files, with the ids here. */
export async function atHome(
  library: Pick<Library, 'articles' | 'articleByHash'>,
  read: ReadAnnotation[]
): Promise<ReadAnnotation[]> {
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
export async function resolvers(
  library: Pick<Library, 'articles' | 'article'>,
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

export function annotationFrom(
  { revision: _revision, base: _base, gone: _gone, statement, related, ...item }: ReadAnnotation,
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
