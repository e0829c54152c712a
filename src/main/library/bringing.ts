// Articles, pairs and tags from elsewhere, put into this library where they are not in it yet.
import { randomUUID } from 'node:crypto';
import type { Pair } from '@domain/align/schema';
import type { Operation } from '@domain/annotation/operation';
import {
  parsedArticleSchema,
  type Article,
  type ArticleSummary,
  type ParsedArticle
} from '@domain/article/schema';
import { operationIdSchema, pairIdSchema, tagIdSchema, type ArticleId } from '@domain/ids';
import type { Tag } from '@domain/tag/schema';
import type { Library } from './library-contract';

export interface BroughtArticle {
  article: Article;
  /** Its file, whose hash may be another than the article says where that one was not at hand. */
  bytes: Uint8Array;
  pictures: Awaited<ReturnType<Library['picture']>>[];
}

export interface Brought {
  articles: BroughtArticle[];
  pairs: Pair[];
  tags: Tag[];
}

/** Hashes of the pictures that its blocks name, each once. */
export function picturesOf({ blocks }: Article): Set<string> {
  return new Set(blocks.flatMap(({ pictures = [] }) => pictures.map(({ sha256 }) => sha256)));
}

/** Where an article from elsewhere is in this library: under its own id, or known by its file. */
export async function homeOf(
  library: Pick<Library, 'articles' | 'knownOriginal'>,
  { id, original }: Article
): Promise<{ id: ArticleId } | 'trash' | null> {
  if ((await library.articles()).some((known) => known.id === id)) return { id };
  const known = await library.knownOriginal(original.sha256);
  return known ? (known.trashed ? 'trash' : { id: known.article.id }) : null;
}

/** The article as its file was read: what a library adds of its own is left out. */
function parsedOf(article: Article): ParsedArticle {
  const own = Object.entries(article).filter(([name]) => name in parsedArticleSchema.shape);
  return parsedArticleSchema.parse(Object.fromEntries(own));
}

/** By their ids elsewhere the articles here; one in the trash here stays there and has none. */
export async function bringArticles(
  library: Library,
  articles: readonly BroughtArticle[]
): Promise<{ homes: Map<ArticleId, ArticleId>; added: ArticleSummary[] }> {
  const homes = new Map<ArticleId, ArticleId>();
  const added: ArticleSummary[] = [];
  for (const { article, bytes, pictures } of articles) {
    const home = await homeOf(library, article);
    if (home === 'trash') continue;
    if (home) {
      homes.set(article.id, home.id);
      continue;
    }
    const { id, accessed, edited, chosenCharset, original } = article;
    const kept = Object.entries({ id, accessed, edited, chosenCharset });
    const summary = await library.addArticle(
      parsedOf(article),
      { name: original.name, bytes },
      pictures,
      Object.fromEntries(kept.filter(([, value]) => value !== undefined))
    );
    homes.set(id, summary.id);
    added.push(summary);
  }
  return { homes, added };
}

/** What makes the tags that are not here by name, each under the one it stood under. */
export async function tagOperations(
  library: Library,
  there: readonly Tag[],
  at: string
): Promise<Operation[]> {
  const key = (name: string): string => name.normalize('NFC').toLowerCase();
  const here = (await library.snapshot()).tags.map(({ value }) => value);
  const ids = new Set(here.map(({ id }) => id));
  const byName = new Map(here.map(({ name, id }) => [key(name), id]));
  const homes = new Map(
    there.map(({ id, name }) => {
      const own = byName.get(key(name));
      return [id, own ?? (ids.has(id) ? tagIdSchema.parse(randomUUID()) : id)];
    })
  );
  return there
    .filter(({ name }) => !byName.has(key(name)))
    .map(({ key: _key, ...tag }) => {
      const id = homes.get(tag.id) ?? tag.id;
      const parentId = tag.parentId && (homes.get(tag.parentId) ?? null);
      return {
        operationId: operationIdSchema.parse(randomUUID()),
        baseRevision: 0,
        at,
        entity: 'tag' as const,
        id,
        value: { ...tag, id, parentId }
      };
    });
}

/** What makes the pairs both of whose articles came or are here and say the same, unless they are a pair here already. */
export async function pairOperations(
  library: Library,
  { articles, pairs }: Pick<Brought, 'articles' | 'pairs'>,
  homes: ReadonlyMap<ArticleId, ArticleId>,
  at: string
): Promise<Operation[]> {
  const texts = new Map(articles.map(({ article }) => [article.id, article.text]));
  const operations: Operation[] = [];
  for (const value of pairs) {
    const [sourceId, targetId] = [homes.get(value.sourceId), homes.get(value.targetId)];
    if (!sourceId || !targetId) continue;
    if (await library.pairOf(sourceId, targetId)) continue;
    if (await library.pairOf(targetId, sourceId)) continue;
    const [source, target] = [await library.article(sourceId), await library.article(targetId)];
    // Links speak of offsets.
    if (source.text !== texts.get(value.sourceId)) continue;
    if (target.text !== texts.get(value.targetId)) continue;
    const pair = { ...value };
    delete pair.versions;
    const versions = { source: source.version ?? 1, target: target.version ?? 1 };
    const later = versions.source > 1 || versions.target > 1;
    const id = pairIdSchema.parse(randomUUID());
    operations.push({
      operationId: operationIdSchema.parse(randomUUID()),
      baseRevision: 0,
      at,
      entity: 'pair',
      id,
      value: { ...pair, id, sourceId, targetId, ...(later ? { versions } : {}) }
    });
  }
  return operations;
}
