// Going through the highlights that lie over each other, under the mouse or in the cursor's sentence.
import type { AnnotationId } from '@domain/ids';
import type { Action } from '../../ui/actions.svelte';
import { colourNames } from './announcement';
import { saidWords, type Marking } from './marking';
import { nextHit, type Passage } from './passages';
import type { ReaderState } from './reader-state.svelte';

export interface CyclingDoings extends Marking {
  activate: (id: AnnotationId | null) => void;
}

/** Under the mouse where it is on one, else in the cursor's sentence; the smallest first. */
function candidates(reader: ReaderState): Passage[] {
  const under = reader.hover ? reader.hits(reader.hover) : [];
  if (under.length > 0) return under;
  return reader.passagesHere.toSorted((a, b) => a.end - a.start - (b.end - b.start));
}

/** The annotation's place among those that lie there: "2 of 3", its colour, note and words. */
export function sayHit(
  reader: ReaderState,
  marking: Marking,
  hits: readonly Passage[],
  id: AnnotationId
): void {
  const index = hits.findIndex((hit) => hit.id === id);
  const hit = hits[index];
  const place = hit && reader.passagesOf(id).find(({ passage }) => passage.key === hit.key);
  if (!hit || !place) return;
  const { t } = marking.t();
  const colour = t(colourNames[hit.colour]);
  const state =
    hit.number === null
      ? t('reader.highlighted', { colour })
      : t('reader.highlightedNote', { colour, number: hit.number });
  const text = reader.at(place.side)?.article.text.slice(hit.start, hit.end) ?? '';
  marking.say(
    t('reader.hit', { ordinal: index + 1, count: hits.length, state, words: saidWords(text) })
  );
}

/** `enabled` reads runes. */
export function cyclingActions(reader: ReaderState, doings: CyclingDoings): Action[] {
  return [
    {
      id: 'reader.cycle',
      group: 'annotate',
      label: 'reader.cycle',
      keys: ['.'],
      enabled: () => candidates(reader).length > 0,
      run: () => {
        const hits = candidates(reader);
        const next = nextHit(hits, reader.activeId);
        if (!next) return;
        reader.select(null);
        doings.activate(next);
        sayHit(reader, doings, hits, next);
      }
    }
  ];
}
