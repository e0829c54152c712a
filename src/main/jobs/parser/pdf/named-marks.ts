// Highlights and notes of a PDF with their /NM, which pdf.js does not tell.
import type { PdfMark } from '@domain/interchange/pdf-marks';
import { loadPdfjs } from './load-pdfjs';
import { markKinds } from './page-marks';

/** `id` is the object's, as pdf.js writes it. */
export type NamedMark = Omit<PdfMark, 'passages' | 'words'> & { id: string };

/** None where the file is encrypted, or no reader but pdf.js makes sense of it. */
export async function namedMarks(bytes: Uint8Array): Promise<NamedMark[]> {
  try {
    return await readAll(bytes);
  } catch {
    return [];
  }
}

async function readAll(bytes: Uint8Array): Promise<NamedMark[]> {
  const { PDFDateString } = await loadPdfjs();
  const { PDFDocument, PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } =
    await import('@cantoo/pdf-lib');
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const marks: NamedMark[] = [];
  for (const [index, { node }] of document.getPages().entries()) {
    const list = node.Annots();
    for (const item of list?.asArray() ?? []) {
      const entries = document.context.lookup(item);
      if (!(entries instanceof PDFDict)) continue;
      const get = (key: string) => entries.lookup(PDFName.of(key));
      const subtype = get('Subtype');
      if (!(subtype instanceof PDFName) || !markKinds.has(subtype.decodeText())) continue;
      const text = (key: string): string => {
        const value = get(key);
        const known = value instanceof PDFString || value instanceof PDFHexString;
        return known ? value.decodeText() : '';
      };
      const instant = (key: string): string | null => {
        const date = PDFDateString.toDateObject(text(key));
        return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
      };
      const colour = get('C');
      const channels = colour instanceof PDFArray ? colour.asArray() : [];
      const [red, green, blue] = channels.map((channel) =>
        channel instanceof PDFNumber ? Math.round(channel.asNumber() * 255) : 0
      );
      const known = red !== undefined && green !== undefined && blue !== undefined;
      const { objectNumber = 0, generationNumber = 0 } = item instanceof PDFRef ? item : {};
      marks.push({
        id: `${objectNumber}R${generationNumber === 0 ? '' : generationNumber}`,
        name: text('NM'),
        page: index + 1,
        contents: text('Contents'),
        author: text('T').trim(),
        colour: known ? [red, green, blue] : null,
        created: instant('CreationDate'),
        modified: instant('M')
      });
    }
  }
  return marks;
}
