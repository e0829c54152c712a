// pdf.js inside the locked-down parser process: no worker, no files, no network, no eval, no drawing. It is large, and
// loaded with the first PDF only.
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';

export type PdfDocument = Pdfjs.PDFDocumentProxy;
export type PdfPage = Pdfjs.PDFPageProxy;

/** What pdf.js asks for by name as it starts, and never uses here: it draws nothing. */
class Undrawn {}

export async function loadPdfjs(): Promise<typeof Pdfjs> {
  const globals = globalThis as Record<string, unknown>;
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globals[name] ??= Undrawn;
  // Its worker's half runs in this very process, which can be killed as a whole.
  globals.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.min.mjs');
  return import('pdfjs-dist/legacy/build/pdf.min.mjs');
}

/** Refuses what pdf.js would fetch: standard fonts and decoders are needed for drawing alone. */
class NoData {
  fetch(): Promise<never> {
    return Promise.reject(new Error('nothing is fetched'));
  }
}

/** Tables of character codes of East Asian fonts, part of the bundle. */
class BundledCMaps {
  async fetch({
    name
  }: {
    name: string;
  }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    const { readCMap } = await import('./cmaps');
    const cMapData = readCMap(name);
    if (!cMapData) throw new Error(`no such table: ${name}`);
    return { cMapData, isCompressed: true };
  }
}

/** Opens a document. Rejects with pdf.js's own exceptions. */
export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  const pdfjs = await loadPdfjs();
  return pdfjs.getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    stopAtErrors: false,
    isEvalSupported: false,
    enableXfa: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // No picture is decoded: those larger than this are passed over.
    maxImageSize: 0,
    disableRange: true,
    disableStream: true,
    disableAutoFetch: true,
    CMapReaderFactory: BundledCMaps,
    StandardFontDataFactory: NoData,
    WasmFactory: NoData
  }).promise;
}
