// The way back: to places left for others, and to words left for others of the same place.
import type { Standing } from '../features/reader/jumps';
import type { Place } from './places';

interface Stop {
  place: Place;
  /** Where one stood in it before a jump; null where the place itself was left, which comes back as it was. */
  standing: Standing | null;
}

const stopsKept = 50;

export class GoingBack {
  #past = $state.raw<readonly Stop[]>([]);

  get possible(): boolean {
    return this.#past.length > 0;
  }

  leave(place: Place, standing: Standing | null = null): void {
    this.#past = [...this.#past, { place, standing }].slice(-stopsKept);
  }

  /** Takes the last stop whose place `exists`, and forgets those after it. Null where there is none. */
  take(exists: (place: Place) => boolean): Stop | null {
    const index = this.#past.findLastIndex(({ place }) => exists(place));
    const stop = this.#past[index];
    if (!stop) return null;
    this.#past = this.#past.slice(0, index);
    return stop;
  }
}
