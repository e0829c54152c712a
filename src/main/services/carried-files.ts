// What an exported PDF carries beside its annotations: the articles' own files.
import type { Article } from '@domain/article/schema';
import { carriedFiles, longestCarried } from '@domain/interchange/carried-articles';
import { AppError } from '@shared/ipc/errors';
import type { PdfInput } from '../jobs/job-contract';
import type { Library } from '../library/library-contract';

/** A file that is too long, missing or not what it was is left out: the articles' text goes along anyway. */
export async function carriedOf(
  library: Library,
  articles: readonly Article[]
): Promise<NonNullable<PdfInput['carried']>> {
  const originals: { name: string; bytes: Uint8Array }[] = [];
  for (const [index, { id, original }] of articles.entries()) {
    if (original.byteLength > longestCarried) continue;
    const bytes = await library.original(id).catch(ifDamaged);
    const name = `${carriedFiles.original}${index + 1}.${original.extension}`;
    if (bytes) originals.push({ name, bytes });
  }
  return { library: library.info().uuid, originals };
}

function ifDamaged(thrown: unknown): null {
  if (thrown instanceof AppError) return null;
  throw thrown;
}
