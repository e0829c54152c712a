// Annotations in and out of a library as W3C JSON-LD.
import type { AnchorState } from '@domain/anchor/states';
import { orderAnnotations } from '@domain/annotation/order';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { annotationCollection, articleUrn } from '@domain/interchange/json-ld';
import {
  annotationItems,
  MalformedAnnotations,
  readAnnotation,
  type ReadAnnotation
} from '@domain/interchange/json-ld-read';
import { AppError } from '@shared/ipc/errors';
import type { Clock } from '../ports';
import { readAgreed } from './agreed';
import type { Library } from './library-contract';
import { mergeAnnotations } from './merge-annotations';
import { articlesOf } from './placing';

/**
 * Annotations touching the articles, those that are wanted, in reading order, as one W3C AnnotationCollection (JSON with a
 * final newline).
 */
export async function exportAnnotations(
  library: Library,
  articleIds: ArticleId[],
  wanted: (annotation: Annotation) => boolean = () => true
): Promise<string> {
  const stored = await library.annotations(articleIds);
  const here = await articlesOf(library);
  const ordered = orderAnnotations(stored.map(({ value }) => value).filter(wanted), articleIds);
  const id = `${articleUrn}${articleIds.join('+')}:annotations`;
  const agreed = await readAgreed(library.folder);
  const written = ordered.map(({ annotation }) => ({
    value: annotation,
    base: agreed[annotation.id]
  }));
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

/**
 * Imports an AnnotationCollection, an AnnotationPage, an array of Annotations or a single one, all or nothing, as
 * `mergeAnnotations` does; what is in the trash here comes out of it again. Throws annotationsMalformed {file, reason}
 * (a JSON pointer), articleNotFound {id} where none of the annotations' articles is here, and what `apply` throws.
 */
export async function importAnnotations(
  library: Library,
  source: { file: string; bytes: Uint8Array },
  clock: Clock
): Promise<AnnotationImport> {
  const report = await mergeAnnotations(library, readAll(source), { clock, restore: true });
  const { added, taken, bothKept, restored, unchanged, ours, states } = report;
  return {
    imported: added + taken + bothKept + restored,
    unchanged: unchanged + ours,
    states
  };
}

/** The annotations of a file. Throws annotationsMalformed {file, reason}. */
export function readAll({ file, bytes }: { file: string; bytes: Uint8Array }): ReadAnnotation[] {
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
