// Other programs' highlights and notes, as annotations of the articles that their words are from.
import { anchorResolver, type Resolution } from '@domain/anchor/anchor';
import type { Article } from '@domain/article/schema';
import { annotationIdSchema, type AnnotationId, type ArticleId } from '@domain/ids';
import type { ReadAnnotation } from '@domain/interchange/json-ld-read';
import { annotationOfMark, type PdfMark } from '@domain/interchange/pdf-marks';
import type { Library } from '../library/library-contract';
import { mergeAnnotations } from '../library/merge-annotations';
import type { Clock } from '../ports';
import { sha256 } from '../sha256';

/** Each mark in the article where its words are found best, in the first where they are in none. Empty without articles. */
export function annotationsOfMarks(
  marks: readonly PdfMark[],
  articles: readonly Pick<Article, 'id' | 'text'>[]
): ReadAnnotation[] {
  const places = articles.map(({ id, text }) => ({ id, text, resolve: anchorResolver(text) }));
  return marks.flatMap((mark) => {
    const found = places
      .map(({ id, text, resolve }) => {
        const passages = mark.passages.map(({ exact, prefix, suffix }) =>
          resolve({ exact, prefix, suffix })
        );
        return { id, text, passages, score: passages.reduce((sum, { score }) => sum + score, 0) };
      })
      .toSorted((a, b) => b.score - a.score)[0];
    return found ? [placed(mark, found)] : [];
  });
}

function placed(
  mark: PdfMark,
  { id, text, passages }: { id: ArticleId; text: string; passages: readonly Resolution[] }
): ReadAnnotation {
  const there = passages.map(({ state, start, end }, index) =>
    state === 'orphan'
      ? mark.passages[index]
      : { exact: text.slice(start, end), prefix: '', suffix: '', start, end }
  );
  const known = there.filter((passage) => passage !== undefined);
  return { ...annotationOfMark({ ...mark, passages: known }, id), id: idOf(mark) };
}

/** Makes the marks of a file annotations of the article that was read from it. Null where it has none. */
export async function takeMarks(
  library: Library,
  articleId: ArticleId,
  marks: readonly PdfMark[],
  clock: Clock
): Promise<{ count: number; lost: number } | null> {
  if (marks.length === 0) return null;
  const byId = new Map(marks.map((mark) => [idOf(mark), mark]));
  const read = [...byId].map(([id, mark]) => ({ ...annotationOfMark(mark, articleId), id }));
  const { added, taken, bothKept, states } = await mergeAnnotations(library, read, {
    clock,
    restore: false,
    partial: true
  });
  const count = added + taken + bothKept;
  return count > 0 ? { count, lost: Math.min(count, states.orphan) } : null;
}

/** The same for the same mark whenever it is read, so that reading it again brings it no second time. */
function idOf({ name, page, created, author, passages, words, contents }: PdfMark): AnnotationId {
  const own = annotationIdSchema.safeParse(name);
  if (own.success) return own.data;
  const said = passages.map(({ exact, start }) => [exact, start]);
  // Of one without a time only what it says tells it apart.
  const more = created === null ? contents : '';
  const hash = sha256(
    Buffer.from(JSON.stringify([name, page, created, author, words, said, more]))
  );
  const digits = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return annotationIdSchema.parse(
    digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  );
}
