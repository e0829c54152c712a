// Changes the user sees but IndexedDB does not hold yet. They live for milliseconds; on a closing page, or while nothing
// can be saved, they are also put by in localStorage, which is written at once, together with those that IndexedDB holds
// and main does not: a store that is destroyed then takes nothing with it. Each has a key of its own, so that a large act
// costs what it changes. There is room for some five million characters; what IndexedDB has not taken comes first.
import type { Change, Edit, Value } from './facts-repository';

/** So long at once while the page is in use. */
const turnMs = 8;
/** Of a note that is typed on for hours while main is away: what main has, at one end, and what IndexedDB has, at the other. */
const mostReplaced = 100;

/** When what an edit takes the place of was modified, edit by edit since main last answered; null where there was nothing. */
type Replaced = readonly (string | null)[];

export interface EditPutBy extends Edit {
  /** Not in what versions before this have put by. */
  replaced?: Replaced;
}

/**
 * Whether what is known now is newer than an edit that a closed page has put by: none of what that edit replaced. Clocks say
 * nothing of it, for they are set back, and what is undone is as old as it was.
 */
export function isOvertaken({ change, replaced }: EditPutBy, known: Value): boolean {
  if (replaced) return !replaced.includes(known.modified);
  return change.value !== null && known.modified >= change.value.modified;
}

export class UnstoredChanges {
  /** Of each key; the id follows. */
  readonly #prefix: string;
  /** Where versions before this put all of them by. */
  readonly #formerKey: string;
  readonly #byId = new Map<string, EditPutBy>();
  /** What this page has put by, or has taken up, by id. */
  readonly #putBy = new Map<string, EditPutBy>();
  readonly #replaced = new Map<string, Replaced>();
  /** Changes that main has not acknowledged. */
  readonly #unsettled: ReadonlyMap<string, Change>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(libraryUuid: string, unsettled: ReadonlyMap<string, Change>) {
    this.#unsettled = unsettled;
    this.#formerKey = `diptych-unstored-${libraryUuid}`;
    this.#prefix = `${this.#formerKey}-`;
  }

  /** Before it counts as unsettled. */
  add(change: Change, since: number, replaced: Replaced = []): void {
    const { id } = change;
    const goesOn = this.#byId.has(id) || this.#unsettled.has(id);
    const all = [...((goesOn && this.#replaced.get(id)) || []), ...replaced];
    if (all.length > mostReplaced) all.splice(mostReplaced / 2, 1);
    this.#replaced.set(id, all);
    this.#byId.delete(id);
    this.#byId.set(id, { change, since, replaced: all });
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
    if (this.#putBy.size > 0) this.putBy();
  }

  /** Puts by what there is now; what is much goes on in turns with the page's other work. */
  putBy(): void {
    clearTimeout(this.#timer);
    const end = performance.now() + turnMs;
    const work = this.#work();
    while (!work.next().done) {
      if (performance.now() < end) continue;
      this.#timer = setTimeout(() => this.putBy());
      return;
    }
  }

  /** The same, all at once: for a page that closes. What another tab put by stays. */
  stash(): void {
    clearTimeout(this.#timer);
    Array.from(this.#work());
  }

  /** What a closed page has put by; it stays there until it is taken up, and settled or overtaken. */
  stashed(): EditPutBy[] {
    const former = localStorage.getItem(this.#formerKey);
    for (const edit of former === null ? [] : (JSON.parse(former) as EditPutBy[])) {
      this.#write(edit);
      this.#putBy.delete(edit.change.id);
    }
    localStorage.removeItem(this.#formerKey);
    const keys = Array.from(localStorage, (_, at) => localStorage.key(at) ?? '');
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => JSON.parse(localStorage.getItem(key) ?? '') as EditPutBy);
  }

  /** From now on it is one of this page's: added again, unsettled, or of no more use. */
  takeUp(edit: EditPutBy): void {
    this.#putBy.set(edit.change.id, edit);
  }

  changes(): Change[] {
    return [...this.#byId.values()].map(({ change }) => change);
  }

  /** Each step touches one key. */
  *#work(): Generator<void> {
    for (const [id, edit] of this.#putBy) {
      if (this.#byId.has(id) || this.#unsettled.has(id)) continue;
      this.#takeAway(id, edit);
      yield;
    }
    for (const edit of this.#byId.values()) {
      if (this.#putBy.get(edit.change.id)?.change === edit.change) continue;
      // What IndexedDB holds gives way, the oldest first.
      while (!this.#write(edit) && this.#giveWay());
      yield;
    }
    const since = Date.now();
    for (const change of this.#unsettled.values()) {
      if (this.#byId.has(change.id) || this.#putBy.get(change.id)?.change === change) continue;
      const replaced = this.#replaced.get(change.id);
      if (!this.#write({ change, since, ...(replaced && { replaced }) })) return;
      yield;
    }
  }

  /** False where there is no room: the change is still in memory and on the screen. */
  #write(edit: EditPutBy): boolean {
    try {
      localStorage.setItem(this.#prefix + edit.change.id, JSON.stringify(edit));
    } catch {
      return false;
    }
    this.#putBy.set(edit.change.id, edit);
    return true;
  }

  #giveWay(): boolean {
    for (const [id, edit] of this.#putBy) {
      if (this.#byId.has(id)) continue;
      this.#takeAway(id, edit);
      return true;
    }
    return false;
  }

  /** Unless another tab has put by something newer there. */
  #takeAway(id: string, edit: EditPutBy): void {
    const key = this.#prefix + id;
    if (localStorage.getItem(key) === JSON.stringify(edit)) localStorage.removeItem(key);
    this.#putBy.delete(id);
  }
}
