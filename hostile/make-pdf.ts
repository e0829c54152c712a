// PDF files put together object by object, so that they can hold what no program writes.
import { deflateSync } from 'node:zlib';

export interface PdfObject {
  /** The object's body, or its dictionary where `stream` is given (without /Length). */
  body: string;
  stream?: string | Uint8Array;
  /** The stream is packed already; else it is written as it stands. */
  packed?: Uint8Array;
}

/** A PDF of the objects, numbered from 1; the first is the catalogue. `trailer` adds entries to the trailer. */
export function makePdf(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const push = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [index, { body, stream, packed }] of objects.entries()) {
    offsets.push(length);
    push(`${index + 1} 0 obj\n`);
    const data =
      packed ?? (typeof stream === 'string' ? Buffer.from(stream, 'latin1') : (stream ?? null));
    if (data) {
      const filter = packed ? '/Filter/FlateDecode' : '';
      push(`<<${body}${filter}/Length ${data.length}>>\nstream\n`);
      push(data);
      push('\nendstream\nendobj\n');
    } else push(`${body}\nendobj\n`);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = length;
  push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`
  );
  return Buffer.concat(parts);
}

const escaped = (line: string): string => line.replace(/[\\()]/g, '\\$&');

/** The drawing of lines of text, twelve points high, from the top of a page. */
export const pageText = (lines: readonly string[]): string =>
  `BT /F1 12 Tf 14 TL 72 760 Td ${lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n')} ET`;

interface PageOptions {
  /** Further entries of the catalogue and of each page, and objects, numbered from {@link firstFree}. */
  catalogue?: string;
  page?: string;
  more?: readonly PdfObject[];
  info?: string;
  packed?: boolean;
}

/** The number of the first object that `more` adds to a file of so many pages. */
export const firstFree = (pages: number): number => 5 + 2 * pages;

/** A plain PDF: Latin-1 lines on pages, in a standard font. */
export function makePages(
  pages: readonly (readonly string[])[],
  options: PageOptions = {}
): Uint8Array {
  const { catalogue = '', page: entries = '', more = [], info = '', packed = false } = options;
  const kids = pages.map((_page, index) => `${5 + 2 * index} 0 R`).join(' ');
  return makePdf(
    [
      { body: `<</Type/Catalog/Pages 2 0 R${catalogue}>>` },
      { body: `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>` },
      { body: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>' },
      { body: `<<${info}>>` },
      ...pages.flatMap((lines, index): PdfObject[] => {
        const drawn = Buffer.from(pageText(lines), 'latin1');
        return [
          {
            body: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${6 + 2 * index} 0 R${entries}>>`
          },
          packed ? { body: '', packed: deflateSync(drawn) } : { body: '', stream: drawn }
        ];
      }),
      ...more
    ],
    '/Info 4 0 R'
  );
}
