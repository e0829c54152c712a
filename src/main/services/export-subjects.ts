// What each of the files is made of where several articles are exported at once.
import type { ArticleId } from '@domain/ids';
import { formFacts, type ExportForm } from '@shared/export-forms';
import { AppError } from '@shared/ipc/errors';
import type { ExportSubject } from '@shared/ipc/routes';
import type { Library } from '../library/library-contract';

/**
 * The subject itself, or of several articles: all in one where the form can hold them, else every pair both of whose
 * articles are among them, then the articles that are in no such pair. Throws exportNeedsPair where there is nothing for
 * a form that takes two.
 */
export async function subjectsOf(
  library: Pick<Library, 'pairs'>,
  subject: ExportSubject,
  form: ExportForm
): Promise<ExportSubject[]> {
  if (subject.kind !== 'articles') return [subject];
  const ids = [...new Set(subject.ids)];
  const { many, pairOnly } = formFacts[form];
  if (many) return [{ kind: 'articles', ids }];
  const chosen = new Set(ids);
  const pairs = (await library.pairs()).filter(
    ({ sourceId, targetId }) => chosen.has(sourceId) && chosen.has(targetId)
  );
  const inPairs = new Set<ArticleId>(
    pairs.flatMap(({ sourceId, targetId }) => [sourceId, targetId])
  );
  const subjects: ExportSubject[] = [
    ...pairs.map(({ id }) => ({ kind: 'pair' as const, id })),
    ...ids
      .filter((id) => !pairOnly && !inPairs.has(id))
      .map((id) => ({ kind: 'article' as const, id }))
  ];
  if (subjects.length === 0) throw new AppError('exportNeedsPair');
  return subjects;
}
