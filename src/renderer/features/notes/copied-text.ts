// Annotations as plain text to take elsewhere: what was quoted, where it stands, and what was noted.
import { notePlainText } from '@domain/annotation/note';
import type { Listed } from '@domain/annotation/arrange';
import type { AnnotationTarget } from '@domain/annotation/schema';
import { whoActs } from '@shared/i18n/statement-words';
import type { Translator } from '@shared/i18n/translator';
import { statedDate } from '../../ui/format';
import type { NotesLibrary } from './notes-library';

/** One after the other in the order given, an empty line between them. */
export function copiedText(
  all: readonly Listed[],
  library: NotesLibrary,
  translator: Translator
): string {
  const quoted = ({ articleId, anchor }: AnnotationTarget): string => {
    const article = library.article(articleId);
    const source = [article?.title, article?.date && statedDate(article.date, translator)];
    const named = source.filter(Boolean).join(', ');
    return `“${anchor.exact.replace(/\s+/g, ' ')}”${named && ` (${named})`}`;
  };
  return all
    .map(({ annotation: { targets, note, statement, tags, author } }) => {
      const signed = author && `– ${author}`;
      return [
        ...targets.map(quoted),
        statement ? whoActs(statement, translator) : null,
        notePlainText(note),
        tags.map((tag) => `#${tag}`).join(' '),
        signed
      ]
        .filter(Boolean)
        .join('\n');
    })
    .join('\n\n');
}
