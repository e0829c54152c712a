// Nothing but the text: wanted wherever there is something to read, until the window closes.
import type { Reading } from './reading.svelte';

export class FocusMode {
  readonly #reading: () => Reading | null;
  #wanted = $state(false);

  /** `reading` is reactive. */
  constructor(reading: () => Reading | null) {
    this.#reading = reading;
  }

  /** Everything around the text is away. Not in the library, nor while links are corrected. */
  get on(): boolean {
    const reading = this.#reading();
    return this.#wanted && Boolean(reading?.content) && !reading?.links;
  }

  set(wanted: boolean): void {
    this.#wanted = wanted;
  }
}
