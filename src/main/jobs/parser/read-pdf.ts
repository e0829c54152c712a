// PDF to blocks. pdf.js reads the file and says where each letter stands; lines, columns, paragraphs and kinds are
// made here, from the file's own tags where it has good ones. Nothing is drawn, run or fetched; pictures are left out.
import { prefixed, safeHref, type DraftBlock } from '@domain/article/assemble';
import type { Mark } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import type { ParsedDocument } from './parsed-document';
import { blockText, textOf } from './pdf/block-text';
import { findColumns } from './pdf/columns';
import { findFurniture } from './pdf/furniture';
import { vocabularyOf, type Vocabulary } from './pdf/line-joins';
import { linesOf, segmentsOf, type Line, type Segment } from './pdf/lines';
import { openPdf, type PdfDocument, type PdfPage } from './pdf/load-pdfjs';
import { readPageGlyphs, type PageGlyphs } from './pdf/page-glyphs';
import { boxesOf, isIn, readMarks, type PageMark, type PdfAnnotation } from './pdf/page-marks';
import { findParagraphs, measureBody, type PdfBlock } from './pdf/paragraphs';
import { readPdfFacts } from './pdf/pdf-facts';
import { taggedBlocks, type TaggedPage, type TagNode } from './pdf/tagged-blocks';

/** Pages and glyphs of a document that are read: a glyph takes some 250 bytes here, a thick book has a million. */
const maxPages = 5000;
const maxGlyphs = 1_500_000;

/**
 * Throws `fileEncrypted`, `fileDamaged` (reason pdf), `filePicturesOnly` for scans without recognised text, `fileNoText`
 * and `fileTooManyPages`.
 */
export async function readPdf(file: string, bytes: Uint8Array): Promise<ParsedDocument> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-'))
    throw new AppError('fileDamaged', { file, reason: 'pdf' });
  let document: PdfDocument | null = null;
  try {
    document = await openPdf(bytes);
    const { pages, found } = await readPages(file, document);
    if (pages.every(({ glyphs }) => glyphs.every(({ text }) => text.trim() === ''))) {
      throw new AppError(holdsPictures(bytes) ? 'filePicturesOnly' : 'fileNoText', { file });
    }
    const drafts = layOut(pages);
    return { drafts, found, clutterKnown: false, ...(await readPdfFacts(document, drafts)) };
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : errorOf(file, thrown);
  } finally {
    await document?.loadingTask.destroy();
  }
}

/** What stands on these pages of a document of our own making, and the marks on it. */
export async function readPdfPages(
  file: string,
  document: PdfDocument,
  numbers: readonly number[]
): Promise<Required<Pick<ParsedDocument, 'drafts' | 'found'>>> {
  const { pages, found } = await readPages(file, document, numbers);
  return { drafts: layOut(pages), found };
}

export function errorOf(file: string, thrown: unknown): AppError {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'PasswordException')
    return new AppError('fileEncrypted', { file }, { cause: thrown });
  return new AppError('fileDamaged', { file, reason: 'pdf' }, { cause: thrown });
}

/** Pictures are streams of their own, and their dictionaries stand in the file as they are. */
const holdsPictures = (bytes: Uint8Array): boolean =>
  /\/Subtype\s*\/Image\b/.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  );

type ReadPage = PageGlyphs & TaggedPage;

/** `numbers`: these pages alone. */
async function readPages(
  file: string,
  document: PdfDocument,
  numbers: readonly number[] = Array.from({ length: document.numPages }, (_, index) => index + 1)
): Promise<{ pages: ReadPage[]; found: PageMark[] }> {
  if (document.numPages > maxPages)
    throw new AppError('fileTooManyPages', { file, pages: document.numPages, most: maxPages });
  const pages: ReadPage[] = [];
  const found: PageMark[] = [];
  let count = 0;
  let broken: unknown = null;
  for (const number of numbers) {
    try {
      const page = await document.getPage(number);
      const read = await readPageGlyphs(page);
      const annotations = (await page.getAnnotations()) as PdfAnnotation[];
      addLinks(annotations, page, read);
      found.push(...(await readMarks(annotations, page, read, number, found.length)));
      // Its types name neither the tree's leaves nor that there may be none.
      const tree = (await page.getStructTree()) as TagNode | null;
      pages.push({ ...read, tree, number });
      count += read.glyphs.length;
      page.cleanup();
    } catch (thrown) {
      // One page that cannot be read does not cost the others.
      broken ??= thrown;
    }
    if (count > maxGlyphs)
      throw new AppError('fileTooManyPages', { file, pages: document.numPages, most: number });
  }
  if (pages.length === 0 || (broken !== null && count === 0))
    throw new Error('no page can be read', { cause: broken });
  return { pages, found };
}

/** Gives glyphs within a link's rectangle its address. */
function addLinks(annotations: readonly PdfAnnotation[], page: PdfPage, read: PageGlyphs): void {
  for (const annotation of annotations) {
    const { subtype, url } = annotation;
    const href = subtype === 'Link' ? safeHref(url ?? null) : null;
    if (href === null) continue;
    for (const box of boxesOf(annotation, page, read)) {
      for (const glyph of read.glyphs) if (isIn(glyph, box)) glyph.href = href;
    }
  }
}

function layOut(pages: readonly ReadPage[]): DraftBlock[] {
  const own = pages.map((page) => ({
    ...page,
    glyphs: page.glyphs.filter(({ artifact }) => !artifact)
  }));
  const tagged = own.some(({ tree }) => tree) ? taggedBlocks(own) : null;
  const { blocks, furniture } = tagged ? { blocks: tagged, furniture: [] } : untagged(own);
  const vocabulary = vocabularyOf(blocks.flatMap(({ lines }) => lines.map(textOf)));
  const whole = emphasisOf(blocks);
  const drafts = blocks.map((block) => draftOf(block, vocabulary, whole));
  const artifacts = pages.flatMap(({ glyphs, number }) =>
    linesOf(segmentsOf(glyphs.filter(({ artifact }) => artifact)), number).map(textOf)
  );
  const clutter = [...new Set([...furniture.map(textOf), ...artifacts])].map(
    (text): DraftBlock => ({
      kind: 'paragraph',
      text,
      marks: [],
      clutter: 'footer'
    })
  );
  return [...drafts, ...clutter];
}

function untagged(pages: readonly ReadPage[]): { blocks: PdfBlock[]; furniture: Line[] } {
  const segments = pages.map(({ glyphs }) => segmentsOf(glyphs));
  const furniture = pageFurniture(pages, segments);
  const regions = pages.flatMap(({ number }, index) =>
    findColumns(withoutFurniture(segments[index] ?? [], furniture[index] ?? [])).map((part) =>
      linesOf(part, number)
    )
  );
  return { blocks: findParagraphs(regions, measureBody(regions)), furniture: furniture.flat() };
}

/** Lines take much room: those of whole pages are let go as soon as the few at their edges are known. */
function pageFurniture(pages: readonly ReadPage[], segments: readonly Segment[][]): Line[][] {
  const edges = pages.map(({ number, height }, index) => {
    const rows = linesOf(segments[index] ?? [], number);
    return { rows: rows.length > 8 ? [...rows.slice(0, 4), ...rows.slice(-4)] : rows, height };
  });
  const found = findFurniture(edges);
  return edges.map(({ rows }) => rows.filter((row) => found.has(row)));
}

/** Furniture is found by rows; its segments are those that stand in them. */
function withoutFurniture(segments: readonly Segment[], furniture: readonly Line[]): Segment[] {
  return segments.filter(
    ({ y, size }) => !furniture.some((row) => Math.abs(row.y - y) <= 0.3 * Math.max(size, row.size))
  );
}

type Emphasis = Record<'bold' | 'italic' | 'mono', boolean>;

/** Which kinds of letters stand out: not those that most of the text is in. */
function emphasisOf(blocks: readonly PdfBlock[]): Emphasis {
  const letters = blocks.flatMap(({ lines }) => lines.flatMap((line) => line.letters));
  const rare = (kind: keyof Emphasis): boolean =>
    letters.filter(({ font }) => font[kind]).length < 0.5 * letters.length;
  return { bold: rare('bold'), italic: rare('italic'), mono: rare('mono') };
}

/** Its number or sign, with what stands around it. */
const noteMarker = /^\[?(\d{1,3}|[*†‡§¶]{1,3})[\].)]?\s*/u;

function draftOf(block: PdfBlock, vocabulary: Vocabulary, whole: Emphasis): DraftBlock {
  const marker = block.kind === 'footnote' ? noteMarker.exec(block.lines[0]?.text ?? '') : null;
  if (marker) {
    const note = draftOf(
      { ...block, kind: 'paragraph', skip: marker[0].length },
      vocabulary,
      whole
    );
    return { ...prefixed(note, `${marker[1] ?? ''} `), kind: 'footnote' };
  }
  const { lines, skip, ...rest } = block;
  const bare =
    skip > 0 ? lines.map((line, index) => (index === 0 ? withoutMarker(line, skip) : line)) : lines;
  const emphasis = {
    bold: whole.bold && block.kind !== 'heading',
    italic: whole.italic,
    mono: whole.mono && block.kind !== 'code'
  };
  const { text, marks } = blockText(bare, vocabulary, emphasis);
  return { ...rest, text, marks: block.kind === 'heading' ? withoutWhole(marks, text) : marks };
}

/** Italics of a whole heading are its style. */
const withoutWhole = (marks: readonly Mark[], text: string): Mark[] =>
  marks.filter(({ kind, start, end }) => kind !== 'italic' || end - start < text.trim().length);

function withoutMarker(line: Line, skip: number): Line {
  let length = 0;
  const letters = line.letters.filter((letter) => {
    length += letter.text.length;
    return length > skip;
  });
  while (letters[0]?.text === ' ') letters.shift();
  return { ...line, letters, text: letters.map(({ text }) => text).join('') };
}
