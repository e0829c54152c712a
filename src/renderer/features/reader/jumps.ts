// Leaps out of what is in sight: where one stood before is told, so that there is a way back.
import type { SideName } from '@domain/align/counterparts';
import type { Place, ReaderState } from './reader-state.svelte';
import type { ReadingView } from './reading-view.svelte';
import type { Top } from './top-of-view';

/** What was in sight, and where the reading cursor stood. */
export interface Standing {
  tops: Record<SideName, Top>;
  cursor: Place;
}

export class Jumps {
  readonly #reader: ReaderState;
  readonly #screen: ReadingView;
  readonly #left: (standing: Standing) => void;
  /** Where the walk led to that is under way. */
  #led: Place | null = null;

  /** `left` is told where one stood before each jump. */
  constructor(reader: ReaderState, screen: ReadingView, left: (standing: Standing) => void) {
    this.#reader = reader;
    this.#screen = screen;
    this.#left = left;
  }

  /**
   * Call before the cursor goes to the place. `walk`: it is one of several gone to in turn; as long as the cursor does
   * nothing else between them, they are one jump.
   */
  before(place: Place, walk: boolean): void {
    const { cursor } = this.#reader;
    const led = walk ? this.#led : null;
    const goesOn = led?.side === cursor.side && led.offset === cursor.offset;
    const far = goesOn || !this.#screen.shows(place);
    if (far && !goesOn) {
      const tops = { source: this.#screen.top('source'), target: this.#screen.top('target') };
      this.#left({ tops, cursor: { ...cursor } });
    }
    this.#led = walk && far ? place : null;
  }

  /** Puts the cursor to the place, and that into view. */
  async to(place: Place, walk = false): Promise<void> {
    this.before(place, walk);
    this.#reader.moveTo(place);
    await this.#screen.reveal(place);
  }

  /** Puts everything as it stood, and the keyboard into the words. */
  async comeBack({ tops, cursor }: Standing): Promise<void> {
    this.#led = null;
    this.#reader.moveTo(cursor);
    this.#screen.focus();
    await this.#screen.restore(tops, true);
  }
}
