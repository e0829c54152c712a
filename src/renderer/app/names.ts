// What a place is called in the bar, the sidebar and the window's title.
import type { LibraryState } from '../features/library/library-state.svelte';
import { isReading, type Place } from './places';

export interface PlaceName {
  title: string;
  language: string;
  /** Of a lone article, the side it has in its pairs. */
  side: 'source' | 'target';
  /** The pair's other side. */
  second: { title: string; language: string } | null;
}

/** Null in the library, and for what is not (or no longer) there. */
export function nameOf(place: Place, library: LibraryState): PlaceName | null {
  if (!isReading(place)) return null;
  if (place.kind === 'article') {
    const article = library.article(place.id);
    if (!article) return null;
    const pairs = library.pairsOf(place.id);
    const side =
      pairs.length > 0 && pairs.every(({ targetId }) => targetId === place.id)
        ? 'target'
        : 'source';
    return { title: article.title, language: article.language, side, second: null };
  }
  const pair = library.pair(place.id);
  const source = pair && library.article(pair.sourceId);
  const target = pair && library.article(pair.targetId);
  if (!source || !target) return null;
  return {
    title: source.title,
    language: source.language,
    side: 'source',
    second: { title: target.title, language: target.language }
  };
}
