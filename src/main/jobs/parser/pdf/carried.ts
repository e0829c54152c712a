// What a PDF that Diptych exported carries, and the highlights and notes that it has by now.
import { assembleBlocks } from '@domain/article/assemble';
import { carriedFiles } from '@domain/interchange/carried-articles';
import { annotationUrn } from '@domain/interchange/json-ld';
import { ownName, type PdfMark } from '@domain/interchange/pdf-marks';
import type { Jobs } from '../../job-contract';
import { errorOf, readPdfPages } from '../read-pdf';
import { openPdf, type PdfDocument } from './load-pdfjs';
import { takePassages } from './marked-passages';
import { namedMarks, type NamedMark } from './named-marks';

/** Whether there is anything to read. Throws `fileEncrypted` and `fileDamaged` (reason pdf). */
export function carriesAnnotations(file: string, bytes: Uint8Array): Promise<boolean> {
  return opened(file, bytes, async (document) =>
    (await attachmentsOf(document)).has(carriedFiles.annotations)
  );
}

/** Throws `fileEncrypted` and `fileDamaged` (reason pdf). */
export function readCarried(file: string, bytes: Uint8Array): Promise<Jobs['attached']['output']> {
  return opened(file, bytes, async (document) => {
    const attached = await attachmentsOf(document);
    const jsonLd = attached.get(carriedFiles.annotations) ?? null;
    if (!jsonLd) return { jsonLd, articles: null, originals: [], marks: [] };
    const articles = attached.get(carriedFiles.articles) ?? null;
    const originals = [...attached]
      .filter(([name]) => name.startsWith(carriedFiles.original))
      .map(([name, content]) => ({ name, bytes: content }));
    return { jsonLd, articles, originals, marks: await marksIn(file, document, bytes, jsonLd) };
  });
}

async function opened<T>(
  file: string,
  bytes: Uint8Array,
  read: (document: PdfDocument) => Promise<T>
): Promise<T> {
  let document: PdfDocument | null = null;
  try {
    document = await openPdf(bytes);
    return await read(document);
  } catch (thrown) {
    throw errorOf(file, thrown);
  } finally {
    await document?.loadingTask.destroy();
  }
}

async function attachmentsOf(document: PdfDocument): Promise<Map<string, Uint8Array>> {
  const attachments = (await document.getAttachments()) as Record<
    string,
    { filename: string; content: Uint8Array }
  > | null;
  return new Map(
    Object.values(attachments ?? {}).map(({ filename, content }) => [
      filename,
      Uint8Array.from(content)
    ])
  );
}

/** Words are read only of pages with marks that are none of ours: all else is known by its name. */
async function marksIn(
  file: string,
  document: PdfDocument,
  bytes: Uint8Array,
  jsonLd: Uint8Array
): Promise<PdfMark[]> {
  const all = await namedMarks(bytes);
  const carried = new TextDecoder().decode(jsonLd);
  const isOurs = ({ name }: NamedMark): boolean => {
    const own = ownName(name);
    return own !== null && carried.includes(annotationUrn + own.id);
  };
  const numbers = [...new Set(all.filter((mark) => !isOurs(mark)).map(({ page }) => page))];
  const known = all
    .filter(({ page }) => !numbers.includes(page))
    .map(({ id: _id, ...mark }) => ({ ...mark, passages: [], words: '' }));
  if (numbers.length === 0) return known;
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const { drafts, found } = await readPdfPages(
    file,
    document,
    numbers.sort((a, b) => a - b)
  );
  const named = found.map((mark) => ({ ...mark, name: names.get(mark.name) ?? '' }));
  return [...known, ...takePassages(assembleBlocks(drafts), named).found];
}
