// The Highlight annotations themselves, with their appearance and, where there is a note, a popup.
import { deflateSync } from 'node:zlib';
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

/** Bytes of an appearance; what packing saves of fewer, saying so costs. */
const worthPacking = 170;

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
  #resources: PdfRef | null = null;
  #unitForms = new Map<string, PdfRef>();

  constructor(private readonly file: PdfFile) {}

  #form(colour: HighlightFacts['colour'], bounds: Box, boxes: Box[]): PdfRef {
    this.#resources ??= this.file.add(
      dict({ ExtGState: dict({ M: dict({ Type: name('ExtGState'), BM: name('Multiply') }) }) })
    );
    // Tenths: a seventh of a printer's dot. Lines that touch stay so.
    const tenths = (value: number): number => Math.round(value * 10) / 10;
    const short = (value: number): string => String(value).replace(/^0\./, '.');
    const fills: string[] = [];
    let below = NaN;
    for (const { x0, y0, x1, y1 } of boxes) {
      const top = Math.abs(y1 - below) < 0.05 ? tenths(below - bounds.y0) : tenths(y1 - bounds.y0);
      const [left, bottom] = [tenths(x0 - bounds.x0), tenths(y0 - bounds.y0)];
      const size = [tenths(x1 - bounds.x0 - left), tenths(top - bottom)];
      fills.push([left, bottom, ...size].map(short).join(' '));
      below = y0;
    }
    const ink = colour.map((channel) => short(Number(channel.toFixed(3)))).join(' ');
    const content = Buffer.from(`/M gs ${ink} rg ${fills.join(' re ')} re f`, 'latin1');
    const packed = content.byteLength > worthPacking;
    return this.file.addStream(
      dict({
        Subtype: name('Form'),
        BBox: [0, 0, tenths(bounds.x1 - bounds.x0), tenths(bounds.y1 - bounds.y0)],
        Resources: this.#resources,
        ...(packed ? { Filter: name('FlateDecode') } : {})
      }),
      packed ? deflateSync(content, { level: 9 }) : content
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
        P: page.ref
      })
    );
    entries.set('Popup', popupRef);
    return { highlight, entries, popup: popupRef };
  }
}
