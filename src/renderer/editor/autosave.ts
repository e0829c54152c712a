// Hands edits on soon after they are made, and at once when there might be no later.

/** Typing is handed on in pieces of this length: with the writing to disk, a crash costs less than 300 ms of it. */
const delayMs = 50;

export class Autosave {
  readonly #save: () => void;
  readonly #onpending: (pending: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `save` takes the text as it then stands. `onpending` hears when a change waits, and when it was handed on. */
  constructor(save: () => void, onpending: (pending: boolean) => void) {
    this.#save = save;
    this.#onpending = onpending;
  }

  get pending(): boolean {
    return this.#timer !== undefined;
  }

  /** The text changed. The first change of a piece sets the clock: steady typing is saved all the same. */
  touch(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.flush(), delayMs);
    this.#onpending(true);
  }

  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#save();
    this.#onpending(false);
  }
}
