// The highlights and notes that readers of PDFs put on a page, and the glyphs that they stand on.
import type { PdfMark } from '@domain/interchange/pdf-marks';
import { loadPdfjs, type PdfPage } from './load-pdfjs';
import { turnedBox, type Box, type Glyph, type PageGlyphs } from './page-glyphs';

export interface PageMark extends Omit<PdfMark, 'passages'> {
  /** Over words, or beside a paragraph as sticky notes are. */
  place: 'over' | 'beside';
}

/** As pdf.js gives it. */
export interface PdfAnnotation {
  id: string;
  subtype: string;
  url?: string;
  rect: [number, number, number, number];
  quadPoints?: ArrayLike<number> | null;
  contentsObj?: { str: string };
  titleObj?: { str: string };
  color?: ArrayLike<number> | null;
  creationDate?: string | null;
  modificationDate?: string | null;
  inReplyTo?: string | null;
  replyType?: string;
  stateModel?: string | null;
}

const overWords = new Set(['Highlight', 'Underline', 'Squiggly', 'StrikeOut']);
/** Drawn or stuck on: something only where they say something. */
const besideWords = new Set([
  'Text',
  'FreeText',
  'Square',
  'Circle',
  'Line',
  'Ink',
  'Polygon',
  'PolyLine',
  'Caret',
  'Stamp'
]);

/** All that are looked at. */
export const markKinds: ReadonlySet<string> = new Set([...overWords, ...besideWords]);

/** Boxes of the annotation's quads, whatever order their corners are in; its rectangle where it has none. */
export function boxesOf({ quadPoints, rect }: PdfAnnotation, page: PdfPage, of: PageGlyphs): Box[] {
  const quads = Array.from(quadPoints ?? []);
  const boxes: [number, number, number, number][] = [];
  for (let at = 0; at + 8 <= quads.length; at += 8) {
    const corners = quads.slice(at, at + 8);
    const xs = corners.filter((_value, index) => index % 2 === 0);
    const ys = corners.filter((_value, index) => index % 2 === 1);
    boxes.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }
  if (boxes.length === 0) boxes.push(rect);
  const viewport = page.getViewport({ scale: 1 });
  return boxes.map((box) => {
    const [a = 0, b = 0, c = 0, d = 0] = viewport.convertToViewportRectangle([...box]) as number[];
    return turnedBox(of, {
      x0: Math.min(a, c),
      y0: Math.min(b, d),
      x1: Math.max(a, c),
      y1: Math.max(b, d)
    });
  });
}

/** Whether the middle of the glyph's body lies in the box. */
export function isIn({ x, y, width, size }: Glyph, { x0, y0, x1, y1 }: Box): boolean {
  const [across, down] = [x + width / 2, y - 0.3 * size];
  return across > x0 && across < x1 && down > y0 && down < y1;
}

/** The page's marks; their glyphs get their indexes, counted on from `first`. Replies stand behind what they answer. */
export async function readMarks(
  annotations: readonly PdfAnnotation[],
  page: PdfPage,
  read: PageGlyphs,
  number: number,
  first: number
): Promise<PageMark[]> {
  const { PDFDateString } = await loadPdfjs();
  const instant = (date: string | null | undefined): string | null => {
    const found = date ? PDFDateString.toDateObject(date) : null;
    return found && !Number.isNaN(found.getTime()) ? found.toISOString() : null;
  };
  const marks: PageMark[] = [];
  const mark = marker();
  const byId = new Map<string, PageMark>();
  for (const annotation of annotations) {
    const contents = (annotation.contentsObj?.str ?? '').trim();
    const over = overWords.has(annotation.subtype);
    if (!over && (!besideWords.has(annotation.subtype) || contents === '')) continue;
    const answered = byId.get(annotation.inReplyTo ?? '');
    if (answered && annotation.replyType !== 'Group') {
      const { titleObj, stateModel, modificationDate, creationDate } = annotation;
      const at = instant(modificationDate) ?? instant(creationDate);
      if (!stateModel) answer(answered, titleObj?.str ?? '', contents, at);
      byId.set(annotation.id, answered);
      continue;
    }
    const boxes = boxesOf(annotation, page, read);
    const under = over ? read.glyphs.filter((glyph) => boxes.some((box) => isIn(glyph, box))) : [];
    const nearest = over ? null : nearestGlyph(read.glyphs, boxes[0]);
    for (const glyph of nearest ? [nearest] : under) mark(glyph, first + marks.length);
    const found: PageMark = {
      name: annotation.id,
      page: number,
      place: over ? 'over' : 'beside',
      contents,
      author: (annotation.titleObj?.str ?? '').trim(),
      colour: rgb(annotation.color),
      created: instant(annotation.creationDate) ?? instant(annotation.modificationDate),
      modified: instant(annotation.modificationDate) ?? instant(annotation.creationDate),
      words: wordsOf(under)
    };
    marks.push(found);
    byId.set(annotation.id, found);
  }
  return marks;
}

function answer(answered: PageMark, name: string, words: string, at: string | null): void {
  if (words === '') return;
  const said = name.trim() === '' ? words : `${name.trim()}: ${words}`;
  answered.contents = answered.contents === '' ? said : `${answered.contents}\n\n${said}`;
  if (at !== null && at > (answered.modified ?? '')) answered.modified = at;
}

/** Glyphs in one set of marks share one list: that tells runs of letters apart. */
function marker(): (glyph: Glyph, index: number) => void {
  const lists = new Map<string, readonly number[]>();
  return (glyph, index) => {
    const all = [...(glyph.marks ?? []), index];
    const key = all.join();
    glyph.marks = lists.get(key) ?? all;
    lists.set(key, glyph.marks);
  };
}

function nearestGlyph(glyphs: readonly Glyph[], box: Box | undefined): Glyph | null {
  if (!box) return null;
  const [x, y] = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
  let best: { glyph: Glyph; distance: number } | null = null;
  for (const glyph of glyphs) {
    if (glyph.artifact || glyph.text.trim() === '') continue;
    const across = Math.max(0, glyph.x - x, x - glyph.x - glyph.width);
    // A note stands beside its line more often than under it.
    const distance = Math.hypot(across, 2 * (glyph.y - 0.3 * glyph.size - y));
    if (!best || distance < best.distance) best = { glyph, distance };
  }
  return best?.glyph ?? null;
}

function wordsOf(glyphs: readonly Glyph[]): string {
  let words = '';
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    const apart =
      last && (Math.abs(glyph.y - last.y) > 0.5 * glyph.size || glyph.x - last.x - last.width > 2);
    words += apart ? ` ${glyph.text}` : glyph.text;
    last = glyph;
  }
  return words.normalize('NFKC').replace(/\s+/g, ' ').trim();
}

function rgb(colour: PdfAnnotation['color']): PdfMark['colour'] {
  const [red, green, blue] = Array.from(colour ?? []);
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue];
}
