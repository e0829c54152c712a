// What a place is called in the bar, the sidebar and the window's title.
import type { LibraryState } from '../features/library/library-state.svelte';
import type { Place } from './places';

export interface PlaceName {
  title: string;
  language: string;
  /** The pair's other side. */
  second: { title: string; language: string } | null;
}

/** Null in the library, and for what is not (or no longer) there. */
export function nameOf(place: Place, library: LibraryState): PlaceName | null {
  if (place.kind === 'library') return null;
  if (place.kind === 'article') {
    const article = library.article(place.id);
    return article ? { title: article.title, language: article.language, second: null } : null;
  }
  const pair = library.pair(place.id);
  const source = pair && library.article(pair.sourceId);
  const target = pair && library.article(pair.targetId);
  if (!source || !target) return null;
  return {
    title: source.title,
    language: source.language,
    second: { title: target.title, language: target.language }
  };
}
