// Where one can be. Only ids: titles come from the library.
import type { ArticleId, PairId } from '@domain/ids';

export type Place =
  { kind: 'library' } | { kind: 'pair'; id: PairId } | { kind: 'article'; id: ArticleId };

export function samePlace(first: Place, second: Place): boolean {
  return placeKey(first) === placeKey(second);
}

/** A string that names the place. */
export function placeKey(place: Place): string {
  return place.kind === 'library' ? 'library' : `${place.kind} ${place.id}`;
}
