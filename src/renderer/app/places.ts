// Where one can be. Only ids: titles come from the library.
import type { AnnotationFilter } from '@domain/annotation/filter';
import type { ArticleId, PairId } from '@domain/ids';
import type { StoredPlace } from '../db/view-state';
import type { LibraryState } from '../features/library/library-state.svelte';

/** Something to read. */
export type ReadingPlace = { kind: 'pair'; id: PairId } | { kind: 'article'; id: ArticleId };

export type Place =
  | { kind: 'library' }
  /** All notes; with a filter, those are shown that pass it, and else what was shown there last. */
  | { kind: 'notes'; filter?: AnnotationFilter }
  | ReadingPlace;

export function samePlace(first: Place, second: Place): boolean {
  return placeKey(first) === placeKey(second);
}

/** A string that names the place. */
export function placeKey(place: Place): string {
  return isReading(place) ? `${place.kind} ${place.id}` : place.kind;
}

export function isReading(place: Place): place is ReadingPlace {
  return place.kind === 'pair' || place.kind === 'article';
}

/** Whether there is something to be seen there. */
export function placeExists(place: Place, library: LibraryState): boolean {
  if (!isReading(place)) return true;
  return place.kind === 'pair'
    ? library.pair(place.id) !== undefined
    : library.article(place.id) !== undefined;
}

/** A place as it was stored: it may be gone. */
export function placeOf(stored: StoredPlace): Exclude<Place, { kind: 'library' }> {
  return stored as Exclude<Place, { kind: 'library' }>;
}

/** What is stored of it. */
export function storedPlace(place: Place): StoredPlace | null {
  if (place.kind === 'library') return null;
  return place.kind === 'notes' ? { kind: 'notes' } : place;
}
