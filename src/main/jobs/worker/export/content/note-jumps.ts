// The links between a note's number in the text, the note itself and what else names it.
import type { Translator } from '@shared/i18n/translator';
import type { Marker } from '../pdf/annotate';

/** Each adds a marker to `markers` and gives its index. */
export class NoteJumps {
  constructor(
    private readonly markers: Marker[],
    private readonly translator: Translator
  ) {}

  /** `anchor`: the note leads back to here. */
  toNote(number: number, anchor = false): number {
    const words = this.translator.t('pdf.note', { number });
    return this.#add(anchor ? `text ${number}` : null, `note ${number}`, words);
  }

  /** The note's own number: where others lead to, and the way back to its passage where that is printed. */
  fromNote(number: number): number {
    return this.#add(`note ${number}`, `text ${number}`, this.translator.t('pdf.backToText'));
  }

  #add(place: string | null, leadsTo: string, words: string): number {
    return this.markers.push({ place, leadsTo, words }) - 1;
  }
}
