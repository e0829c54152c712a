// What bringing the whole library back from a backup would do to it, before anybody says yes.
import { join } from 'node:path';
import { mostNamed, type Difference, type WholePreview } from '@shared/ipc/backup-routes';
import { sameValue } from '@shared/same-value';
import { articleFile } from '../library/article-file';
import { diskFiles, readIfThere } from '../library/files';
import type { Library, Stored } from '../library/library-contract';
import type { Backup } from './backup-schema';
import { hashOf } from './stored-files';

/** `then` is the backup's library. Articles differ where their article.json does: it names the original by its hash. */
export async function compareWhole(
  now: Library,
  then: Library,
  { files }: Pick<Backup, 'files'>
): Promise<WholePreview> {
  const hashes = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  const here = new Map((await now.articles()).map(({ id, title }) => [id, title]));
  const there = new Map((await then.articles()).map(({ id, title }) => [id, title]));
  const named = { coming: [] as string[], going: [] as string[], changing: [] as string[] };
  for (const [id, title] of there) {
    if (!here.has(id)) {
      named.coming.push(title);
      continue;
    }
    const bytes = await readIfThere(diskFiles, join(now.folder, 'articles', id, articleFile));
    const hash = bytes && (await hashOf(bytes));
    if (hash !== hashes.get(`articles/${id}/${articleFile}`)) named.changing.push(title);
  }
  for (const [id, title] of here) if (!there.has(id)) named.going.push(title);
  const [facts, before] = [await now.snapshot(), await then.snapshot()];
  return {
    articles: {
      coming: named.coming.length,
      going: named.going.length,
      changing: named.changing.length
    },
    titles: {
      coming: named.coming.slice(0, mostNamed),
      going: named.going.slice(0, mostNamed),
      changing: named.changing.slice(0, mostNamed)
    },
    others: {
      pairs: differences(facts.pairs, before.pairs),
      annotations: differences(facts.annotations, before.annotations),
      collections: differences(facts.collections, before.collections),
      terms: differences(facts.terms, before.terms),
      tags: differences(facts.tags, before.tags)
    }
  };
}

function differences<T extends { id: string }>(
  now: readonly Stored<T>[],
  then: readonly Stored<T>[]
): Difference {
  const here = new Map<string, T>(now.map(({ value }) => [value.id, value]));
  const there = new Map<string, T>(then.map(({ value }) => [value.id, value]));
  let [coming, changing] = [0, 0];
  for (const [id, value] of there) {
    const own = here.get(id);
    if (!own) coming += 1;
    else if (!sameValue(own, value)) changing += 1;
  }
  const going = [...here.keys()].filter((id) => !there.has(id)).length;
  return { coming, going, changing };
}
