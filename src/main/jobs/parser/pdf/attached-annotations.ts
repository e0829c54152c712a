// The annotations that an exported PDF carries as an attachment.
import { errorOf } from '../read-pdf';
import { openPdf, type PdfDocument } from './load-pdfjs';

/** Name that the export gives the attachment. */
const attachment = 'annotations.jsonld';

/** Its bytes, null where the PDF has none of that name. Throws `fileEncrypted` and `fileDamaged` (reason pdf). */
export async function attachedAnnotations(
  file: string,
  bytes: Uint8Array
): Promise<Uint8Array | null> {
  let document: PdfDocument | null = null;
  try {
    document = await openPdf(bytes);
    const attachments = (await document.getAttachments()) as Record<
      string,
      { filename: string; content: Uint8Array }
    > | null;
    const found = Object.values(attachments ?? {}).find(({ filename }) => filename === attachment);
    return found ? Uint8Array.from(found.content) : null;
  } catch (thrown) {
    throw errorOf(file, thrown);
  } finally {
    await document?.loadingTask.destroy();
  }
}
