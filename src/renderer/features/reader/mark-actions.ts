// The acts on highlights that have keys of their own, some of them only while one is under way.
import type { Action } from '../../ui/actions.svelte';
import { cyclingActions } from './cycling-actions';
import { pairingActions, type PairingDoings } from './pairing-actions';
import type { ReaderState } from './reader-state.svelte';
import { resizeActions } from './resize-actions';

/** To be registered after the reader's own, whose keys mean something else meanwhile. */
export function markActions(reader: ReaderState, doings: PairingDoings): Action[] {
  return [
    ...resizeActions(reader, doings),
    ...pairingActions(reader, doings),
    ...cyclingActions(reader, doings)
  ];
}
