// What the library room shows: all articles, a collection or the trash; the conditions; what is selected.
import { SvelteSet } from 'svelte/reactivity';
import type { ArticleId, CollectionId } from '@domain/ids';
import type { FilterName, Filters } from './filtering';

export class LibraryView {
  #trash = $state(false);
  #collectionId = $state<CollectionId | null>(null);
  #filters = $state.raw<Filters>({});
  readonly selected = new SvelteSet<ArticleId>();

  get trash(): boolean {
    return this.#trash;
  }
  get collectionId(): CollectionId | null {
    return this.#collectionId;
  }
  get filters(): Filters {
    return this.#filters;
  }
  get filtered(): boolean {
    return Object.keys(this.#filters).length > 0;
  }

  showAll(): void {
    this.#show(false, null);
  }
  showCollection(id: CollectionId): void {
    this.#show(false, id);
  }
  showTrash(): void {
    this.#show(true, null);
  }

  /** Undefined lifts the condition. */
  filter<N extends FilterName>(name: N, value: Filters[N] | undefined): void {
    const filters: Filters = { ...this.#filters, [name]: value };
    if (value === undefined) delete filters[name];
    this.#filters = filters;
    this.selected.clear();
  }
  clearFilters(): void {
    this.#filters = {};
  }

  #show(trash: boolean, collectionId: CollectionId | null): void {
    this.#trash = trash;
    this.#collectionId = collectionId;
    this.selected.clear();
  }
}
