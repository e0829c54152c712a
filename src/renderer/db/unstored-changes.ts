// Changes the user sees but IndexedDB does not hold yet. They live for milliseconds; on a closing page, or while nothing
// can be saved, they are also put by in localStorage, which is written at once, together with those that IndexedDB holds
// and main does not: a store that is destroyed then takes nothing with it.
import type { Change, Edit } from './facts-repository';

export class UnstoredChanges {
  readonly #key: string;
  readonly #byId = new Map<string, Edit>();
  /** Ids this page has put by, or has taken up. */
  #stashed = new Set<string>();

  /** Changes that main has not acknowledged. */
  readonly #unsettled: ReadonlyMap<string, Change>;

  constructor(libraryUuid: string, unsettled: ReadonlyMap<string, Change>) {
    this.#unsettled = unsettled;
    this.#key = `diptych-unstored-${libraryUuid}`;
  }

  add(change: Change, since: number): void {
    this.#byId.delete(change.id);
    this.#byId.set(change.id, { change, since });
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** The oldest ones, at most so many; none where all are stored. */
  first(count: number): Edit[] {
    const edits: Edit[] = [];
    for (const edit of this.#byId.values()) if (edits.push(edit) === count) break;
    return edits;
  }

  /** They are in IndexedDB now. A newer change of the same entity stays. */
  stored(edits: readonly Edit[]): void {
    for (const edit of edits) {
      if (this.#byId.get(edit.change.id) === edit) this.#byId.delete(edit.change.id);
    }
    this.tidy();
  }

  /** Brings what this page has put by up to date, where it has put anything by. */
  tidy(): void {
    if (this.#stashed.size > 0) this.stash();
  }

  /** Puts by what there is now, in place of what this page put by before. What another tab put by stays. */
  stash(): void {
    const now = Date.now();
    const stored = [...this.#unsettled.values()].filter(({ id }) => !this.#byId.has(id));
    const own = [...this.#byId.values(), ...stored.map((change) => ({ change, since: now }))];
    if (own.length === 0 && this.#stashed.size === 0) return;
    const ids = new Set<string>(own.map(({ change }) => change.id));
    const others = this.#read().filter(
      ({ change }) => !ids.has(change.id) && !this.#stashed.has(change.id)
    );
    const all = [...others, ...own];
    try {
      if (all.length === 0) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, JSON.stringify(all));
      this.#stashed = ids;
    } catch {
      // No room even there: the changes are still in memory and on the screen.
    }
  }

  /** What a closed page has put by; it stays there until it is stored or the next `stash`. */
  stashed(): Edit[] {
    const stashed = this.#read();
    this.#stashed = new Set(stashed.map(({ change }) => change.id));
    return stashed;
  }

  changes(): Change[] {
    return [...this.#byId.values()].map(({ change }) => change);
  }

  #read(): Edit[] {
    const text = localStorage.getItem(this.#key);
    return text === null ? [] : (JSON.parse(text) as Edit[]);
  }
}
