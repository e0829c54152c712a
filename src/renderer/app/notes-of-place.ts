// From what is read to its notes in the list of all notes.
import type { Workbench } from './workbench.svelte';

/** The notes of what is open that lost their place. */
export function showLost(bench: Workbench): void {
  const { reading } = bench;
  if (reading) bench.go({ kind: 'notes', filter: { scope: reading.place, states: ['orphan'] } });
}
