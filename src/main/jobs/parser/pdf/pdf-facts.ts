// Title, author, date and language as a PDF states them, where what it states is worth believing: programs that made it
// often put in a file's name, their own, or that of an account.
import type { DraftBlock } from '@domain/article/assemble';
import { fold } from '@domain/text/fold';
import type { ParsedDocument } from '../parsed-document';
import type { PdfDocument } from './load-pdfjs';

type PdfFacts = Pick<ParsedDocument, 'title' | 'byline' | 'date' | 'language'>;

interface Info {
  Title?: unknown;
  Author?: unknown;
  CreationDate?: unknown;
  Producer?: unknown;
  Creator?: unknown;
  Language?: unknown;
}

const noTitle =
  /^(?:untitled|document\d*|microsoft word\b|microsoft powerpoint\b|layout \d|print|title|slide \d|không có tiêu đề)|\.(?:docx?|pdf|indd|qxd|rtf|odt|txt|tex|html?|pptx?|cdr|ai|pub)$|^[\w-]*\d{4,}[\w-]*$|[\\/]/iu;
const noAuthor =
  /^(?:user|admin|administrator|owner|author|unknown|anonymous|pc|hp|dell|asus|lenovo|acer|root|guest|windows user|home|default|my ?computer|.{1,2})$|@|\\|^\d|\bpdf\b/iu;
/** Programs that print what others published: the file's day is not the article's. */
const printers =
  /skia|chrome|firefox|mozilla|quartz|print|wkhtml|prince|scan|ghostscript|distiller|webkit|safari/iu;

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
  const date = printers.test(`${words(info.Producer, 200)} ${words(info.Creator, 200)}`)
    ? null
    : dayOf(words(info.CreationDate, 40));
  const language = words(info.Language, 20);
  return {
    ...(useTitle ? { title } : heading ? { title: heading } : {}),
    ...(byline !== '' && !noAuthor.test(byline) && / /.test(byline) ? { byline } : {}),
    ...(date ? { date } : {}),
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

/** `D:20261123…` as a day. */
function dayOf(stated: string): string | null {
  const [, year = '', month = '01', day = '01'] = /^D:(\d{4})(\d{2})?(\d{2})?/.exec(stated) ?? [];
  const whole = `${year}-${month}-${day}`;
  return Number(year) >= 1993 && Number(year) < 2100 && !Number.isNaN(Date.parse(whole))
    ? whole
    : null;
}
