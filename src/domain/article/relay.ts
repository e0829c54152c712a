// Blocks laid out anew: other kinds, joined, split, told as clutter. Words are never edited: what stands between two
// blocks is one character, which a join makes a space and a split makes out of white space, so that every offset of
// every annotation and link stays where it was.
import { HARD_BREAK } from '../text/normalise';
import type { Block, BlockKind, Mark, ParsedArticle } from './schema';

type Laid = Pick<ParsedArticle, 'text' | 'blocks' | 'marks'>;

/** A stretch of whole blocks, with the marks in it. Offsets are the article's. */
export interface Stretch {
  text: string;
  /** At least one; the first begins where the text does. */
  blocks: Block[];
  marks: Mark[];
}

/** A stretch before and after; turned round, it takes the act back. */
export interface Relay {
  before: Stretch;
  after: Stretch;
}

/** What a block can be made by hand. Cells and figures come from a file alone. */
export interface BlockForm {
  kind: Exclude<BlockKind, 'tableCell' | 'figure'>;
  /** Of headings. */
  level?: number;
}

/** The blocks from the first to the last index, as they stand. Throws RangeError where there are none such. */
export function stretchOf({ text, blocks, marks }: Laid, first: number, last: number): Stretch {
  const inside = blocks.slice(first, last + 1);
  const [start, end] = [inside[0]?.start, inside.at(-1)?.end];
  if (first < 0 || last >= blocks.length || start === undefined || end === undefined) {
    throw new RangeError(`no blocks ${first} to ${last}`);
  }
  return {
    text: text.slice(start, end),
    blocks: inside,
    marks: marks.filter((mark) => mark.start >= start && mark.end <= end)
  };
}

function each(article: Laid, indexes: readonly number[], change: (block: Block) => Block): Relay {
  const before = stretchOf(article, Math.min(...indexes), Math.max(...indexes));
  const chosen = new Set(indexes.map((index) => article.blocks[index]));
  const blocks = before.blocks.map((block) => (chosen.has(block) ? change(block) : block));
  return { before, after: { ...before, blocks } };
}

/** Blocks (by index) made another kind. What only the old kind has (level, marker, cell) goes. */
export function retype(article: Laid, indexes: readonly number[], form: BlockForm): Relay {
  return each(article, indexes, ({ level, marker, cell: _, ...block }) => {
    const nested = form.kind === 'listItem' && block.kind === 'listItem';
    return {
      ...block,
      kind: form.kind,
      ...(form.level === undefined ? {} : { level: form.level }),
      ...(nested && level !== undefined ? { level } : {}),
      ...(nested && marker !== undefined ? { marker } : {})
    };
  });
}

/** Blocks (by index) told as clutter by hand, or taken back. */
export function tellClutter(article: Laid, indexes: readonly number[], clutter: boolean): Relay {
  return each(article, indexes, ({ clutter: reason, ...block }) =>
    clutter ? { ...block, clutter: reason ?? 'hand' } : block
  );
}

/** Whether the neighbours may become one: all clutter or all not. */
export function canJoin({ blocks }: Pick<Laid, 'blocks'>, first: number, last: number): boolean {
  const inside = blocks.slice(first, last + 1);
  const clutter = inside[0]?.clutter !== undefined;
  return (
    first >= 0 &&
    last > first &&
    last < blocks.length &&
    inside.every((block) => (block.clutter !== undefined) === clutter)
  );
}

/** The blocks from the first to the last as one of the first's kind; between lines of code a line break stays. */
export function join(article: Laid, first: number, last: number): Relay {
  if (!canJoin(article, first, last)) throw new RangeError(`blocks ${first} to ${last}`);
  const before = stretchOf(article, first, last);
  const [head] = before.blocks as [Block];
  const isCode = before.blocks.every(({ kind }) => kind === 'code');
  const pictures = before.blocks.flatMap((block) => block.pictures ?? []);
  const block = { ...head, end: before.blocks.at(-1)?.end ?? head.end };
  return {
    before,
    after: {
      text: before.text.replaceAll('\n', isCode ? HARD_BREAK : ' '),
      blocks: [pictures.length > 0 ? { ...block, pictures } : block],
      marks: before.marks
    }
  };
}

/** Where a block can be parted so that its second part begins with the words at `offset`: the white space before them. Null where there is none. */
export function splitPoint({ text, blocks }: Laid, offset: number): number | null {
  let words = offset;
  while (words < text.length && /\s/.test(text.charAt(words))) words += 1;
  const block = blocks.find(({ start, end }) => start < words && words < end);
  if (!block || block.kind === 'tableCell' || !/\s/.test(text.charAt(words - 1))) return null;
  return text.slice(block.start, words).trim() === '' ? null : words - 1;
}

/** What the second part of a block is: a headline or caption was one line, whatever followed it. */
const secondKind = (kind: BlockKind): BlockKind =>
  kind === 'heading' || kind === 'caption' || kind === 'figure' ? 'paragraph' : kind;

/** The block parted at the point that {@link splitPoint} gives, which becomes the line feed between the two. */
export function split(article: Laid, point: number): Relay {
  const index = article.blocks.findIndex(({ start, end }) => start < point && point < end);
  const before = stretchOf(article, index, index);
  const [whole] = before.blocks as [Block];
  const { kind, clutter, language, level } = whole;
  const second: Block = {
    kind: secondKind(kind),
    start: point + 1,
    end: whole.end,
    ...(kind === 'listItem' && level !== undefined ? { level } : {}),
    ...(language === undefined ? {} : { language }),
    ...(clutter === undefined ? {} : { clutter })
  };
  const at = point - whole.start;
  return {
    before,
    after: {
      text: `${before.text.slice(0, at)}\n${before.text.slice(at + 1)}`,
      blocks: [{ ...whole, end: point }, second],
      marks: before.marks
        .flatMap((mark) => cut(mark, point))
        .toSorted((a, b) => a.start - b.start || b.end - a.end)
    }
  };
}

function cut(mark: Mark, point: number): Mark[] {
  if (mark.end <= point || mark.start > point) return [mark];
  return [
    { ...mark, end: point },
    { ...mark, start: point + 1 }
  ].filter(({ start, end }) => start < end);
}

/**
 * The article with the stretch laid anew; nothing outside it changes, and no offset. Throws RangeError, with the reason,
 * where `after` has other words, emphasis or pictures, or is not whole blocks joined by one line feed.
 */
export function layAnew<T extends Laid>(article: T, { before, after }: Relay): T {
  const start = before.blocks[0]?.start ?? 0;
  const end = start + before.text.length;
  check(sameWords(before.text, after.text), 'words');
  check(isWhole(after, start, end), 'blocks');
  check(emphasis(before, start) === emphasis(after, start), 'marks');
  const pictures = ({ blocks }: Stretch): string =>
    JSON.stringify(blocks.flatMap((block) => block.pictures?.map(({ sha256 }) => sha256) ?? []));
  check(pictures(before) === pictures(after), 'pictures');
  const around = <Spanned extends { start: number; end: number }>(
    all: readonly Spanned[],
    inside: readonly Spanned[]
  ): Spanned[] => [
    ...all.filter((one) => one.end < start),
    ...inside,
    ...all.filter((one) => one.start > end)
  ];
  return {
    ...article,
    text: article.text.slice(0, start) + after.text + article.text.slice(end),
    blocks: around(article.blocks, after.blocks),
    marks: around(article.marks, after.marks)
  };
}

function check(holds: boolean, reason: string): void {
  if (!holds) throw new RangeError(reason);
}

/** Character for character the same, but that white space may be other white space. */
function sameWords(one: string, other: string): boolean {
  const plain = (text: string): string => text.replace(/\s/g, ' ');
  return one.length === other.length && plain(one) === plain(other);
}

function isWhole({ text, blocks, marks }: Stretch, start: number, end: number): boolean {
  const words = (block: { start: number; end: number }): string =>
    text.slice(block.start - start, block.end - start);
  const joined = blocks.every((block, index) => {
    const next = blocks[index + 1]?.start ?? end + 1;
    return next === block.end + 1 && words(block).trim() !== '' && !words(block).includes('\n');
  });
  const within = marks.every(
    (mark) =>
      mark.start < mark.end &&
      blocks.some((block) => block.start <= mark.start && mark.end <= block.end)
  );
  const gaps = blocks.slice(1).every((block) => text.charAt(block.start - 1 - start) === '\n');
  return blocks[0]?.start === start && joined && gaps && within;
}

/** Which characters are emphasised or linked, and how, white space left aside. */
function emphasis({ text, marks }: Stretch, start: number): string {
  const marked = marks.flatMap(({ kind, href, start: from, end: to }) =>
    [...text.slice(from - start, to - start).matchAll(/\S/g)].map(
      ({ index }) => `${kind} ${href ?? ''} ${from + index}`
    )
  );
  return [...new Set(marked)].sort().join('\n');
}
