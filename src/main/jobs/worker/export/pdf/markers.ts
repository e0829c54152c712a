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

export interface PageLinks {
  /** 1-based. */
  number: number;
  ref: PdfRef;
  page: PdfDict;
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

function box(xs: number[], ys: number[]): Box {
  // A tenth of a point is less than a dot of most printers, and readers look at the middle of a sign.
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    x0: round(Math.min(...xs)),
    y0: round(Math.min(...ys)),
    x1: round(Math.max(...xs)),
    y1: round(Math.max(...ys))
  };
}

/** One box a line: from QuadPoints where the link runs over several, else its Rect. */
function boxes(annotation: PdfDict): Box[] {
  const points = numbers(annotation.get('QuadPoints'));
  const source = points.length >= 8 ? points : numbers(annotation.get('Rect'));
  const step = points.length >= 8 ? 8 : 4;
  const found: Box[] = [];
  for (let i = 0; i + step <= source.length; i += step) {
    const quad = source.slice(i, i + step);
    found.push(
      box(
        quad.filter((_, n) => n % 2 === 0),
        quad.filter((_, n) => n % 2 === 1)
      )
    );
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

/** All pages in order with their links told apart. */
export function readPages(file: PdfFile): PageLinks[] {
  const catalog = file.dict(file.trailer.get('Root'));
  const pages: PageLinks[] = [];
  const walk = (ref: PdfValue): void => {
    const node = file.dict(ref);
    const kids = node.get('Kids');
    if (Array.isArray(kids)) {
      kids.forEach(walk);
      return;
    }
    if (!(ref instanceof PdfRef)) throw new Error('PDF: page without a number');
    const links: PageLinks = { number: pages.length + 1, ref, page: node, markers: [], others: [] };
    const annotations = file.get(node.get('Annots'));
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
    pages.push(links);
  };
  walk(catalog.get('Pages') ?? null);
  return pages;
}
