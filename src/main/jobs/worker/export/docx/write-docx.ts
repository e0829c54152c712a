// A pair or an article for a word processor: two columns tied row by row, inks as shading, notes as comments.
import {
  AlignmentType,
  BorderStyle,
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType
} from 'docx';
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { Article } from '@domain/article/schema';
import {
  layDocument,
  quotationsOf,
  type FormWords,
  type LaidBlock
} from '@domain/interchange/laid-document';
import { titleOf } from '@domain/interchange/rows';
import { createTranslator } from '@shared/i18n/translator';
import type { Jobs, PdfInput } from '../../../job-contract';
import { formWords } from '../content/form-words';
import { BlockRuns, plain } from './block-runs';
import { commentsOf } from './comments';

/** Twentieths of a point: A4 and Letter upright, and the margin. */
const papers = { a4: [11_906, 16_838], letter: [12_240, 15_840] } as const;
const MARGIN = 1000;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const hairline = { style: BorderStyle.SINGLE, size: 4, color: 'D8D5CE' };
const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6
];

/** Half points. Ink, not a word processor's blue. */
const styled = (size: number) => ({ run: { size, bold: true, color: '1D1B18' } });
const styles = {
  default: {
    document: { run: { font: 'Cambria', size: 21 } },
    title: styled(30),
    heading1: styled(25),
    heading2: styled(23),
    heading3: styled(22),
    heading4: styled(21),
    heading5: styled(21),
    heading6: styled(21)
  }
};

/** Made in full before anything is written. Comments bear author and date; those without a passage stand at the end. */
export async function exportDocx(input: PdfInput): Promise<Jobs['exportDocx']['output']> {
  const { articles, pair, annotations, options, language, date, author } = input;
  const translator = createTranslator(language);
  const words = formWords(translator, { pair, date, annotations });
  const laid = layDocument(articles, pair, annotations, options.clutter);
  const runs = new BlockRuns(articles);
  const paragraphs = (blocks: readonly LaidBlock[], side: number): Paragraph[] =>
    blocks.map((block) => paragraphOf(block, side, runs, words));
  const heads = articles.map((article, side) =>
    headOf(article, runs.of(laid.titles[side] ?? [], side, undefined), words)
  );
  const body =
    articles.length === 1
      ? [...(heads[0] ?? []), ...laid.rows.flatMap((row) => paragraphs(row[0] ?? [], 0))]
      : [tableOf([heads, ...laid.rows.map((row) => row.map(paragraphs))])];
  const document = new Document({
    creator: author === '' ? 'Diptych' : author,
    title: articles.map(titleOf).map(plain).join(' · '),
    description: words.summary.map(plain).join(' · '),
    styles,
    comments: { children: commentsOf(laid.ordered, articles, words) },
    sections: [
      {
        properties: { page: pageOf(options) },
        children: [
          small(words.summary.join(' · ')),
          ...body,
          ...list(words.statements, statementsOf(laid.ordered, laid.elsewhere), articles, words),
          ...list(words.elsewhere, laid.elsewhere, articles, words),
          ...sourcesOf(articles, words)
        ]
      }
    ]
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(document));
  return { bytes, annotations: annotations.length, notes: runs.comments };
}

function pageOf({ paper, landscape }: PdfInput['options']) {
  const [width, height] = papers[paper];
  const orientation = landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  const margin = { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN };
  return { size: { width, height, orientation }, margin };
}

/** One row a row, halves of the width, a hairline between rows and none between columns. */
function tableOf(rows: readonly (readonly Paragraph[][])[]): Table {
  const cell = (content: readonly Paragraph[]): TableCell =>
    new TableCell({
      children: content.length > 0 ? content : [new Paragraph({})],
      width: { size: 50, type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 100, right: 100 }
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    layout: TableLayoutType.FIXED,
    columnWidths: [4900, 4900],
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: hairline,
      insideVertical: none
    },
    rows: rows.map(
      (cells, index) => new TableRow({ children: cells.map(cell), tableHeader: index === 0 })
    )
  });
}

function headOf(article: Article, title: TextRun[], words: FormWords): Paragraph[] {
  const facts = [
    article.byline,
    article.source,
    article.place,
    article.date && words.dateInWords(article.date),
    article.url
  ].filter(Boolean);
  return [
    small(words.languageName(article.language)),
    new Paragraph({ heading: HeadingLevel.TITLE, children: title, spacing: { after: 80 } }),
    ...(facts.length > 0 ? [small(facts.join(' · '))] : [])
  ];
}

function paragraphOf(block: LaidBlock, side: number, runs: BlockRuns, words: FormWords): Paragraph {
  const { kind, level, depth, marker, pictures, pieces, language, clutter } = block;
  const shown = pictures.map((alt) => run(`[${words.picture(alt)}] `, { italics: true }));
  const indent = depth > 0 ? { left: 360 * depth, hanging: marker === undefined ? 0 : 280 } : {};
  const lead = marker === undefined ? [] : [run(`${marker} `)];
  const isBullet = kind === 'listItem' && marker === undefined;
  return new Paragraph({
    ...(level > 0 ? { heading: headings[level - 1] ?? HeadingLevel.HEADING_6 } : {}),
    ...(isBullet ? { bullet: { level: Math.min(8, Math.max(0, depth - 1)) } } : { indent }),
    ...(kind === 'quote' ? { indent: { left: 400 } } : {}),
    bidirectional: runs.isRightToLeft(side, language),
    alignment: AlignmentType.START,
    spacing: { after: 120 },
    children: [
      ...shown,
      ...lead,
      ...runs.of(pieces, side, language, clutter ? { color: '6B6862', size: 18 } : {})
    ]
  });
}

/** Statements without a note have no comment to stand in. */
function statementsOf(
  ordered: readonly OrderedAnnotation[],
  elsewhere: readonly OrderedAnnotation[]
): OrderedAnnotation[] {
  return ordered.filter(
    (entry) => entry.number === null && entry.annotation.statement && !elsewhere.includes(entry)
  );
}

function list(
  title: string,
  entries: readonly OrderedAnnotation[],
  articles: readonly Article[],
  words: FormWords
): Paragraph[] {
  if (entries.length === 0) return [];
  const items = entries.flatMap(({ annotation }) => [
    new Paragraph({
      spacing: { before: 120 },
      children: [
        run(
          quotationsOf(annotation, articles)
            .map(({ text }) => `“${text}”`)
            .join(' ')
        )
      ]
    }),
    small(annotation.statement ? words.statement(annotation) : annotation.author)
  ]);
  return [heading(title), ...items];
}

function sourcesOf(articles: readonly Article[], words: FormWords): Paragraph[] {
  return [
    heading(words.sources),
    ...articles.flatMap((article) => [
      new Paragraph({ spacing: { before: 120 }, children: [run(titleOf(article))] }),
      small(article.original.name),
      small(`SHA-256 ${article.original.sha256}`)
    ])
  ];
}

function heading(text: string): Paragraph {
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    spacing: { before: 360, after: 80 },
    children: [run(text)]
  });
}

function run(text: string, style: { italics?: boolean } = {}): TextRun {
  return new TextRun({ text: plain(text), ...style });
}

const small = (text: string): Paragraph =>
  new Paragraph({
    spacing: { after: 60 },
    children: [new TextRun({ text: plain(text), size: 17, color: '6B6862' })]
  });
