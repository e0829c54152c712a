// The list of the notes of what is open: which of them are shown, and which comes next.
import {
  annotationMatcher,
  filterAnnotations,
  type AnnotationFilter
} from '@domain/annotation/filter';
import type { OrderedAnnotation } from '@domain/annotation/order';
import { namesUnder, type Vocabulary } from '@domain/tag/vocabulary';

/** Those that pass, in the order given, what reads exactly as typed first. Looks at no more than what is open. */
export function filterNotes(
  notes: readonly OrderedAnnotation[],
  filter: AnnotationFilter,
  vocabulary: Vocabulary
): readonly OrderedAnnotation[] {
  const world = {
    languageOf: () => undefined,
    articlesOf: () => [],
    tagsUnder: (name: string) => namesUnder(vocabulary, name)
  };
  return filterAnnotations(notes, annotationMatcher(filter, world), (note) => note.annotation);
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
