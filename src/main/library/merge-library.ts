// Another person's whole library into this one: articles, pairs with their links, tags and annotations.
import { randomUUID } from 'node:crypto';
import type { Operation } from '@domain/annotation/operation';
import { parsedArticleSchema, type Article, type ParsedArticle } from '@domain/article/schema';
import { operationIdSchema, pairIdSchema, tagIdSchema, type ArticleId } from '@domain/ids';
import type { Clock } from '../ports';
import type { Agreed } from './agreed';
import { exportAnnotations, readAll } from './annotation-exchange';
import type { Library } from './library-contract';
import { planMerge, remember, type MergeReport } from './merge-annotations';
import { openLibrary } from './open-library';

export interface LibraryMerge extends MergeReport {
  articles: number;
  pairs: number;
  tags: number;
}

/**
 * Reads all of the library in `folder`, which is left as it is, before anything is changed here. Articles with the same
 * file are the same; those that are not here are added. A pair comes with its links where none of its two articles is
 * here already and both texts are the same. Throws what opening a library throws, libraryDamaged where an original is
 * not whole, and as `planMerge` and `apply` do.
 */
export async function mergeLibrary(
  library: Library,
  folder: string,
  { clock, restore }: { clock: Clock; restore: boolean }
): Promise<LibraryMerge> {
  const other = await openLibrary(folder, { clock, readOnly: true });
  try {
    const all = await readArticles(other);
    const file = Buffer.from(await exportAnnotations(other, [...all.keys()]));
    const read = readAll({ file: folder, bytes: file });
    const { homes, added } = await bringArticles(library, all);
    const common = await commonIn(library, other);
    const plan =
      read.length > 0
        ? await planMerge(library, withCommon(read, common), {
            clock,
            restore,
            partial: true,
            common: common.theirs
          })
        : null;
    const at = clock.now().toISOString();
    const tags = await tagOperations(library, other, at);
    const pairs = await pairOperations(library, other, homes, at);
    const operations = [...(plan?.operations ?? []), ...tags, ...pairs];
    if (operations.length > 0) await library.apply(operations);
    await remember(library, plan?.agreed ?? {});
    return {
      ...(plan?.report ?? emptyReport),
      articles: added,
      pairs: pairs.length,
      tags: tags.length
    };
  } finally {
    await other.close();
  }
}

const emptyReport: MergeReport = {
  added: 0,
  taken: 0,
  bothKept: 0,
  restored: 0,
  unchanged: 0,
  ours: 0,
  deleted: 0,
  elsewhere: 0,
  states: { exact: 0, moved: 0, changed: 0, orphan: 0 },
  byAuthor: {}
};

interface OtherArticle {
  article: Article;
  bytes: Uint8Array;
  pictures: Awaited<ReturnType<Library['picture']>>[];
}

async function readArticles(other: Library): Promise<Map<ArticleId, OtherArticle>> {
  const all = new Map<ArticleId, OtherArticle>();
  for (const { id } of await other.articles()) {
    const article = await other.article(id);
    const named = new Set(
      article.blocks.flatMap(({ pictures = [] }) => pictures.map(({ sha256 }) => sha256))
    );
    const pictures: OtherArticle['pictures'] = [];
    for (const sha256 of named) {
      const picture = await other.picture(id, sha256).catch(() => null);
      if (picture) pictures.push(picture);
    }
    all.set(id, { article, bytes: await other.original(id), pictures });
  }
  return all;
}

/** The article as its file was read: what a library adds of its own is left out. */
function parsedOf(article: Article): ParsedArticle {
  const own = Object.entries(article).filter(([name]) => name in parsedArticleSchema.shape);
  return parsedArticleSchema.parse(Object.fromEntries(own));
}

/** By the other library's ids the article here; one in the trash here stays there and has none. */
async function bringArticles(
  library: Library,
  all: ReadonlyMap<ArticleId, OtherArticle>
): Promise<{ homes: Map<ArticleId, ArticleId>; added: number }> {
  const homes = new Map<ArticleId, ArticleId>();
  let added = 0;
  for (const [id, { article, bytes, pictures }] of all) {
    const known = await library.knownOriginal(article.original.sha256);
    if (known?.trashed) continue;
    if (known) {
      homes.set(id, known.article.id);
      continue;
    }
    const summary = await library.addArticle(
      parsedOf(article),
      { name: article.original.name, bytes },
      pictures
    );
    homes.set(id, summary.id);
    added += 1;
  }
  return { homes, added };
}

interface Common {
  /** What stands here as it did when the two were one library. */
  ours: Agreed;
  /** What stands there as it did then. */
  theirs: Agreed;
}

/**
 * Of a copy of this library, what was not changed since it was made: the same revision and content in both is a step
 * that both took before they parted, and so is every one before it.
 */
async function commonIn(library: Library, other: Library): Promise<Common> {
  const common: Common = { ours: {}, theirs: {} };
  if (library.info().uuid !== other.info().uuid) return common;
  const [here, there] = [await library.annotations(), await other.annotations()];
  const ours = new Map(here.map((stored) => [stored.value.id, stored]));
  const parted = Math.max(
    0,
    ...there.flatMap(({ revision, value }) => {
      const own = ours.get(value.id);
      const same = own?.revision === revision && own.value.modified === value.modified;
      return same ? revision : [];
    })
  );
  for (const { revision, value } of here) {
    if (revision <= parted) common.ours[value.id] = value.modified;
  }
  for (const { revision, value } of there) {
    if (revision <= parted) common.theirs[value.id] = value.modified;
  }
  return common;
}

function withCommon(read: ReturnType<typeof readAll>, { ours }: Common): typeof read {
  return read.map((item) => ({ ...item, base: item.base ?? ours[item.id ?? ''] ?? null }));
}

async function tagOperations(library: Library, other: Library, at: string): Promise<Operation[]> {
  const key = (name: string): string => name.normalize('NFC').toLowerCase();
  const here = (await library.snapshot()).tags.map(({ value }) => value);
  const there = (await other.snapshot()).tags.map(({ value }) => value);
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

async function pairOperations(
  library: Library,
  other: Library,
  homes: ReadonlyMap<ArticleId, ArticleId>,
  at: string
): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const { id: theirId } of await other.pairs()) {
    const { value } = await other.pair(theirId);
    const [sourceId, targetId] = [homes.get(value.sourceId), homes.get(value.targetId)];
    if (!sourceId || !targetId) continue;
    if (await library.pairOf(sourceId, targetId)) continue;
    if (await library.pairOf(targetId, sourceId)) continue;
    const [source, target] = [await library.article(sourceId), await library.article(targetId)];
    // Links speak of offsets.
    if (source.text !== (await other.article(value.sourceId)).text) continue;
    if (target.text !== (await other.article(value.targetId)).text) continue;
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
