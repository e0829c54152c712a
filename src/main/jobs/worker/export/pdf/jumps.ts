// Links inside the file: numbers to their notes and back. Typst would look up every target while it lays out pages, and
// lay them out again for that; here both ends are links, whose places are known.
import type { Marker } from './annotate';
import type { MarkerLink, PageLinks } from './markers';
import { dict, name, textString, type PdfRef } from './values';

/** A link inside the file, a place that others lead to, or both. Names are the plan's own. */
export interface JumpMarker {
  place: string | null;
  /** A link that leads to no place of the file becomes plain text. */
  leadsTo: string;
  /** What the link says to those who cannot see it. */
  words: string;
}

interface Place {
  page: PdfRef;
  left: number;
  top: number;
}

/** Above the words that a link leads to, points. */
const air = 12;

export class Jumps {
  readonly #places = new Map<string, Place>();

  constructor(
    pages: readonly PageLinks[],
    private readonly markers: readonly Marker[]
  ) {
    for (const page of pages) {
      for (const { marker, boxes } of page.markers) {
        const found = markers[marker];
        const [first] = boxes;
        if (!found || !first || 'passages' in found || found.place === null) continue;
        if (this.#places.has(found.place)) continue;
        this.#places.set(found.place, { page: page.ref, left: first.x0, top: first.y1 + air });
      }
    }
  }

  /** Makes the link one to its place in the file; false where it leads nowhere. */
  lead({ marker, annotation }: MarkerLink): boolean {
    const found = this.markers[marker];
    if (!found || 'passages' in found) return false;
    const place = this.#places.get(found.leadsTo);
    if (!place) return false;
    const { page, left, top } = place;
    annotation.set(
      'A',
      dict({ Type: name('Action'), S: name('GoTo'), D: [page, name('XYZ'), left, top, null] })
    );
    annotation.set('Contents', textString(found.words));
    return true;
  }
}
