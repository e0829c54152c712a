// Finds the links that stand for highlights, and where on the page each passage lies.
import type { PdfFile } from './file';
import { isDict, PdfRef, PdfString, type PdfDict, type PdfValue } from './values';

/** The links' address, up to the marker's index. Never resolvable, and never left in the finished file. */
const markerAddress = 'https://annotation.invalid/';

/** Points from the page's lower corner on the source side: x0 ≤ x1, y0 ≤ y1. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface MarkerLink {
  marker: number;
  ref: PdfRef;
  annotation: PdfDict;
  boxes: Box[];
}

export interface Page {
  ref: PdfRef;
  page: PdfDict;
}

export interface PageLinks extends Page {
  /** 1-based. */
  number: number;
  markers: MarkerLink[];
  /** Every other annotation of the page. */
  others: PdfValue[];
}

function uri(file: PdfFile, annotation: PdfDict): string | null {
  const action = file.get(annotation.get('A'));
  const target = isDict(action) ? action.get('URI') : undefined;
  return target instanceof PdfString ? target.source.slice(1, -1) : null;
}

function numbers(value: PdfValue | undefined): number[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}

// A tenth of a point is less than a dot of most printers, and readers look at the middle of a sign.
const tenths = (value: number): number => Math.round(value * 10) / 10;

/** One box a line: from QuadPoints where the link runs over several, else its Rect. */
function boxes(annotation: PdfDict): Box[] {
  const points = numbers(annotation.get('QuadPoints'));
  const source = points.length >= 8 ? points : numbers(annotation.get('Rect'));
  const step = points.length >= 8 ? 8 : 4;
  const found: Box[] = [];
  for (let from = 0; from + step <= source.length; from += step) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = from; at < from + step; at += 2) {
      const [x, y] = [source[at] ?? 0, source[at + 1] ?? 0];
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
    found.push({ x0: tenths(x0), y0: tenths(y0), x1: tenths(x1), y1: tenths(y1) });
  }
  return found;
}

/** Joins boxes that follow each other on one line with less than a point between; keeps reading order. */
export function mergeBoxes(all: Box[]): Box[] {
  const merged: Box[] = [];
  for (const next of all) {
    const last = merged.at(-1);
    if (
      last &&
      Math.abs(last.y0 - next.y0) < 0.5 &&
      Math.abs(last.y1 - next.y1) < 0.5 &&
      next.x0 - last.x1 < 1 &&
      last.x0 - next.x1 < 1
    ) {
      last.x0 = Math.min(last.x0, next.x0);
      last.x1 = Math.max(last.x1, next.x1);
    } else {
      merged.push({ ...next });
    }
  }
  return merged;
}

/** All pages in order. */
export function pagesOf(file: PdfFile): Page[] {
  const pages: Page[] = [];
  const walk = (ref: PdfValue): void => {
    const page = file.dict(ref);
    const kids = page.get('Kids');
    if (Array.isArray(kids)) kids.forEach(walk);
    else if (ref instanceof PdfRef) pages.push({ ref, page });
    else throw new Error('PDF: page without a number');
  };
  walk(file.dict(file.trailer.get('Root')).get('Pages') ?? null);
  return pages;
}

/** The page's links told apart. */
export function readLinks(file: PdfFile, { ref, page }: Page, index: number): PageLinks {
  const links: PageLinks = { number: index + 1, ref, page, markers: [], others: [] };
  const annotations = file.get(page.get('Annots'));
  for (const entry of Array.isArray(annotations) ? annotations : []) {
    const annotation = file.dict(entry);
    const address = uri(file, annotation);
    if (entry instanceof PdfRef && address?.startsWith(markerAddress)) {
      const marker = Number(address.slice(markerAddress.length));
      links.markers.push({ marker, ref: entry, annotation, boxes: boxes(annotation) });
    } else {
      links.others.push(entry);
    }
  }
  return links;
}
