// The names and stacking order of everything painted with ::highlight(); reader.css says what each looks like.
import type { HighlightColour } from '@domain/annotation/schema';
import type { Ink } from './highlight-painter';
import type { SideName } from '@domain/align/counterparts';

/** Only a colour of words: what is read, in focus mode. */
export const hereInk: Ink = { name: 'here', priority: 0 };
export function passageInk(colour: HighlightColour, layer: number): Ink {
  return { name: `hl-${colour}-${layer}`, priority: 10 + layer };
}
/** Only the underline; the passage's own ink stays below. */
export function activeInk(colour: HighlightColour): Ink {
  return { name: `hl-active-${colour}`, priority: 20 };
}
export function washInk(side: SideName): Ink {
  return { name: `wash-${side}`, priority: 1 };
}
/** Values on which linked sentences disagree: an underline only. */
export const conflictInk: Ink = { name: 'conflict', priority: 24 };
export const selectionInk: Ink = { name: 'reading-selection', priority: 30 };
export function foundInk(current: boolean): Ink {
  return current ? { name: 'found-current', priority: 26 } : { name: 'found', priority: 25 };
}
