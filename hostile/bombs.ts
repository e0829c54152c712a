// Small files that swell, and large ones that hold nothing: each is to end soon, in little memory, with a reason.
import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib';
import {
  docxParts,
  epubParts,
  p,
  r,
  sentence
} from '../src/main/jobs/parser/test-fixtures/archive-parts';
import { makeZip, type ZipPart } from '../src/main/jobs/parser/test-fixtures/make-zip';
import type { ErrorCode } from '../src/shared/ipc/errors';
import { makeMhtml } from './make-mhtml';
import { makePages, makePdf, pageText, type PdfObject } from './make-pdf';

export interface Bomb {
  title: string;
  name: string;
  /** Made when its turn comes: some are large. */
  make: () => Uint8Array;
  /** How it may end; `article` where what can be read of it is read. */
  ends: readonly (ErrorCode | 'article')[];
  /** Goes off in so little time that it is let off in every test run. */
  quick?: true;
}

const megabyte = 2 ** 20;
const stopped: readonly ErrorCode[] = ['timedOut', 'outOfMemory'];

/** The same letter by the gigabyte as `deflate` packs them: one block of a megabyte again and again. */
function swelling(megabytes: number): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(megabyte, 'a '), {
    finishFlush: constants.Z_SYNC_FLUSH
  });
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), Buffer.from([3, 0])]);
}

/** The same within zlib's frame, as PDF has it; the check sum at the end is wrong, which readers forgive. */
const zlibSwelling = (megabytes: number): Uint8Array =>
  Buffer.concat([Buffer.from([0x78, 0x9c]), swelling(megabytes), Buffer.alloc(4)]);

const chapters = (texts: readonly string[]): ZipPart[] =>
  epubParts().flatMap((part) => {
    if (part.name === 'OPS/book.opf') {
      const items = texts.map(
        (_text, index) =>
          `<item id="c${index}" href="c${index}.xhtml" media-type="application/xhtml+xml"/>`
      );
      const spine = texts.map((_text, index) => `<itemref idref="c${index}"/>`);
      return {
        ...part,
        content: `<package><manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`
      };
    }
    return part.name.startsWith('OPS/') ? [] : part;
  });
const book = (texts: readonly string[]): Uint8Array =>
  makeZip([
    ...chapters(texts),
    ...texts.map((content, index) => ({ name: `OPS/c${index}.xhtml`, content }))
  ]);
const chapter = (inside: string): string => `<html><body><p>${sentence}</p>${inside}</body></html>`;

const laughs = (element: string, inside: string): string =>
  `<?xml version="1.0"?><!DOCTYPE ${element} [<!ENTITY a0 "ha">${Array.from(
    { length: 12 },
    (_none, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`
  ).join('')}]>${inside}`;
const withDocument = (document: string): Uint8Array =>
  makeZip(
    docxParts('').map((part) =>
      part.name === 'word/document.xml' ? { ...part, content: document } : part
    )
  );
const wordDocument = (body: string): string => {
  const part = docxParts(body).find(({ name }) => name === 'word/document.xml');
  return String(part?.content).replace(/<!DOCTYPE[^>]*>\]>/, '');
};

const page = (content: number, more = ''): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${content} 0 R${more}>>`;
const font: PdfObject = {
  body: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>'
};
const onePage = (contents: PdfObject, more: readonly PdfObject[] = []): Uint8Array =>
  makePdf([
    { body: '<</Type/Catalog/Pages 2 0 R>>' },
    { body: '<</Type/Pages/Kids[4 0 R]/Count 1>>' },
    font,
    { body: page(5, '') },
    contents,
    ...more
  ]);

/** A zip whose every entry is the same packed bytes: the sum is what swells. */
function overlapping(entries: number, megabytesEach: number): Uint8Array {
  const packed = swelling(megabytesEach);
  const texts = Array.from({ length: entries }, () => '');
  const crc = crc32(Buffer.alloc(megabytesEach * megabyte, 'a '));
  return makeZip([
    ...chapters(texts),
    { name: 'OPS/c0.xhtml', packed, crc, content: '' },
    ...texts.slice(1).map((_text, index) => ({
      name: `OPS/c${index + 1}.xhtml`,
      content: '',
      sharesWith: 'OPS/c0.xhtml'
    }))
  ]);
}

const nested = (depth: number): Uint8Array =>
  Array.from({ length: depth }).reduce<Uint8Array>(
    (inner) =>
      makeZip(
        Array.from({ length: 10 }, (_none, index) => ({ name: `${index}.zip`, content: inner }))
      ),
    makeZip([{ name: 'x', content: Buffer.alloc(10 * megabyte) }])
  );

const archiveBombs: Bomb[] = [
  {
    title: 'DOCX of 4 GB',
    name: 'swells.docx',
    make: () =>
      makeZip(
        docxParts('').map((part) =>
          part.name === 'word/document.xml' ? { ...part, packed: swelling(4096) } : part
        )
      ),
    ends: ['fileUnpacksTooLarge']
  },
  {
    title: 'DOCX that says it is small',
    name: 'understated.docx',
    quick: true,
    make: () =>
      makeZip(
        docxParts('').map((part) =>
          part.name === 'word/document.xml'
            ? { ...part, packed: swelling(512), claimedSize: 1000 }
            : part
        )
      ),
    ends: ['fileUnpacksTooLarge']
  },
  {
    title: 'EPUB of zips in zips',
    name: 'nested.epub',
    quick: true,
    make: () => makeZip([...chapters(['']), { name: 'OPS/c0.xhtml', content: nested(4) }]),
    ends: ['fileBinary', 'fileDamaged', 'fileUnpacksTooLarge']
  },
  {
    title: 'EPUB of 1,000 chapters in the same bytes',
    name: 'overlapping.epub',
    make: () => overlapping(1000, 4),
    ends: ['fileUnpacksTooLarge', ...stopped]
  },
  {
    title: 'DOCX of 65,000 empty parts',
    name: 'parts.docx',
    make: () =>
      makeZip([
        ...docxParts(p(r(sentence))),
        ...Array.from({ length: 65_000 }, (_none, index) => ({ name: `n${index}`, content: '' }))
      ]),
    ends: ['article']
  },
  {
    title: 'EPUB of 60,000 chapters',
    name: 'chapters.epub',
    make: () => book(Array.from({ length: 60_000 }, () => '<p>x</p>')),
    ends: ['article', ...stopped]
  },
  {
    title: 'EPUB, entities of entities',
    name: 'laughs.epub',
    quick: true,
    make: () => book([laughs('html', chapter('<p>&a12;</p>'))]),
    ends: ['fileUnpacksTooLarge']
  },
  {
    title: 'DOCX, entities of entities',
    name: 'laughs.docx',
    quick: true,
    make: () => withDocument(laughs('w', wordDocument(p(r('&a12;'))))),
    ends: ['fileUnpacksTooLarge']
  },
  {
    title: 'DOCX, one paragraph in 200,000 runs',
    name: 'runs.docx',
    make: () =>
      withDocument(
        wordDocument(
          p(
            Array.from({ length: 200_000 }, (_none, index) =>
              r(`word${(index * 7919) % 99_991} `, '<w:b/><w:i/>')
            ).join('')
          )
        )
      ),
    ends: ['article', 'fileUnpacksTooLarge', ...stopped]
  },
  {
    title: 'DOCX, 100,000 notes',
    name: 'notes.docx',
    make: () =>
      makeZip(
        docxParts(
          p(
            r(sentence) +
              Array.from(
                { length: 100_000 },
                (_none, index) => `<w:r><w:footnoteReference w:id="${index}"/></w:r>`
              ).join('')
          ),
          [
            {
              name: 'word/footnotes.xml',
              content: `<w:footnotes>${Array.from({ length: 100_000 }, (_none, index) => `<w:footnote w:id="${index}">${p(r('note'))}</w:footnote>`).join('')}</w:footnotes>`
            }
          ]
        )
      ),
    ends: ['article', 'fileUnpacksTooLarge', ...stopped]
  }
];

const pdfBombs: Bomb[] = [
  {
    title: 'PDF page of 2 GB',
    name: 'swells.pdf',
    make: () => onePage({ body: '', packed: zlibSwelling(2048) }),
    ends: ['fileUnpacksTooLarge', 'fileNoText', 'fileDamaged', ...stopped]
  },
  {
    title: 'PDF packed twice over',
    name: 'twice.pdf',
    make: () =>
      onePage({
        body: '/Filter[/FlateDecode/FlateDecode]',
        stream: deflateSync(zlibSwelling(4096))
      }),
    ends: ['fileUnpacksTooLarge', 'fileNoText', 'fileDamaged', ...stopped]
  },
  {
    title: 'PDF that claims a billion pages',
    name: 'count.pdf',
    quick: true,
    make: () =>
      makePdf([
        { body: '<</Type/Catalog/Pages 2 0 R>>' },
        { body: '<</Type/Pages/Kids[4 0 R]/Count 1000000000>>' },
        font,
        { body: page(5) },
        { body: '', stream: pageText([sentence]) }
      ]),
    ends: ['article', 'fileTooManyPages', 'fileDamaged', ...stopped]
  },
  {
    title: 'PDF, the same page 100,000 times',
    name: 'pages.pdf',
    make: () =>
      makePdf([
        { body: '<</Type/Catalog/Pages 2 0 R>>' },
        { body: `<</Type/Pages/Kids[${'4 0 R '.repeat(100_000)}]/Count 100000>>` },
        font,
        { body: page(5) },
        { body: '', stream: pageText(Array.from({ length: 50 }, () => sentence)) }
      ]),
    ends: ['fileTooManyPages', ...stopped]
  },
  {
    title: 'PDF nested 200,000 deep',
    name: 'deep.pdf',
    quick: true,
    make: () =>
      makePdf([
        { body: `<</Type/Catalog/Pages 2 0 R/Deep ${'['.repeat(200_000)}>>` },
        { body: '<</Type/Pages/Kids[4 0 R]/Count 1>>' },
        font,
        { body: page(5) },
        { body: '', stream: `${'['.repeat(200_000)} ${pageText([sentence])}` }
      ]),
    ends: ['article', 'fileDamaged', 'fileNoText', ...stopped]
  },
  {
    title: 'PDF whose pages are their own children',
    name: 'circle.pdf',
    quick: true,
    make: () =>
      makePdf([
        { body: '<</Type/Catalog/Pages 2 0 R>>' },
        { body: '<</Type/Pages/Parent 2 0 R/Kids[2 0 R 2 0 R 4 0 R]/Count 3>>' },
        font,
        { body: page(5) },
        { body: '', stream: pageText([sentence]) }
      ]),
    ends: ['article', 'fileDamaged', 'fileNoText', ...stopped]
  },
  {
    title: 'PDF drawing that draws itself tenfold',
    name: 'forms.pdf',
    make: () => {
      const depth = 12;
      const forms = Array.from({ length: depth }, (_none, index): PdfObject => {
        const last = index === depth - 1;
        return {
          body: `/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</X ${last ? 6 : 7 + index} 0 R>>>>`,
          stream: last ? pageText([sentence]) : '/X Do '.repeat(10)
        };
      });
      return makePdf([
        { body: '<</Type/Catalog/Pages 2 0 R>>' },
        { body: '<</Type/Pages/Kids[4 0 R]/Count 1>>' },
        font,
        {
          body: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 6 0 R>>>>/Contents 5 0 R>>'
        },
        { body: '', stream: '/X Do '.repeat(10) },
        ...forms
      ]);
    },
    ends: ['fileUnpacksTooLarge', 'fileDamaged', 'fileTooLarge', ...stopped]
  },
  {
    title: 'PDF of 10 million letters on a page',
    name: 'letters.pdf',
    make: () =>
      onePage({
        body: '',
        packed: deflateSync(
          Buffer.from(`BT /F1 12 Tf 72 700 Td ${'(abcdefghij ) Tj '.repeat(1_000_000)} ET`)
        )
      }),
    ends: ['article', 'fileUnpacksTooLarge', 'fileTooLarge', ...stopped]
  },
  {
    title: 'PDF picture of 100,000 by 100,000 dots',
    name: 'picture.pdf',
    make: () =>
      makePages([[sentence]], {
        more: [
          {
            body: '/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceRGB',
            packed: zlibSwelling(1024)
          }
        ]
      }).slice(),
    ends: ['article', 'fileUnpacksTooLarge', ...stopped]
  }
];

const textBombs: Bomb[] = [
  {
    title: 'Text of 200 MB',
    name: 'large.txt',
    make: () => Buffer.alloc(200_000_000, `${sentence}\n\n`),
    ends: ['fileTooLarge']
  },
  {
    title: 'One line of 50 MB',
    name: 'line.txt',
    quick: true,
    make: () => Buffer.alloc(50_000_000, `${sentence} `),
    ends: ['fileTooLarge']
  },
  {
    title: 'One line of 19 MB',
    name: 'long line.txt',
    make: () => Buffer.alloc(19_000_000, `${sentence} `),
    ends: ['article', ...stopped]
  },
  {
    title: 'One word of 19 MB',
    name: 'long word.txt',
    make: () => Buffer.alloc(19_000_000, 'a'),
    ends: ['article', ...stopped]
  },
  {
    title: '9 million lines',
    name: 'lines.txt',
    make: () => Buffer.alloc(18_000_000, 'a\n'),
    ends: ['article', ...stopped]
  },
  {
    title: 'HTML nested 3 million deep',
    name: 'deep.html',
    make: () => Buffer.from(`<p>${sentence}</p>${'<div>'.repeat(3_000_000)}`),
    ends: ['article', 'fileDamaged', ...stopped]
  },
  {
    title: 'HTML, one element with a million attributes',
    name: 'attributes.html',
    make: () =>
      Buffer.from(
        `<p>${sentence}</p><p ${Array.from({ length: 1_000_000 }, (_none, index) => `a${index}=""`).join(' ')}>end</p>`
      ),
    ends: ['article', ...stopped]
  },
  {
    title: 'HTML, emphasis opened a million times',
    name: 'emphasis.html',
    make: () => Buffer.from(`<p>${sentence} ${'<b><i>x '.repeat(1_000_000)}</p>`),
    ends: ['article', 'fileDamaged', ...stopped]
  },
  {
    title: 'HTML, entities of entities',
    name: 'laughs.html',
    make: () => Buffer.from(laughs('html', chapter('<p>&a12;</p>'))),
    ends: ['article', 'fileUnpacksTooLarge']
  },
  {
    title: 'HTML table of a million cells',
    name: 'table.html',
    make: () =>
      Buffer.from(
        `<p>${sentence}</p><table>${`<tr>${'<td rowspan=1000 colspan=1000>x</td>'.repeat(100)}</tr>`.repeat(3000)}</table>`
      ),
    ends: ['article', ...stopped]
  },
  {
    title: 'Markdown of a million quotes in quotes',
    name: 'quotes.md',
    quick: true,
    make: () => Buffer.from(`${'>'.repeat(1_000_000)} ${sentence}\n\n${'- '.repeat(500_000)}x\n`),
    ends: ['article', 'fileNoText', ...stopped]
  },
  {
    title: 'Markdown of brackets and stars',
    name: 'brackets.md',
    make: () =>
      Buffer.from(
        `${sentence}\n\n${'['.repeat(200_000)}\n\n${'*a_ '.repeat(200_000)}\n\n${'![a]('.repeat(100_000)}\n\n${'`'.repeat(100_000)}\n\n${'<a '.repeat(100_000)}\n`
      ),
    ends: ['article', ...stopped]
  },
  {
    title: 'MHTML of parts in parts, 100,000 deep',
    name: 'nested.mhtml',
    quick: true,
    make: () => {
      const opened = Array.from(
        { length: 100_000 },
        (_none, index) =>
          `Content-Type: multipart/mixed; boundary="b${index}"\r\n\r\n--b${index}\r\n`
      );
      return Buffer.from(
        `MIME-Version: 1.0\r\n${opened.join('')}Content-Type: text/html\r\n\r\n<p>${sentence}</p>`
      );
    },
    ends: ['article', 'fileDamaged', 'fileNoText', ...stopped]
  },
  {
    title: 'MHTML of 100,000 pictures',
    name: 'pictures.mhtml',
    make: () =>
      makeMhtml([
        {
          type: 'text/html',
          location: 'https://a.example/',
          content: chapter(
            Array.from({ length: 50_000 }, (_none, index) => `<img src="${index}.png">`).join('')
          )
        },
        ...Array.from({ length: 50_000 }, (_none, index) => ({
          type: 'image/png',
          location: `https://a.example/${index}.png`,
          content: 'x'
        }))
      ]),
    ends: ['article', 'fileDamaged', 'fileUnpacksTooLarge', ...stopped]
  }
];

export const bombs: readonly Bomb[] = [...archiveBombs, ...pdfBombs, ...textBombs];
