// The Highlight annotations themselves, with their appearance and, where there is a note, a popup.
import type { PdfFile } from './file';
import type { Box, PageLinks } from './markers';
import {
  dateString,
  dict,
  name,
  textString,
  type PdfDict,
  type PdfRef,
  type PdfValue
} from './values';

/** One highlight as PDF readers show it. */
export interface HighlightFacts {
  /** Unique in the file; the annotation's id leads. */
  name: string;
  /** The note as plain text; empty where there is none. */
  contents: string;
  author: string;
  /** ISO instants. */
  created: string;
  modified: string;
  /** Red, green and blue, 0…1, as multiplied onto the paper. */
  colour: readonly [number, number, number];
  /** Tags, joined. */
  subject: string;
}

const printable = 4;
const popupFlags = 28;
const popupSize = { width: 220, height: 120 };

function hull(boxes: Box[]): Box {
  return {
    x0: Math.min(...boxes.map((box) => box.x0)),
    y0: Math.min(...boxes.map((box) => box.y0)),
    x1: Math.max(...boxes.map((box) => box.x1)),
    y1: Math.max(...boxes.map((box) => box.y1))
  };
}

const corners = ({ x0, y0, x1, y1 }: Box): PdfValue[] => [x0, y0, x1, y1];

/** Draws highlights; passages of one box share one form per colour, which readers scale to the place. */
export class HighlightPainter {
  #shared: { group: PdfRef; resources: PdfRef } | null = null;
  #unitForms = new Map<string, PdfRef>();

  constructor(private readonly file: PdfFile) {}

  #form(colour: HighlightFacts['colour'], bounds: Box, boxes: Box[]): PdfRef {
    this.#shared ??= {
      group: this.file.add(dict({ S: name('Transparency'), Type: name('Group') })),
      resources: this.file.add(
        dict({ ExtGState: dict({ M: dict({ Type: name('ExtGState'), BM: name('Multiply') }) }) })
      )
    };
    const number = (value: number): string => String(Number(value.toFixed(2))).replace(/^0\./, '.');
    // From the corner: short numbers, and readers put the form where the annotation is.
    const fills = boxes.map(({ x0, y0, x1, y1 }) =>
      [x0 - bounds.x0, y0 - bounds.y0, x1 - x0, y1 - y0].map(number).concat('re').join(' ')
    );
    const ink = colour.map((channel) => String(Number(channel.toFixed(3)))).join(' ');
    const content = `/M gs ${ink} rg ${fills.join(' ')} f`;
    return this.file.addStream(
      dict({
        Subtype: name('Form'),
        BBox: [0, 0, bounds.x1 - bounds.x0, bounds.y1 - bounds.y0],
        Group: this.#shared.group,
        Resources: this.#shared.resources
      }),
      Buffer.from(content, 'latin1')
    );
  }

  #appearance(colour: HighlightFacts['colour'], boxes: Box[]): PdfRef {
    if (boxes.length > 1) return this.#form(colour, hull(boxes), boxes);
    const key = colour.join(' ');
    let form = this.#unitForms.get(key);
    if (!form) {
      const unit: Box = { x0: 0, y0: 0, x1: 1, y1: 1 };
      form = this.#form(colour, unit, [unit]);
      this.#unitForms.set(key, form);
    }
    return form;
  }

  /** Adds the annotation to the file; the caller puts the returned objects on the page. */
  draw(
    facts: HighlightFacts,
    boxes: Box[],
    page: PageLinks,
    popup: boolean
  ): { highlight: PdfRef; entries: PdfDict; popup: PdfRef | null } {
    const bounds = hull(boxes);
    const entries = dict({
      Type: name('Annot'),
      Subtype: name('Highlight'),
      Rect: corners(bounds),
      QuadPoints: boxes.flatMap(({ x0, y0, x1, y1 }) => [x0, y1, x1, y1, x0, y0, x1, y0]),
      NM: textString(facts.name),
      F: printable,
      C: [...facts.colour],
      CA: 1,
      T: textString(facts.author),
      CreationDate: dateString(facts.created),
      M: dateString(facts.modified),
      Contents: textString(facts.contents),
      P: page.ref,
      AP: dict({ N: this.#appearance(facts.colour, boxes) })
    });
    if (facts.subject !== '') entries.set('Subj', textString(facts.subject));
    const highlight = this.file.add(entries);
    if (!popup) return { highlight, entries, popup: null };
    const left = bounds.x1 + 12;
    const popupRef = this.file.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Popup'),
        Rect: [left, bounds.y1 - popupSize.height, left + popupSize.width, bounds.y1],
        F: popupFlags,
        Parent: highlight,
        P: page.ref,
        Open: false
      })
    );
    entries.set('Popup', popupRef);
    return { highlight, entries, popup: popupRef };
  }
}
