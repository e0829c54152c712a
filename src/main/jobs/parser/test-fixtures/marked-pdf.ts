// PDFs with highlights in the manner of programs that make them.
import {
  degrees,
  PDFDocument,
  PDFHexString,
  PDFString,
  StandardFonts,
  type PDFFont,
  type PDFPage
} from '@cantoo/pdf-lib';

/** A line of text, its baseline's left end at `x`, `y`. */
export interface MadeLine {
  text: string;
  x: number;
  y: number;
}

export type Corners = 'upperFirst' | 'around';

export interface MadeMark {
  subtype?: string;
  /** Words of lines, each as it stands in one of them. */
  on: [line: number, words: string][];
  corners?: Corners;
  entries?: Record<string, unknown>;
  contents?: string;
  author?: string;
  /** In place of quads, for notes that stand beside. */
  rect?: [number, number, number, number];
}

const size = 10;

/** One page a list of lines, set in Helvetica; `turned` has the page shown by a quarter turn, its words upright. */
export async function markedPdf(
  pages: { lines: MadeLine[]; marks?: MadeMark[] }[],
  turned = false
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const { lines, marks = [] } of pages) {
    const page = document.addPage(turned ? [840, 600] : [600, 840]);
    if (turned) page.setRotation(degrees(90));
    for (const { text, x, y } of lines) {
      const [px, py] = placeOf(page, turned, x, y);
      page.drawText(text, { x: px, y: py, size, font, rotate: degrees(turned ? 90 : 0) });
    }
    for (const mark of marks) addMark(document, page, mark, lines, font, turned);
  }
  return document.save();
}

/** Of a place on the page as it is shown, the place in the page's own space. */
function placeOf(page: PDFPage, turned: boolean, x: number, y: number): [number, number] {
  return turned ? [page.getWidth() - y, x] : [x, y];
}

/** As it is drawn: letter by letter, without kerning. */
const widthOf = (words: string, font: PDFFont): number =>
  [...words].reduce((sum, letter) => sum + font.widthOfTextAtSize(letter, size), 0);

function addMark(
  document: PDFDocument,
  page: PDFPage,
  { subtype = 'Highlight', on, corners, entries = {}, contents, author, rect }: MadeMark,
  lines: readonly MadeLine[],
  font: PDFFont,
  turned: boolean
): void {
  const quads = on.map(([index, words]) => {
    const { text, x, y } = lines[index] ?? { text: '', x: 0, y: 0 };
    const at = text.indexOf(words);
    if (at < 0) throw new Error(`not in the line: ${words}`);
    const x0 = x + widthOf(text.slice(0, at), font);
    const x1 = x0 + widthOf(words, font);
    const [top, bottom] = [y + 0.8 * size, y - 0.25 * size];
    const [tl, tr, bl, br] = [
      [x0, top],
      [x1, top],
      [x0, bottom],
      [x1, bottom]
    ].map(([px = 0, py = 0]) => placeOf(page, turned, px, py));
    // The specification goes round from the lower left; Acrobat, and most after it, write upper corners first.
    return (corners === 'around' ? [bl, br, tr, tl] : [tl, tr, bl, br]).flat() as number[];
  });
  const all = quads.flat();
  const xs = all.filter((_value, index) => index % 2 === 0);
  const ys = all.filter((_value, index) => index % 2 === 1);
  const box = rect ?? [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const annotation = document.context.obj({
    Type: 'Annot',
    Subtype: subtype,
    Rect: box,
    ...(all.length > 0 ? { QuadPoints: all } : {}),
    F: 4,
    ...(entries as Record<string, never>)
  });
  if (contents !== undefined) {
    annotation.set(document.context.obj('Contents'), PDFHexString.fromText(contents));
  }
  if (author !== undefined) {
    annotation.set(document.context.obj('T'), PDFHexString.fromText(author));
  }
  page.node.addAnnot(document.context.register(annotation));
}

export const pdfDate = (date: string): PDFString => PDFString.of(date);
