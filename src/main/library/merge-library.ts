// Another person's whole library into this one: articles, pairs with their links, tags and annotations.
import type { Pair } from '@domain/align/schema';
import type { ReadAnnotation } from '@domain/interchange/json-ld-read';
import type { Tag } from '@domain/tag/schema';
import type { Clock } from '../ports';
import type { Agreed } from './agreed';
import { exportAnnotations, readAll } from './annotation-exchange';
import {
  bringArticles,
  pairOperations,
  picturesOf,
  tagOperations,
  type Brought,
  type BroughtArticle
} from './bringing';
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
    const { annotations, brought, common } = await readLibrary(library, other);
    const { homes, added } = await bringArticles(library, brought.articles);
    const options = { clock, restore, partial: true, common };
    const plan = annotations.length > 0 ? await planMerge(library, annotations, options) : null;
    const at = clock.now().toISOString();
    const tags = await tagOperations(library, brought.tags, at);
    const pairs = await pairOperations(library, brought, homes, at);
    const operations = [...(plan?.operations ?? []), ...tags, ...pairs];
    if (operations.length > 0) await library.apply(operations);
    await remember(library, plan?.agreed ?? {});
    return {
      ...(plan?.report ?? emptyReport),
      articles: added.length,
      pairs: pairs.length,
      tags: tags.length
    };
  } finally {
    await other.close();
  }
}

/** All that another library holds, for this one: what its annotations were based on is known where it is a copy. */
export async function readLibrary(
  library: Library,
  other: Library
): Promise<{ annotations: ReadAnnotation[]; brought: Brought; common: Agreed }> {
  const articles = await readArticles(other);
  const ids = articles.map(({ article }) => article.id);
  const bytes = Buffer.from(await exportAnnotations(other, ids));
  const read = readAll({ file: other.folder, bytes });
  const common = await commonIn(library, other);
  return {
    annotations: withCommon(read, common),
    brought: { articles, pairs: await pairsOf(other), tags: await tagsOf(other) },
    common: common.theirs
  };
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
  removed: 0,
  states: { exact: 0, moved: 0, changed: 0, orphan: 0 },
  byAuthor: {}
};

async function readArticles(other: Library): Promise<BroughtArticle[]> {
  const all: BroughtArticle[] = [];
  for (const { id } of await other.articles()) {
    const article = await other.article(id);
    const pictures: BroughtArticle['pictures'] = [];
    for (const sha256 of picturesOf(article)) {
      const picture = await other.picture(id, sha256).catch(() => null);
      if (picture) pictures.push(picture);
    }
    all.push({ article, bytes: await other.original(id), pictures });
  }
  return all;
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

function withCommon(read: ReadAnnotation[], { ours }: Common): ReadAnnotation[] {
  return read.map((item) => ({ ...item, base: item.base ?? ours[item.id ?? ''] ?? null }));
}

async function tagsOf(other: Library): Promise<Tag[]> {
  return (await other.snapshot()).tags.map(({ value }) => value);
}

async function pairsOf(other: Library): Promise<Pair[]> {
  const pairs = (await other.pairs()).map(async ({ id }) => (await other.pair(id)).value);
  return Promise.all(pairs);
}
