// In and out of the correction of links, which takes the place of the reader.
import { Correction } from '../features/links/correction.svelte';
import type { Workbench } from './workbench.svelte';

/** Whether a pair is open whose links can be corrected, and they are not yet. */
export function canCorrectLinks({ reading }: Workbench): boolean {
  return Boolean(reading?.content?.target && reading.pair && !reading.links);
}

/** Opens the room of links at the reading cursor or, where it was not put anywhere yet, at what is on top. */
export function correctLinks(bench: Workbench): void {
  const { reading } = bench;
  const content = reading?.content;
  if (!reading || !content?.target || !canCorrectLinks(bench)) return;
  const { source, target, view } = content;
  reading.links = new Correction(
    {
      source: () => reading.content?.source ?? source,
      target: () => reading.content?.target ?? target,
      pair: () => reading.pair,
      facts: bench.facts,
      client: bench.client,
      translator: () => bench.settings.translator,
      fail: (thrown) => bench.fail(thrown)
    },
    reading.here
      ? { side: reading.here.side, offset: reading.here.start }
      : { side: 'source', offset: view?.sourceOffset ?? 0 }
  );
}

/** Back to the words, where they were left. */
export function leaveLinks({ reading }: Workbench): void {
  if (reading) reading.links = null;
}

/** Gives the links the room of the library's column, and their panel its place. Returns what puts it back. */
export function makeRoomForLinks(bench: Workbench): () => void {
  const { libraryOpen, inspectorOpen } = bench.panels;
  bench.setPanels({ libraryOpen: false, inspectorOpen: true });
  return () => {
    if (libraryOpen) bench.setPanels({ libraryOpen: true });
    if (!inspectorOpen) bench.setPanels({ inspectorOpen: false });
  };
}
