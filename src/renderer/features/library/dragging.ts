// Articles dragged from the list onto a collection.
import type { ArticleId } from '@domain/ids';

/** The kind of data: a JSON array of article ids. */
export const articlesDragged = 'application/x-diptych-articles';

/** The ids; empty where something else is dragged. */
export function draggedArticles(data: DataTransfer | null): ArticleId[] {
  const text = data?.getData(articlesDragged) ?? '';
  return text === '' ? [] : (JSON.parse(text) as ArticleId[]);
}
