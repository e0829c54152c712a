// Reads a PDF back with pdf.js: its text, and its highlights with the words that lie under them.
import { readFileSync } from 'node:fs';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  pages: number;
  text: string;
  highlights: { text: string; contents: string; author: string }[];
}

interface PdfAnnotation {
  subtype: string;
  overlaidText?: string;
  contentsObj?: { str: string };
  titleObj?: { str: string };
}

async function pageText(document: PDFDocumentProxy, number: number): Promise<string> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
}

/** Text with white space folded, so that a line break in the file is a space here. */
export async function readPdf(path: string): Promise<ReadPdf> {
  const document = await getDocument({ data: new Uint8Array(readFileSync(path)) }).promise;
  const read: ReadPdf = { pages: document.numPages, text: '', highlights: [] };
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    for (const annotation of (await page.getAnnotations()) as PdfAnnotation[]) {
      if (annotation.subtype !== 'Highlight') continue;
      read.highlights.push({
        text: annotation.overlaidText ?? '',
        contents: annotation.contentsObj?.str ?? '',
        author: annotation.titleObj?.str ?? ''
      });
    }
    read.text += `${await pageText(document, number)}\n`;
  }
  read.text = read.text.replace(/\s+/g, ' ');
  await document.loadingTask.destroy();
  return read;
}
