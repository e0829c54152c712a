// What undo and the history keep to: the articles and the pair that are open.
import type { LibraryState } from '../features/library/library-state.svelte';
import type { Place } from './places';

/** Null in rooms that show all of the library: there the last act of all is taken back. */
export function undoScope(place: Place, library: LibraryState): ReadonlySet<string> | null {
  if (place.kind === 'article') return new Set([place.id]);
  if (place.kind !== 'pair') return null;
  const pair = library.pair(place.id);
  return new Set(pair ? [place.id, pair.sourceId, pair.targetId] : [place.id]);
}
