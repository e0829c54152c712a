// Draws the pages of a PDF. Its own chunk: pdf.js is large and only the preview needs it.
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

export interface PdfPages {
  readonly count: number;
  /** Width of the page by its height. */
  shape(page: number): Promise<number>;
  /** Draws page 1… into the canvas, `width` CSS pixels wide; an unfinished drawing on the same canvas is given up. */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<void>;
  close(): void;
}

/** Reads the file; rejects where it is no PDF. The bytes are copied. */
export async function openPdf(bytes: Uint8Array): Promise<PdfPages> {
  GlobalWorkerOptions.workerSrc = workerUrl;
  const task = getDocument({
    data: bytes.slice(),
    // The page's policy allows neither; the files we make need neither.
    useWasm: false,
    isImageDecoderSupported: false,
    enableXfa: false
  });
  const document = await task.promise;
  return { count: document.numPages, close: () => void task.destroy(), ...drawing(document) };
}

function drawing(document: PDFDocumentProxy): Pick<PdfPages, 'shape' | 'draw'> {
  const under = new WeakMap<HTMLCanvasElement, { cancel: () => void }>();
  return {
    async shape(number) {
      const { width, height } = (await document.getPage(number)).getViewport({ scale: 1 });
      return width / height;
    },
    async draw(number, canvas, width) {
      const page = await document.getPage(number);
      under.get(canvas)?.cancel();
      const natural = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({
        scale: (width / natural.width) * Math.max(1, devicePixelRatio)
      });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const rendering = page.render({ canvas, viewport });
      under.set(canvas, rendering);
      try {
        await rendering.promise;
      } catch (thrown) {
        if (!(thrown instanceof Error) || thrown.name !== 'RenderingCancelledException')
          throw thrown;
      }
    }
  };
}
