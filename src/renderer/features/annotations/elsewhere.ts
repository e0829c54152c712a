// What the inspector asks of annotations and articles that are not on screen. The app tells it.
import { getContext, setContext } from 'svelte';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';

export interface Elsewhere {
  /** Undefined where the article is not in the library. Reactive. */
  article: (id: ArticleId) => { title: string; language: string } | undefined;
  /** Opens what the annotation stands in, if need be, and shows it. */
  go: (annotation: Annotation) => void;
  /** From now on the annotation picked in the text goes here, or null where none is wanted any more; with null, it is opened again. */
  pick: (picked: Picked | null) => void;
}
export type Picked = (id: AnnotationId | null) => void;

const key = Symbol('elsewhere');

export function setElsewhere(elsewhere: Elsewhere): void {
  setContext(key, elsewhere);
}

/** Null where nothing else can be gone to. */
export function useElsewhere(): Elsewhere | null {
  return getContext<Elsewhere | undefined>(key) ?? null;
}
