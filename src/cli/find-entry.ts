import { articleIdSchema, pairIdSchema, type ArticleId, type PairId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { Library } from '../main/library/library-contract';

export type Entry = { kind: 'article'; id: ArticleId } | { kind: 'pair'; id: PairId };

/** What an id on the command line names. Throws `idNotFound` {id} where it names nothing in the library. */
export async function findEntry(library: Library, id: string): Promise<Entry> {
  const article = articleIdSchema.safeParse(id);
  const pair = pairIdSchema.safeParse(id);
  if (article.success && (await library.articles()).some((each) => each.id === article.data)) {
    return { kind: 'article', id: article.data };
  }
  if (pair.success && (await library.pairs()).some((each) => each.id === pair.data)) {
    return { kind: 'pair', id: pair.data };
  }
  throw new AppError('idNotFound', { id });
}

/** The article an id names. Throws `articleNotFound` {id}, also for an id that can be none. */
export function articleIdOf(id: string): ArticleId {
  const parsed = articleIdSchema.safeParse(id);
  if (!parsed.success) throw new AppError('articleNotFound', { id });
  return parsed.data;
}
