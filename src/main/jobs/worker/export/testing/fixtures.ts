// Articles, annotations and inputs for the export's tests, made by hand so that each test says what it holds.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Link, Pair, Verdict } from '@domain/align/schema';
import { noteFromPlainText, type NoteDocument } from '@domain/annotation/note';
import type { HighlightColour } from '@domain/annotation/colours';
import { annotationSchema, type Annotation } from '@domain/annotation/schema';
import { articleSchema, type Article, type Block, type Mark } from '@domain/article/schema';
import { pairIdSchema } from '@domain/ids';
import type { Statement } from '@domain/statement/schema';
import { NORMALISER_VERSION } from '@domain/text/normalise';
import { defaultExportOptions } from '@shared/export-choices';
import type { PdfInput } from '../../../job-contract';

export const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const date = '2026-03-14T09:26:53.000Z';

const templatesFolder = join(root, 'resources/typst');

const faces = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf',
  'inter/400Regular/Inter_400Regular.ttf',
  'inter/600SemiBold/Inter_600SemiBold.ttf',
  'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
  'ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
  'noto-serif-hebrew/400Regular/NotoSerifHebrew_400Regular.ttf'
];

/** Faces that a user would name. */
export const eastAsianFaces = [
  'zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular.ttf',
  'sawarabi-mincho/400Regular/SawarabiMincho_400Regular.ttf',
  'song-myung/400Regular/SongMyung_400Regular.ttf'
];

/** A folder with the faces as the build lays them out, and more; `remove` deletes it. */
export function makeFontsFolder(more: readonly string[] = []): {
  folder: string;
  remove: () => void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-fonts-'));
  for (const face of [...faces, ...more]) {
    cpSync(join(root, 'node_modules/@expo-google-fonts', face), join(folder, basename(face)));
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** Version 4 shaped, and the same for the same word. */
export function idOf(word: string): string {
  const hex = createHash('sha256').update(word).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export type BlockText =
  | string
  | ({ text: string; kind: Block['kind']; clutter?: true } & Pick<
      Block,
      'level' | 'marker' | 'cell' | 'language' | 'pictures'
    >);

/** Cells row by row; an empty text is an empty place. */
export const tableOf = (rows: string[][]): BlockText[] =>
  rows.flatMap((texts, row) =>
    texts.flatMap((text, column) =>
      text === '' ? [] : { text, kind: 'tableCell' as const, cell: { row, column } }
    )
  );

/** The first block is the title. `marks` finds each quoted text once and marks it. */
export function article(
  language: string,
  blockTexts: BlockText[],
  marks: { exact: string; kind: Mark['kind']; href?: string }[] = []
): Article {
  let text = '';
  const blocks: Block[] = [];
  for (const [index, entry] of blockTexts.entries()) {
    const given = typeof entry === 'string' ? { text: entry, kind: 'paragraph' as const } : entry;
    const { text: words, clutter, ...block }: Exclude<BlockText, string> = given;
    if (index > 0) text += '\n';
    const start = text.length;
    text += words;
    blocks.push({
      ...(index === 0 ? { level: 1 } : {}),
      ...block,
      kind: index === 0 ? 'heading' : block.kind,
      start,
      end: text.length,
      ...(clutter ? { clutter: 'related' } : {})
    });
  }
  return articleSchema.parse({
    format: 'diptych-article/1',
    id: idOf(text),
    original: {
      name: `${language}.txt`,
      extension: 'txt',
      byteLength: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex')
    },
    imported: date,
    title: text.slice(0, blocks[0]?.end),
    date: '2026-03-14',
    language,
    charset: 'utf-8',
    normaliserVersion: NORMALISER_VERSION,
    text,
    blocks,
    marks: marks.map(({ exact, kind, href }) => {
      const start = text.indexOf(exact);
      return { kind, start, end: start + exact.length, ...(href ? { href } : {}) };
    })
  });
}

export interface AnnotationSketch {
  colour?: HighlightColour;
  note?: string | NoteDocument;
  tags?: string[];
  author?: string;
  statement?: Statement;
}

/** An annotation on quotations of the articles; each `exact` must occur, its first occurrence is taken. */
export function annotation(
  word: string,
  quotations: [Article, string][],
  sketch: AnnotationSketch = {}
): Annotation {
  return annotationSchema.parse({
    id: idOf(word),
    targets: quotations.map(([{ id, text }, exact]) => {
      const start = text.indexOf(exact);
      if (start < 0) throw new Error(`not in the article: ${exact}`);
      const end = start + exact.length;
      return {
        articleId: id,
        anchor: {
          exact,
          prefix: text.slice(Math.max(0, start - 32), start),
          suffix: text.slice(end, end + 32),
          start,
          end,
          normaliserVersion: NORMALISER_VERSION
        },
        state: 'exact'
      };
    }),
    colour: sketch.colour ?? 'yellow',
    tags: sketch.tags ?? [],
    note: typeof sketch.note === 'string' ? noteFromPlainText(sketch.note) : (sketch.note ?? null),
    ...(sketch.statement ? { statement: sketch.statement } : {}),
    author: sketch.author ?? 'Nguyễn Thu Lan',
    created: '2026-03-15T08:00:00.000Z',
    modified: '2026-03-16T10:30:00.000Z'
  });
}

/** A pair whose blocks answer each other one by one, as far as both sides have some. */
export function pairOf(source: Article, target: Article, verdict: Verdict = 'translation'): Pair {
  const shown = (side: Article): Block[] => side.blocks.filter(({ clutter }) => !clutter);
  const targets = shown(target);
  const links = shown(source).flatMap((block, index): Link[] => {
    const other = targets[index];
    if (!other) return [];
    return [
      {
        id: String(index),
        state: 'proposed',
        source: [[block.start, block.end]],
        target: [[other.start, other.end]],
        confidence: 1,
        reasons: []
      }
    ];
  });
  return {
    format: 'diptych-pair/1',
    id: pairIdSchema.parse(idOf(source.id + target.id)),
    sourceId: source.id,
    targetId: target.id,
    verdict,
    evidence: 1,
    alignerVersion: 1,
    links,
    created: date,
    modified: date
  };
}

/** An input with everything at its default but what is given. */
export function pdfInput(
  fontsFolder: string,
  given: Pick<PdfInput, 'articles'> & Partial<PdfInput>
): PdfInput {
  return {
    pair: null,
    annotations: [],
    tags: [],
    options: defaultExportOptions,
    language: 'en',
    author: 'Nguyễn Thu Lan',
    date,
    fontsFolder,
    templatesFolder,
    fontPlaces: { own: [], system: [] },
    jsonLd: null,
    ...given
  };
}
