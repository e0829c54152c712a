// Several windows on one library, each with its own place. Facts, settings and lists keep them in step by main's events;
// of what is remembered for the next start (place, panels, lately opened) the window changed or closed last wins.
import { AppError } from '@shared/ipc/errors';
import { placeFragment, placeInFragment, type WindowPlace } from '@shared/window-place';
import { isReading, type Place } from './places';
import type { Workbench } from './workbench.svelte';

const elsewhere = 'elsewhere';
const keyOf = (libraryUuid: string): string => `diptych-place ${libraryUuid}`;

/**
 * Where this window begins: what it was opened for, which is then taken off the address, or where it was before it was
 * loaded anew. `null`: not in an article; undefined: it is new and was opened for nothing.
 */
export function ownPlace(libraryUuid: string): WindowPlace | null | undefined {
  const given = placeInFragment(location.hash);
  if (given) {
    history.replaceState(history.state, '', location.pathname + location.search);
    return given;
  }
  const kept = sessionStorage.getItem(keyOf(libraryUuid));
  return kept === null ? undefined : placeInFragment(kept);
}

/** Keeps it for when the window is loaded anew. */
export function keepOwnPlace(libraryUuid: string, place: Place): void {
  const kept = isReading(place) ? placeFragment(place) : elsewhere;
  sessionStorage.setItem(keyOf(libraryUuid), kept);
}

/**
 * Opens the place in a window of its own. In a browser a tab opened by this one starts with a copy of its session
 * storage, the run's secret in it: that never stands in an address that history or a log could keep.
 */
export async function openElsewhere(bench: Workbench, place: WindowPlace): Promise<void> {
  try {
    if (bench.hello.shell === 'electron') {
      await bench.client.request('window.open', { place });
    } else if (!window.open(location.pathname + placeFragment(place), '_blank')) {
      throw new AppError('windowRefused');
    }
  } catch (thrown) {
    bench.fail(thrown);
  }
}

/** What would be opened elsewhere: what is read, or the row of the library that the keyboard was on last. */
export function placeForElsewhere({ place, rowPlace }: Workbench): WindowPlace | null {
  if (isReading(place)) return place;
  return place.kind === 'library' ? rowPlace : null;
}
