// Hands edits on soon after they are made, and at once when there might be no later.

/** Typing is handed on in pieces of this length. */
const delayMs = 250;

export class Autosave {
  readonly #save: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `save` takes the text as it then stands. */
  constructor(save: () => void) {
    this.#save = save;
  }

  get pending(): boolean {
    return this.#timer !== undefined;
  }

  /** The text changed. The first change of a piece sets the clock: steady typing is saved all the same. */
  touch(): void {
    this.#timer ??= setTimeout(() => this.flush(), delayMs);
  }

  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#save();
  }
}
