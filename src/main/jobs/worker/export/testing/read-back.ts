// Reads a finished PDF with pdf.js, the reader most people have. Only for tests.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { decodeText, rawObjects, typeIs, type Objects } from './raw-objects';

const standardFonts = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts/'
);

/** A highlight as pdf.js gives it, with the name pdf.js does not tell. */
export interface ReadHighlight {
  page: number;
  name: string;
  author: string;
  contents: string;
  created: string;
  modified: string;
  colour: number[];
  quads: number;
  /** Left, bottom, right and top of each quad, in points from the page's lower left corner. */
  rects: [number, number, number, number][];
  pageHeight: number;
  text: string;
  hasAppearance: boolean;
  hasPopup: boolean;
}

export interface ReadPdf {
  pages: number;
  highlights: ReadHighlight[];
  /** Addresses of all links out of the file. */
  links: string[];
  internalLinks: number;
  outline: string[];
  info: Record<string, unknown>;
  languages: string;
  attachments: Map<string, Uint8Array>;
  /** Text of each page, in content order. */
  text: string[];
  objects: Objects;
}

interface PdfjsAnnotation {
  subtype: string;
  id: string;
  url?: string;
  unsafeUrl?: string;
  dest?: unknown;
  titleObj: { str: string };
  contentsObj: { str: string };
  creationDate: string;
  modificationDate: string;
  color: ArrayLike<number>;
  quadPoints?: ArrayLike<number>;
  overlaidText?: string;
  hasAppearance: boolean;
  popupRef: string | null;
}

async function outlineOf(document: PDFDocumentProxy): Promise<string[]> {
  type Items = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;
  // The types leave out the null for a file without bookmarks.
  const titles = (items: Items | null): string[] =>
    (items ?? []).flatMap((item) => [item.title, ...titles(item.items as Items)]);
  return titles(await document.getOutline());
}

function rectsOf(points: ArrayLike<number> = []): ReadHighlight['rects'] {
  return Array.from({ length: points.length / 8 }, (_, n) => {
    const quad = Array.from(points).slice(n * 8, n * 8 + 8);
    const xs = quad.filter((_value, i) => i % 2 === 0);
    const ys = quad.filter((_value, i) => i % 2 === 1);
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  });
}

/** What white space and composition do not change. */
export function bare(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, '');
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const objects = rawObjects(bytes);
  const task = getDocument({
    data: Uint8Array.from(bytes),
    standardFontDataUrl: standardFonts,
    verbosity: 0
  });
  const document = await task.promise;
  const read: Pick<ReadPdf, 'highlights' | 'links' | 'internalLinks' | 'text'> = {
    highlights: [],
    links: [],
    internalLinks: 0,
    text: []
  };
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    read.text.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
    for (const found of (await page.getAnnotations()) as PdfjsAnnotation[]) {
      if (found.subtype === 'Link') {
        const address = found.url ?? found.unsafeUrl;
        if (address === undefined) read.internalLinks += 1;
        else read.links.push(address);
      }
      if (found.subtype !== 'Highlight') continue;
      const raw = objects.get(Number.parseInt(found.id, 10));
      read.highlights.push({
        page: number,
        name: typeIs(raw, 'Highlight', 'Subtype') ? decodeText(raw.get('NM')) : '',
        author: found.titleObj.str,
        contents: found.contentsObj.str,
        created: found.creationDate,
        modified: found.modificationDate,
        colour: [...Array.from(found.color)],
        quads: (found.quadPoints?.length ?? 0) / 8,
        rects: rectsOf(found.quadPoints),
        pageHeight: page.getViewport({ scale: 1 }).height,
        text: found.overlaidText ?? '',
        hasAppearance: found.hasAppearance,
        hasPopup: found.popupRef !== null
      });
    }
  }
  const { info, metadata } = await document.getMetadata();
  const attachments = (await document.getAttachments()) as Record<
    string,
    { filename: string; content: Uint8Array }
  > | null;
  const result: ReadPdf = {
    ...read,
    pages: document.numPages,
    outline: await outlineOf(document),
    info: info as Record<string, unknown>,
    languages: String((metadata as { get(name: string): unknown } | null)?.get('dc:language')),
    attachments: new Map(
      Object.values(attachments ?? {}).map(({ filename, content }) => [filename, content])
    ),
    objects
  };
  await task.destroy();
  return result;
}
