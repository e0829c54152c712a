// Articles in rows with their highlights and note numbers in place: what the forms that are read print.
import type { Pair } from '../align/schema';
import { orderAnnotations, type OrderedAnnotation } from '../annotation/order';
import { collectPassages, numberOffset, type ArticlePassage } from '../annotation/passages';
import type { Annotation } from '../annotation/schema';
import type { Article, Block, Mark } from '../article/schema';
import { HARD_BREAK } from '../text/normalise';
import { HeadingLevels, layRows, titleBlock, titleOf } from './rows';

/** Words of the file's own, in the reader's language; the rest is the articles' and the notes'. */
export interface FormWords {
  /** The interface's language, a BCP 47 tag. */
  language: string;
  /** What the pair is and when the file was made. */
  summary: string[];
  notes: string;
  /** Heading over statements without a note. */
  statements: string;
  sources: string;
  /** Heading over passages that stand nowhere in the text shown. */
  elsewhere: string;
  languageName: (tag: string) => string;
  dateInWords: (date: string) => string;
  /** Who said what, and what answers it, on one line; empty for what is no statement. */
  statement: (annotation: Annotation) => string;
  /** What stands for a picture; `alt` is empty where it has no words. */
  picture: (alt: string) => string;
}

export type Piece =
  | { kind: 'text'; text: string; marks: Mark[]; over: OrderedAnnotation[] }
  | { kind: 'break' }
  /** `first`: the place the note leads back to. */
  | { kind: 'number'; number: number; first: boolean };

export interface LaidBlock {
  kind: Block['kind'];
  /** 2–6 for headings, never skipping one; else 0. */
  level: number;
  clutter: boolean;
  /** Of list items, from 1. */
  depth: number;
  /** Of list items that have no bullet. */
  marker: string | undefined;
  /** Place of a cell in its table. */
  cell: Block['cell'];
  /** Where it is another than the article's. */
  language: string | undefined;
  /** Alternative texts of the pictures above the words; empty where a picture has none, or the words say the same. */
  pictures: string[];
  pieces: Piece[];
}

export interface LaidDocument {
  /** One an article, in order. */
  titles: Piece[][];
  /** One cell an article. */
  rows: LaidBlock[][][];
  ordered: OrderedAnnotation[];
  /** Those of `ordered` that stand nowhere in titles and rows: not found, or in clutter left out. */
  elsewhere: OrderedAnnotation[];
}

/** Kinds that clutter does not keep: it is folded away, a paragraph a block. */
const structured: ReadonlySet<Block['kind']> = new Set(['heading', 'listItem', 'tableCell']);

interface NumberPlace {
  offset: number;
  number: number;
  first: boolean;
}

/** Pure; clutter is laid only where asked for. */
export function layDocument(
  articles: readonly Article[],
  pair: Pair | null,
  annotations: readonly Annotation[],
  clutter: boolean
): LaidDocument {
  const ordered = orderAnnotations(
    annotations,
    articles.map(({ id }) => id)
  );
  const passages = collectPassages(ordered, articles);
  const rows = layRows(articles, pair, clutter);
  const titles = articles.map(titleBlock);
  const shown = articles.map(
    (_, side) => new Set([titles[side] ?? -1, ...rows.flatMap((row) => row[side] ?? [])])
  );
  const { places, placed } = placeNumbers(articles, passages, shown);
  const cut = (side: number, index: number): Piece[] => {
    const article = articles[side];
    const block = article?.blocks[index];
    if (!article || !block) return [];
    return cutBlock(article, block, passages[side] ?? [], places.get(block) ?? []);
  };
  const levels = new HeadingLevels();
  const laid = (side: number, index: number): LaidBlock[] => {
    const article = articles[side];
    const block = article?.blocks[index];
    if (!article || !block) return [];
    const isClutter = block.clutter !== undefined;
    const { marker, cell, language, pictures = [] } = block;
    const words = article.text.slice(block.start, block.end);
    return [
      {
        kind: isClutter && structured.has(block.kind) ? 'paragraph' : block.kind,
        level: block.kind === 'heading' && !isClutter ? levels.next(block) : 0,
        clutter: isClutter,
        depth: block.kind === 'listItem' ? (block.level ?? 1) : 0,
        marker,
        cell,
        language: language === article.language ? undefined : language,
        pictures: isClutter ? [] : pictures.map(({ alt = '' }) => (alt === words ? '' : alt)),
        pieces: cut(side, index)
      }
    ];
  };
  return {
    titles: articles.map((article, side) => {
      const index = titles[side] ?? null;
      const title = { kind: 'text' as const, text: titleOf(article), marks: [], over: [] };
      return index === null ? [title] : cut(side, index);
    }),
    rows: rows.map((row) => row.map((cell, side) => cell.flatMap((index) => laid(side, index)))),
    ordered,
    elsewhere: ordered.filter(({ annotation }) => !placed.has(annotation.id))
  };
}

/** Where the numbers stand, and which annotations have a passage in a shown block. */
function placeNumbers(
  articles: readonly Article[],
  passages: readonly ArticlePassage[][],
  shown: readonly ReadonlySet<number>[]
): { places: Map<Block, NumberPlace[]>; placed: Set<string> } {
  const places = new Map<Block, NumberPlace[]>();
  const placed = new Set<string>();
  const all = passages
    .flatMap((list, side) => list.map((passage) => ({ passage, side })))
    .sort((a, b) => a.passage.index - b.passage.index);
  for (const { passage, side } of all) {
    const { annotation, number } = passage.ordered;
    const article = articles[side];
    const block = article?.blocks.findLast(
      ({ start, end }, index) =>
        start < passage.end && end > passage.start && shown[side]?.has(index)
    );
    if (!article || !block) continue;
    const first = !placed.has(annotation.id);
    placed.add(annotation.id);
    if (number === null) continue;
    const offset = numberOffset(article.text, passage.end, block);
    places.set(block, [...(places.get(block) ?? []), { offset, number, first }]);
  }
  return { places, placed };
}

/** The block's words cut wherever a highlight, a mark or a line begins or ends. */
function cutBlock(
  { text, marks }: Article,
  block: Block,
  passages: readonly ArticlePassage[],
  numbers: readonly NumberPlace[]
): Piece[] {
  const touches = ({ start, end }: { start: number; end: number }): boolean =>
    start < block.end && end > block.start;
  const over = passages.filter(touches);
  const styled = marks.filter(touches);
  const borders = new Set([block.start, block.end]);
  for (const { start, end } of [...over, ...styled]) {
    for (const at of [start, end]) if (at > block.start && at < block.end) borders.add(at);
  }
  for (const { offset } of numbers) borders.add(offset);
  for (let at = text.indexOf(HARD_BREAK, block.start); at >= 0 && at < block.end;) {
    borders.add(at).add(at + 1);
    at = text.indexOf(HARD_BREAK, at + 1);
  }
  const pieces: Piece[] = [];
  const offsets = [...borders].sort((a, b) => a - b);
  for (const [n, start] of offsets.entries()) {
    for (const { offset, number, first } of numbers) {
      if (offset === start) pieces.push({ kind: 'number', number, first });
    }
    const end = offsets[n + 1];
    if (end === undefined) break;
    const covers = (range: { start: number; end: number }): boolean =>
      range.start < end && range.end > start;
    const words = text.slice(start, end);
    if (words === HARD_BREAK) pieces.push({ kind: 'break' });
    else {
      pieces.push({
        kind: 'text',
        text: words,
        marks: styled.filter(covers),
        over: over.filter(covers).map(({ ordered }) => ordered)
      });
    }
  }
  return pieces;
}

/** The passages of an annotation that lie in the given articles, each on one line, with its article's index. */
export function quotationsOf(
  { targets }: Annotation,
  articles: readonly Article[]
): { side: number; text: string }[] {
  return targets.flatMap(({ articleId, anchor }) => {
    const side = articles.findIndex(({ id }) => id === articleId);
    return side < 0 ? [] : [{ side, text: anchor.exact.replace(/\s+/g, ' ').trim() }];
  });
}
