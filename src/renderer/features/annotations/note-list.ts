// The list of all notes: what is searched in it.
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { Annotation } from '@domain/annotation/schema';
import { notePlainText } from '@domain/annotation/note';
import { statementText } from '@domain/statement/words';
import { fold } from '@domain/text/fold';

const searchable = new WeakMap<Annotation, string>();

function searchText(annotation: Annotation): string {
  let text = searchable.get(annotation);
  if (text === undefined) {
    const { targets, note, tags, author, statement } = annotation;
    const quotes = targets.map(({ anchor }) => anchor.exact);
    text = fold(
      [...quotes, notePlainText(note), ...tags, author, ...statementText(statement)].join('\n')
    );
    searchable.set(annotation, text);
  }
  return text;
}

/** Those that hold every word of the query, in the order given; case and diacritics do not count. */
export function filterNotes(
  notes: readonly OrderedAnnotation[],
  query: string
): readonly OrderedAnnotation[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return notes;
  return notes.filter(({ annotation }) => {
    const text = searchText(annotation);
    return words.every((word) => text.includes(word));
  });
}

/** The one after (or before) the active one, going round; the first (or last) where none is active. Null of none. */
export function neighbour(
  notes: readonly OrderedAnnotation[],
  activeId: string | null,
  step: 1 | -1
): OrderedAnnotation | null {
  const at = notes.findIndex(({ annotation }) => annotation.id === activeId);
  const from = at < 0 && step < 0 ? 0 : at;
  return notes[(from + step + notes.length) % notes.length] ?? null;
}
