// The articles as they are set: side by side in rows, or one after the other.
import type { OrderedAnnotation } from '@domain/annotation/order';
import type { ArticlePassage } from '@domain/annotation/passages';
import type { Article, Block } from '@domain/article/schema';
import {
  HeadingLevels,
  layRows,
  titleBlock,
  titleOf,
  type RowOfBlocks
} from '@domain/interchange/rows';
import type { Translator } from '@shared/i18n/translator';
import type { PdfInput } from '../../../job-contract';
import type { Marker } from '../pdf/annotate';
import { dateInWords, languageName, typstLanguage } from './language';
import type { NumberPlaces } from './number-places';
import { PieceCutter } from './pieces';
import { breakable } from './printable';
import { printGroups, type CutBlock } from './print-groups';
import { sideOf } from './sections';
import type { Column, Inline, Part, PrintedNote, Row } from './typeset-document';

/** What is printed in one part: which articles, and which of their blocks side by side. */
export interface Laid {
  sides: number[];
  rows: RowOfBlocks[];
}

export function layParts({ articles, pair, options }: PdfInput): Laid[] {
  const sides = articles.map((_, side) => side);
  if (!pair || options.layout !== 'sequence') {
    return [{ sides, rows: layRows(articles, pair, options.clutter) }];
  }
  return articles.map((article, side) => ({
    sides: [side],
    rows: layRows([article], null, options.clutter)
  }));
}

/** Prints articles, each block with the numbers and markers that belong in it. */
export class PartPrinter {
  readonly #cutters: PieceCutter[];
  readonly #titles: (number | null)[];

  constructor(
    private readonly input: PdfInput,
    passages: ArticlePassage[][],
    private readonly numbers: NumberPlaces,
    private readonly notesOf: (blocks: readonly Block[]) => PrintedNote[],
    markers: Marker[],
    private readonly translator: Translator
  ) {
    this.#cutters = input.articles.map(
      (article, side) => new PieceCutter(article, passages[side] ?? [], markers)
    );
    this.#titles = input.articles.map(titleBlock);
  }

  part({ sides, rows }: Laid): Part {
    const levels = new HeadingLevels();
    const titles = sides.flatMap((side) => this.#block(side, this.#titles[side] ?? -1) ?? []);
    // Beside a heading there is no room: its notes go with what follows.
    let waiting: PrintedNote[] = [];
    const printed = rows.map((blocks): Row => {
      const row = this.#row(sides, blocks, levels);
      const notes = [...waiting, ...row.notes];
      waiting = row.heading ? notes : [];
      return { ...row, notes: row.heading ? [] : notes };
    });
    const last = printed.at(-1);
    if (last) last.notes.push(...waiting);
    return {
      columns: sides.map((side) => this.#column(side)),
      notes: this.notesOf(titles),
      rows: printed
    };
  }

  #row(sides: number[], blocks: RowOfBlocks, levels: HeadingLevels): Row {
    const cells = blocks.map((cell, column) =>
      printGroups(
        cell.flatMap((index) => this.#cut(sides[column] ?? 0, index)),
        levels
      )
    );
    const own = blocks.flatMap((cell, column) =>
      cell.flatMap((index) => this.#block(sides[column] ?? 0, index) ?? [])
    );
    const heading = cells.flat().every(({ kind }) => kind === 'heading');
    return { heading, cells, notes: this.notesOf(own) };
  }

  #block(side: number, index: number): Block | undefined {
    return this.input.articles[side]?.blocks[index];
  }

  #inlines(side: number, block: Block): Inline[] {
    return this.#cutters[side]?.cut(block, this.numbers.byBlock.get(block) ?? []) ?? [];
  }

  #column(side: number): Column {
    const article = this.input.articles[side];
    if (!article) throw new Error(`no article ${side}`);
    const block = this.#block(side, this.#titles[side] ?? -1);
    const { language } = article;
    return {
      side: sideOf(side),
      language: typstLanguage(language),
      languageName: languageName(language, language),
      title: block ? this.#inlines(side, block) : [{ text: breakable(titleOf(article)) }],
      facts: [
        article.source ?? '',
        article.date
          ? dateInWords(article.date, this.input.language)
          : this.translator.t('pdf.dateNotStated'),
        article.original.name
      ]
        .filter((fact) => fact !== '')
        .map(breakable)
    };
  }

  #cut(side: number, index: number): CutBlock[] {
    const article = this.input.articles[side];
    const block = this.#block(side, index);
    if (!article || !block) return [];
    const { kind, marker, cell, language = article.language } = block;
    return [
      {
        kind,
        clutter: block.clutter !== undefined,
        depth: kind === 'listItem' ? (block.level ?? 1) : 0,
        marker,
        cell,
        block,
        words: {
          language: language === article.language ? null : typstLanguage(language),
          inlines: this.#inlines(side, block)
        }
      }
    ];
  }
}

/** Blocks that the file holds, by the articles' order: titles and what stands in rows. */
export function printedBlocks(articles: readonly Article[], parts: Laid[]): Set<number>[] {
  const printed = articles.map((article) => new Set([titleBlock(article) ?? -1]));
  for (const { sides, rows } of parts) {
    for (const row of rows) {
      for (const [column, cell] of row.entries()) {
        for (const index of cell) printed[sides[column] ?? -1]?.add(index);
      }
    }
  }
  return printed;
}

/** The first rows of the first part; all parts where `most` is null. */
export function firstRows(parts: Laid[], most: number | null): Laid[] {
  if (most === null) return parts;
  return parts.slice(0, 1).map(({ sides, rows }) => ({ sides, rows: rows.slice(0, most) }));
}

/** Those with a passage before the end of what is printed. */
export function touching(
  ordered: readonly OrderedAnnotation[],
  articles: readonly Article[],
  printed: readonly ReadonlySet<number>[]
): OrderedAnnotation[] {
  const ends = new Map(
    articles.map(({ id, blocks }, side) => {
      const last = Math.max(...(printed[side] ?? []));
      return [id, blocks[last]?.end ?? 0];
    })
  );
  return ordered.filter(({ annotation }) =>
    annotation.targets.some(({ articleId, anchor }) => anchor.start < (ends.get(articleId) ?? 0))
  );
}
