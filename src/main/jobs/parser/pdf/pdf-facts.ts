// Title, author and language as a PDF states them, where what it states is worth believing: programs that made it often
// put in a file's name, their own, or that of an account. The day on which the file was made is not the article's.
import type { DraftBlock } from '@domain/article/assemble';
import { fold } from '@domain/text/fold';
import type { ParsedDocument } from '../parsed-document';
import type { PdfDocument } from './load-pdfjs';

type PdfFacts = Pick<ParsedDocument, 'title' | 'byline' | 'language'>;

interface Info {
  Title?: unknown;
  Author?: unknown;
  Language?: unknown;
}

const noTitle =
  /^(?:untitled|document\d*|microsoft word\b|microsoft powerpoint\b|layout \d|print|title|slide \d|không có tiêu đề)|\.(?:docx?|pdf|indd|qxd|rtf|odt|txt|tex|html?|pptx?|cdr|ai|pub)$|^[\w-]*\d{4,}[\w-]*$|[\\/]/iu;
const noAuthor =
  /^(?:user|admin|administrator|owner|author|unknown|anonymous|pc|hp|dell|asus|lenovo|acer|root|guest|windows user|home|default|my ?computer|.{1,2})$|@|\\|^\d|\bpdf\b/iu;
/** The first heading is believed before the title that the file states. */
export async function readPdfFacts(
  document: PdfDocument,
  drafts: readonly DraftBlock[]
): Promise<PdfFacts> {
  const info = await document.getMetadata().then(
    (metadata) => metadata.info as Info,
    (): Info => ({})
  );
  const title = words(info.Title, 300);
  const byline = words(info.Author, 300);
  const heading =
    drafts.find(({ level, kind }) => kind === 'heading' && level === 1)?.text.trim() ?? '';
  const useTitle =
    title !== '' && !noTitle.test(title) && (heading === '' || agree(title, heading));
  const language = words(info.Language, 20);
  return {
    ...(useTitle ? { title } : heading ? { title: heading } : {}),
    ...(byline !== '' && !noAuthor.test(byline) && / /.test(byline) ? { byline } : {}),
    ...(language ? { language } : {})
  };
}

function words(value: unknown, longest: number): string {
  if (typeof value !== 'string' || value.length > longest) return '';
  const plain = value
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .normalize('NFC');
  return /\ufffd/.test(plain) ? '' : plain;
}

function agree(title: string, heading: string): boolean {
  const [a, b] = [fold(title), fold(heading)];
  return a.includes(b) || b.includes(a);
}
