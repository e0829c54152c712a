// Finding words in what is open: the query, its places in both articles, and the one gone to.
import type { SideName } from '@domain/align/counterparts';
import { findInText, findWords } from './find-in-text';
import type { TextSpan } from './offset-map';
import type { ReaderState } from './reader-state.svelte';
import { sideNames } from '@domain/align/side-names';

export type FoundPlace = TextSpan & { side: SideName };

export class FindState {
  readonly #reader: ReaderState;
  #open = $state(false);
  #query = $state('');
  #index = $state(0);
  /** The query came from a search of the library: each of its words is shown. */
  #words = $state(false);
  /** Source first, then target. */
  readonly places: readonly FoundPlace[] = $derived.by(() => {
    if (!this.#open) return [];
    return sideNames.flatMap((side) => {
      const article = this.#reader.at(side)?.article;
      return article
        ? (this.#words ? findWords : findInText)(article, this.#query).map((span): FoundPlace => ({
            side,
            ...span
          }))
        : [];
    });
  });

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  get open(): boolean {
    return this.#open;
  }
  get query(): string {
    return this.#query;
  }
  /** The place gone to; null where nothing was found. */
  get current(): FoundPlace | null {
    return this.places[this.#index] ?? null;
  }
  /** Counted from 1; 0 where nothing was found. */
  get ordinal(): number {
    return this.current ? this.#index + 1 : 0;
  }

  show(): void {
    this.#open = true;
  }
  hide(): void {
    this.#open = false;
  }

  /** Takes a new query and begins at the first place at or after the reading cursor. */
  ask(query: string): void {
    this.#query = query;
    this.#words = false;
    const { side, offset } = this.#reader.cursor;
    const at = this.places.findIndex(
      (place) =>
        sideNames.indexOf(place.side) > sideNames.indexOf(side) ||
        (place.side === side && place.end > offset)
    );
    this.#index = Math.max(0, at);
  }

  /** Shows what a search of the library found, beginning with the place gone to. */
  showWords(query: string, side: SideName, start: number): void {
    this.#open = true;
    this.#query = query;
    this.#words = true;
    const at = this.places.findIndex((place) => place.side === side && place.start >= start);
    this.#index = Math.max(0, at);
  }

  /** To the next place or the one before, round the end. */
  step(by: 1 | -1): void {
    const count = this.places.length;
    if (count > 0) this.#index = (this.#index + by + count) % count;
  }
}
