// Whether a file that comes in is another version of an article in the library.
import type { ParsedArticle } from '@domain/article/schema';
import { likelyVersion, likeness } from '@domain/version/likeness';
import type { ImportResult } from '@shared/ipc/routes';
import type { Library } from '../library/library-contract';

/** Of many articles with the same name only so many are looked at. */
const most = 4;

/** The article most like it of those with the same file name, address or title; null where none is like enough. */
export async function findVersionOf(
  library: Library,
  fileName: string,
  parsed: ParsedArticle
): Promise<NonNullable<ImportResult['versionOf']> | null> {
  const { title, url } = parsed;
  let best: NonNullable<ImportResult['versionOf']> | null = null;
  for (const id of (await library.namedLike({ fileName, title, url })).slice(0, most)) {
    // One that cannot be read is named by `check`.
    const article = await library.article(id).catch(() => null);
    if (!article) continue;
    const similarity = likeness(parsed, article);
    if (similarity >= likelyVersion && similarity > (best?.similarity ?? 0)) {
      best = { id, title: article.title, similarity };
    }
  }
  return best;
}
