// Articles and pairs as lists show them, for the library's tests.
import type { PairSummary } from '@domain/align/schema';
import type { ArticleSummary } from '@domain/article/schema';
import type { ArticleId, PairId } from '@domain/ids';
import type { FileHandle, ImportResult } from '@shared/ipc/routes';

let count = 0;
export function summary(title: string, more: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: crypto.randomUUID() as ArticleId,
    title,
    language: 'en',
    charset: 'utf-8',
    imported: '2026-11-21T09:41:00.000Z',
    fileName: `${(count += 1)}.txt`,
    words: 100,
    annotations: 0,
    ...more
  };
}

export function pairOf(
  source: ArticleSummary,
  target: ArticleSummary,
  more: Partial<PairSummary> = {}
): PairSummary {
  return {
    id: crypto.randomUUID() as PairId,
    sourceId: source.id,
    targetId: target.id,
    verdict: 'translation',
    modified: '2026-11-21T09:41:00.000Z',
    sentences: 10,
    linked: 5,
    annotations: 0,
    ...more
  };
}

export const handle = (name: string): FileHandle => ({
  handle: crypto.randomUUID(),
  name,
  byteLength: 1
});

export function imported(file: string, article: ArticleSummary): ImportResult {
  return { file, status: 'imported', article, blocks: { paragraph: 1 } };
}
