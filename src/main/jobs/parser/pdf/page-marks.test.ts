// Highlights and notes that other programs put into PDFs. Catches words beside the quads, quads whose corners come in
// another order or on turned pages, words torn at line ends and columns, and notes that vanish with their place.
import { PDFDocument } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { nearestColour, type PdfMark } from '@domain/interchange/pdf-marks';
import { typstPdf } from '../test-fixtures/made-pdf';
import { markedPdf, pdfDate, type MadeLine, type MadeMark } from '../test-fixtures/marked-pdf';
import { parseArticle } from '../parse-article';

const column = (texts: string[], x = 60, top = 760): MadeLine[] =>
  texts.map((text, index) => ({ text, x, y: top - 14 * index }));

const lines = column([
  'The harbour bridge closes on the twentieth of May, the city said on Monday, and stays',
  'closed for nine weeks. Traffic officials find the plan efficient; shop owners do not, and',
  'they will meet the mayor tomorrow.'
]);

async function read(bytes: Uint8Array): Promise<{ text: string; found: PdfMark[] }> {
  const { article, found = [] } = await parseArticle('paper.pdf', bytes);
  for (const { passages } of found) {
    for (const { exact, start, end } of passages)
      expect(article.text.slice(start, end)).toBe(exact);
  }
  return { text: article.text, found };
}

const wordsOf = ({ passages }: PdfMark): string[] => passages.map(({ exact }) => exact);

describe('a highlight', () => {
  const inManner: Record<string, MadeMark> = {
    Zotero: {
      on: [
        [0, 'the city said on Monday, and stays'],
        [1, 'closed for nine weeks']
      ],
      entries: {
        C: [1, 0.831, 0],
        CA: 0.5,
        NM: pdfDate('Zotero-QW3ER5TY'),
        M: pdfDate("D:20250310101530Z00'00'")
      },
      contents: 'Xem lại: chín tuần?',
      author: 'Lan'
    },
    Acrobat: {
      on: [
        [0, 'the city said on Monday, and stays'],
        [1, 'closed for nine weeks']
      ],
      entries: {
        C: [1, 0.819611, 0],
        CA: 0.4,
        NM: pdfDate('0b7c3c68-5c53-4d51-b6a5-2f6f5f0e8a02'),
        CreationDate: pdfDate("D:20250310171530+07'00'"),
        M: pdfDate("D:20250310171530+07'00'"),
        RC: pdfDate('<?xml version="1.0"?><body><p>…</p></body>')
      },
      contents: 'Xem lại: chín tuần?',
      author: 'Lan'
    },
    Okular: {
      corners: 'around',
      on: [
        [0, 'the city said on Monday, and stays'],
        [1, 'closed for nine weeks']
      ],
      entries: {
        C: [1, 1, 0],
        NM: pdfDate('okular-{7a1f8f2e-3a57-4f0e-9d4e-0a0b6f2b1c11}'),
        CreationDate: pdfDate('D:20250310101530Z'),
        M: pdfDate('D:20250310101530Z')
      },
      contents: 'Xem lại: chín tuần?',
      author: 'Lan'
    },
    Preview: {
      on: [
        [0, 'the city said on Monday, and stays'],
        [1, 'closed for nine weeks']
      ],
      entries: {
        C: [0.98, 0.86, 0.29],
        M: pdfDate("D:20250310101530Z00'00'"),
        'AAPL:AKExtras': {}
      },
      contents: 'Xem lại: chín tuần?',
      author: 'Lan'
    }
  };

  it.each(Object.keys(inManner))('of %s stands on its words, with all it says', async (program) => {
    const mark = inManner[program];
    const { found } = await read(await markedPdf([{ lines, marks: mark ? [mark] : [] }]));
    expect(found.map(wordsOf)).toEqual([
      ['the city said on Monday, and stays closed for nine weeks']
    ]);
    expect(found[0]).toMatchObject({
      contents: 'Xem lại: chín tuần?',
      author: 'Lan',
      created: '2025-03-10T10:15:30.000Z',
      modified: '2025-03-10T10:15:30.000Z'
    });
    expect(nearestColour(found[0]?.colour ?? null)).toBe('yellow');
  });

  it.each(['upperFirst', 'around'] as const)(
    'on a turned page stands on its words, corners %s',
    async (corners) => {
      const marks: MadeMark[] = [{ on: [[1, 'Traffic officials']], corners }];
      const { found } = await read(await markedPdf([{ lines, marks }], true));
      expect(found.map(wordsOf)).toEqual([['Traffic officials']]);
    }
  );

  it('may be a line under or through the words, overlap another, and be one letter', async () => {
    const marks: MadeMark[] = [
      { subtype: 'Underline', on: [[0, 'harbour bridge']] },
      { subtype: 'StrikeOut', on: [[0, 'bridge closes']] },
      { subtype: 'Squiggly', on: [[0, 'b']] }
    ];
    const { found } = await read(await markedPdf([{ lines, marks }]));
    expect(found.map(wordsOf)).toEqual([['harbour bridge'], ['bridge closes'], ['b']]);
  });

  // Catches a highlight that runs on into the other column, and a word that keeps the hyphen of its line's end.
  it('goes on from column to column, and over words cut at a line’s end', async () => {
    const left = column(
      [
        'Ferries carry those who used to',
        'drive over the bridge; the com-',
        'pany has leased two more boats',
        'for the summer. Nobody waits',
        'longer than a quarter of an hour,',
        'the harbour master says, and the'
      ],
      60
    );
    const right = column(
      [
        'boats run all night. On the other',
        'bank the buses wait at the pier,',
        'and a shuttle goes to the central',
        'station every ten minutes. The',
        'old tram line, closed for years,',
        'may be opened again in autumn.'
      ],
      330
    );
    const marks: MadeMark[] = [
      {
        on: [
          [1, 'the com-'],
          [2, 'pany has leased']
        ]
      },
      {
        on: [
          [5, 'the harbour master says, and the'],
          [6, 'boats run all night.']
        ]
      }
    ];
    const { found } = await read(await markedPdf([{ lines: [...left, ...right], marks }]));
    expect(found.map(wordsOf)).toEqual([
      ['the company has leased'],
      ['the harbour master says, and the boats run all night.']
    ]);
  });

  // Catches a quotation with ﬁ in it, which nobody finds again; Typst's fonts draw ligatures.
  it('on ligatures has the letters', async () => {
    const bytes = await typstPdf(
      '#set page("a5")\n#set text(font: "Source Serif 4")\nThe office filed a difficult and efficient affidavit in five final offers.',
      false
    );
    const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
    const page = await (await task.promise).getPage(1);
    const items = (await page.getTextContent()).items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? item : []
    );
    const document = await PDFDocument.load(bytes);
    const quads = items.flatMap(({ transform, width, height }) => {
      const [x, y] = [Number(transform[4]), Number(transform[5])];
      return [x, y + height, x + width, y + height, x, y - 2, x + width, y - 2];
    });
    await task.destroy();
    const annotation = {
      Type: 'Annot',
      Subtype: 'Highlight',
      Rect: [0, 0, 400, 600],
      QuadPoints: quads
    };
    document.getPage(0).node.addAnnot(document.context.register(document.context.obj(annotation)));
    const { text, found } = await read(await document.save());
    expect(text).toContain('office filed a difficult and efficient affidavit in five final offers');
    expect(found.map(wordsOf)).toEqual([[text]]);
  });
});

describe('a note without words under it', () => {
  it('stands on the paragraph beside it; an empty one is none', async () => {
    const apart = [...lines, ...column(['Ferries run all night.'], 60, 640)];
    const marks: MadeMark[] = [
      { subtype: 'Text', on: [], rect: [30, 636, 48, 654], contents: 'Ai nói?', author: 'Minh' },
      { subtype: 'Square', on: [], rect: [55, 730, 300, 770], contents: 'Cả đoạn' },
      { subtype: 'Ink', on: [], rect: [55, 730, 300, 770] }
    ];
    const { found } = await read(await markedPdf([{ lines: apart, marks }]));
    expect(found.map(({ contents }) => contents)).toEqual(['Ai nói?', 'Cả đoạn']);
    expect(wordsOf(found[0]!)).toEqual(['Ferries run all night.']);
    expect(wordsOf(found[1]!)[0]).toMatch(/^The harbour bridge .* tomorrow\.$/);
  });
});

// Catches notes dropped with the page's foot or with a picture: they are kept, and say what they stood on.
it('what stands on no word of the text keeps its note and the words drawn there', async () => {
  const foot = (number: number): MadeLine[] => [
    { text: `Harbour Weekly ${number}`, x: 260, y: 30 }
  ];
  const nowhere: MadeMark = {
    on: [],
    rect: [400, 300, 500, 320],
    entries: { QuadPoints: [400, 320, 500, 320, 400, 300, 500, 300] },
    contents: 'Không có chữ'
  };
  const onFoot: MadeMark = { on: [[3, 'Harbour Weekly']], contents: 'Báo nào?' };
  const pages = [1, 2, 3].map((number) => ({
    lines: [...lines, ...foot(number)],
    marks: [number === 2 ? onFoot : nowhere]
  }));
  const { found } = await read(await markedPdf(pages));
  expect(found.map(({ passages, words, contents }) => [passages.length, words, contents])).toEqual([
    [0, '', 'Không có chữ'],
    [0, 'Harbour Weekly', 'Báo nào?'],
    [0, '', 'Không có chữ']
  ]);
});

// Catches an answer lost, or told as a note of its own on nothing.
it('answers stand behind what they answer', async () => {
  const bytes = await markedPdf([
    { lines, marks: [{ on: [[1, 'efficient']], contents: 'Thật không?', author: 'Lan' }] }
  ]);
  const document = await PDFDocument.load(bytes);
  const page = document.getPage(0);
  const parent = page.node.Annots()?.get(0);
  const reply = document.context.obj({
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [0, 0, 10, 10],
    T: pdfDate('Minh'),
    Contents: pdfDate('Not at all.')
  });
  reply.set(document.context.obj('IRT'), parent as never);
  page.node.addAnnot(document.context.register(reply));
  const { found } = await read(await document.save());
  expect(found.map(({ contents }) => contents)).toEqual(['Thật không?\n\nMinh: Not at all.']);
});

it.each([
  [[255, 212, 0], 'yellow'],
  [[255, 102, 102], 'pink'],
  [[95, 178, 54], 'green'],
  [[46, 168, 229], 'blue'],
  [[162, 138, 229], 'violet'],
  [[229, 110, 238], 'violet'],
  [[241, 152, 55], 'orange'],
  [[170, 170, 170], 'yellow'],
  [null, 'yellow']
] as const)('the colour %j is nearest to %s', (colour, ours) => {
  expect(nearestColour(colour)).toBe(ours);
});
