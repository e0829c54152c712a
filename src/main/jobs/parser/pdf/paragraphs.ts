// Lines in reading order to paragraphs, headings, list items, footnotes and captions, by leading, indent, size and the
// room that was left at a line's end.
import type { DraftBlock } from '@domain/article/assemble';
import type { Line } from './lines';
import type { Script } from './page-glyphs';

/** A block's lines, in reading order; they may go over columns and pages. */
export interface PdfBlock extends Omit<DraftBlock, 'text' | 'marks'> {
  lines: Line[];
  /** How many of the first line's letters are the marker of a list item or a note. */
  skip: number;
}

/** What the document's running text looks like. */
export interface BodyStyle {
  size: number;
  bold: boolean;
  /** From baseline to baseline. */
  leading: number;
  /** Paragraphs begin with an indent and no gap. */
  indented: boolean;
}

/** `regions` are columns in reading order, each from top to bottom. */
export function measureBody(regions: readonly (readonly Line[])[]): BodyStyle {
  const sizes = new Map<string, number>();
  const leadings = new Map<number, number>();
  let [indents, starts] = [0, 0];
  for (const region of regions) {
    region.forEach((line) => {
      const key = `${Math.round(line.size * 2) / 2} ${String(line.bold)}`;
      sizes.set(key, (sizes.get(key) ?? 0) + line.text.length);
    });
  }
  const [[commonest = '10 false'] = []] = [...sizes].toSorted((a, b) => b[1] - a[1]);
  const [size, bold] = [Number(commonest.split(' ')[0]), commonest.endsWith('true')];
  for (const region of regions) {
    region.forEach((line, index) => {
      const next = region[index + 1];
      if (!next || !isSize(line, size) || !isSize(next, size)) return;
      const step = Math.round((next.y - line.y) * 2) / 2;
      if (step > 0 && step < 3 * size) leadings.set(step, (leadings.get(step) ?? 0) + 1);
    });
  }
  const leading = [...leadings].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 1.3 * size;
  for (const region of regions) {
    region.forEach((line, index) => {
      const before = region[index - 1];
      if (!before || !isSize(line, size) || !isSize(before, size)) return;
      if (line.y - before.y > 1.2 * leading || !leavesRoom(before, line)) return;
      starts += 1;
      if (indentOf(line) > 0.7 * size && indentOf(line) < 5 * size) indents += 1;
    });
  }
  return { size, bold, leading, indented: starts > 1 && indents > 0.6 * starts };
}

const isSize = (line: Line, size: number): boolean =>
  Math.abs(line.size - size) <= 0.04 * size + 0.2;
const indentOf = (line: Line): number => line.x0 - line.column.x0;

/** The next line's first word would have found room here: the paragraph ended, or a break was set by hand. */
export function leavesRoom(line: Line, next: Line, ems = 0.45): boolean {
  const word = /^\S+/.exec(next.text)?.[0] ?? '';
  const perLetter = (next.x1 - next.x0) / Math.max(1, next.text.length);
  // Words of East Asian lines are cut anywhere.
  const needed = Math.min(word.length, 30) * perLetter * 1.08 + ems * line.size;
  return line.x1 + needed < line.column.x1;
}

const sentenceEnd = /[.!?…:;。！？][)\]"”’»」』]*(?:\d{1,3})?$/u;
const bullet = /^(?:[•◦▪▫‣·●○■□◆–—*\uf0b7\uf0a7\uf0d8]|[-o](?=\s))\s*/u;
const numbered = /^(?:\(?\d{1,3}[.)]|\(?[a-zđ][.)]|[ivx]{1,4}[.)])\s+/u;
const captionStart =
  /^(?:figure|fig\.|table|chart|photo|map|hình|ảnh|bảng|biểu đồ|đồ thị|abbildung|abb\.|tabelle|tableau|図|表|图|그림|рис\.|таблица)\s*[\d.:–—-]/iu;
const noteStart = /^(?:\[?\d{1,3}[\].)]?|[*†‡§¶]{1,3})(?=\s|\p{L})/u;

const has = ({ letters }: Line, wanted: Script): boolean =>
  letters.some(({ script }) => script === wanted);

/** Whether `line`, right under `before`, begins another block; `item` is the first line of the list item they are in. */
function begins(before: Line, line: Line, body: BodyStyle, item: Line | null): boolean {
  const step = line.y - before.y;
  const leading = Math.max(body.leading * (line.size / body.size), 1.1 * line.size);
  if (Math.abs(line.size - before.size) > 0.07 * body.size) return true;
  // Headings are as long as they are; their lines are not filled.
  if (line.size > 1.12 * body.size && !startsItem(line)) return step > 1.45 * line.size;
  // Raised and lowered letters may push lines apart.
  const pushed = has(line, 'superscript') || has(before, 'subscript');
  if (step > (pushed ? 1.6 : 1.28) * leading) return true;
  const bolder = line.bold !== before.bold && isWhole(line.bold ? line : before);
  if (bolder && (leavesRoom(before, line) || step > 1.1 * leading)) return true;
  const width = line.column.x1 - line.column.x0;
  if (leavesRoom(before, line, (0.25 * width) / line.size)) return true;
  if (startsItem(line)) {
    return indentOf(line) > 0.3 * line.size || leavesRoom(before, line) || item !== null;
  }
  if (item) {
    const outside = line.x0 < Math.min(before.x0, textStart(item)) - 0.5 * line.size;
    return outside || line.x0 > textStart(item) + 0.7 * line.size;
  }
  const indent = line.x0 - before.x0;
  if (body.indented && indent > 0.7 * line.size && indentOf(before) < 0.5 * line.size) return true;
  if (sentenceEnd.test(before.text)) return leavesRoom(before, line);
  return leavesRoom(before, line, 3) && /^[\p{Lu}\p{Lt}\p{N}"“«‘([]/u.test(line.text);
}

/** Where an item's words begin, behind its marker. */
function textStart(item: Line): number {
  const marker = (bullet.exec(item.text) ?? numbered.exec(item.text))?.[0] ?? '';
  let length = 0;
  for (const letter of item.letters) {
    if (length >= marker.length && letter.text !== ' ') return letter.x;
    length += letter.text.length;
  }
  return item.x0;
}

/** All its letters are bold: none stands out of a paragraph by emphasis alone. */
const isWhole = (line: Line): boolean =>
  line.letters.every(
    ({ font, text, script }) => font.bold || script !== null || /^[\s\p{P}]*$/u.test(text)
  );

const startsItem = (line: Line): boolean => bullet.test(line.text) || numbered.test(line.text);

/** Lines of one column to blocks without kinds. */
function splitRegion(region: readonly Line[], body: BodyStyle): Line[][] {
  const blocks: Line[][] = [];
  for (const line of region) {
    const open = blocks.at(-1);
    const before = open?.at(-1);
    const item = open?.[0] && startsItem(open[0]) ? open[0] : null;
    if (!open || !before || begins(before, line, body, item)) blocks.push([line]);
    else open.push(line);
  }
  return blocks;
}

/** Columns in reading order to blocks; what goes on over a column's or a page's end is one. Notes come last. */
export function findParagraphs(regions: readonly (readonly Line[])[], body: BodyStyle): PdfBlock[] {
  const blocks: PdfBlock[] = [];
  const notes: PdfBlock[] = [];
  /** The block that may go on in the next column. */
  let last: PdfBlock | null = null;
  let page = 0;
  for (const region of regions) {
    const first = region[0]?.page ?? 0;
    const lower = footnotesStart(region, body, first === page);
    page = first;
    splitRegion(region.slice(0, lower), body).forEach((lines, index) => {
      const block: PdfBlock = { ...kindOf(lines, body), lines };
      if (index === 0 && last && goesOn(last, block, body)) last.lines.push(...lines);
      else {
        blocks.push(block);
        last = block;
      }
    });
    for (const lines of splitNotes(region.slice(lower))) {
      const own = noteStart.test(lines[0]?.text ?? '');
      const before = notes.at(-1);
      if (own || !before) notes.push({ kind: 'footnote', lines, skip: 0 });
      else before.lines.push(...lines);
    }
  }
  blocks.push(...notes);
  markLists(blocks, body);
  markHeadings(blocks, body);
  return blocks;
}

/** Where the notes at a column's foot begin: smaller lines, the first with a number or sign, below others. */
function footnotesStart(region: readonly Line[], body: BodyStyle, isLower: boolean): number {
  let start = region.length;
  while (start > 0 && (region[start - 1]?.size ?? body.size) < 0.93 * body.size) start -= 1;
  if (start === 0 && !isLower) return region.length;
  for (let at = start; at < region.length; at += 1) {
    const line = region[at];
    if (line && noteStart.test(line.text) && !captionStart.test(line.text)) return at;
  }
  return region.length;
}

function splitNotes(lines: readonly Line[]): Line[][] {
  const notes: Line[][] = [];
  let number = 0;
  for (const line of lines) {
    const own = noteStart.exec(line.text)?.[0] ?? '';
    const value = Number(/\d+/.exec(own)?.[0] ?? NaN);
    const raised = line.letters[0]?.script === 'superscript';
    const counts = Number.isNaN(value)
      ? own !== ''
      : raised || number === 0 || value === number + 1;
    if (notes.length === 0 || (own !== '' && counts)) {
      notes.push([line]);
      number = Number.isNaN(value) ? number : value;
    } else notes.at(-1)?.push(line);
  }
  return notes;
}

export function kindOf(lines: readonly Line[], body: BodyStyle): Pick<PdfBlock, 'kind' | 'skip'> {
  const [first] = lines;
  const small = (first?.size ?? 0) <= 1.02 * body.size;
  if (first && small && captionStart.test(first.text)) return { kind: 'caption', skip: 0 };
  return { kind: 'paragraph', skip: 0 };
}

/** A paragraph that breaks off at a column's end and its rest at the head of the next. */
export function goesOn(before: PdfBlock, next: PdfBlock, body: BodyStyle): boolean {
  const [last, first] = [before.lines.at(-1), next.lines[0]];
  if (!last || !first || before.kind !== next.kind || before.kind !== 'paragraph') return false;
  if (Math.abs(last.size - first.size) > 0.05 * body.size || startsItem(first)) return false;
  if (last.bold !== first.bold) return false;
  if (/[-\u2010\u00ad]$/u.test(last.text)) return true;
  const opens = /^[\p{Lu}\p{Lt}\p{N}"“«‘([]/u.test(first.text);
  if (!sentenceEnd.test(last.text)) return !opens || !leavesRoom(last, first);
  if (leavesRoom(last, first)) return false;
  if (body.indented) return indentOf(first) < 0.5 * first.size;
  return !opens;
}

/** Items of lists: bullets, and numbers that count or whose lines hang. */
function markLists(blocks: PdfBlock[], body: BodyStyle): void {
  blocks.forEach((block, index) => {
    const [first, second] = block.lines;
    if (!first || block.kind !== 'paragraph' || first.size > 1.15 * body.size) return;
    if (isNested(blocks[index - 1], first)) {
      block.kind = 'listItem';
      return;
    }
    const round = bullet.exec(first.text)?.[0];
    if (round !== undefined && round.length < first.text.length) {
      setItem(block, round.length, undefined);
      return;
    }
    const marker = numbered.exec(first.text)?.[0];
    if (marker === undefined || marker.length >= first.text.length) return;
    const hangs = second !== undefined && second.x0 > first.x0 + 0.6 * first.size;
    if (hangs || indentOf(first) > 0.8 * first.size || counts(blocks, index))
      setItem(block, marker.length, marker.trim());
  });
  levelLists(blocks);
}

/** Right under an item and further in, without a marker: bullets may be drawn as shapes. */
function isNested(before: PdfBlock | undefined, first: Line): boolean {
  const [item, last] = [before?.lines[0], before?.lines.at(-1)];
  if (before?.kind !== 'listItem' || !item || !last || startsItem(first)) return false;
  const near = first.page === last.page && first.y > last.y && first.y - last.y < 1.8 * first.size;
  const start = startsItem(item) ? textStart(item) + 0.6 * first.size : item.x0 - 0.1 * first.size;
  return near && first.x0 >= start;
}

/** The item before or after it in the same line of counting. */
function counts(blocks: readonly PdfBlock[], index: number): boolean {
  const value = (block: PdfBlock | undefined): number =>
    Number(/^\(?(\d{1,3})[.)]\s/.exec(block?.lines[0]?.text ?? '')?.[1] ?? NaN);
  const own = value(blocks[index]);
  return [-3, -2, -1, 1, 2, 3].some(
    (step) => value(blocks[index + step]) === own + Math.sign(step)
  );
}

function setItem(block: PdfBlock, skip: number, marker: string | undefined): void {
  block.kind = 'listItem';
  block.skip = skip;
  if (marker !== undefined) block.marker = marker;
}

/** Deeper items begin further in; a list ends where another kind of block stands. */
function levelLists(blocks: readonly PdfBlock[]): void {
  let edges: number[] = [];
  for (const block of blocks) {
    const [first] = block.lines;
    if (block.kind !== 'listItem' || !first) {
      if (block.kind !== 'footnote') edges = [];
      continue;
    }
    const edge = indentOf(first);
    edges = edges.filter((known) => known < edge - 0.6 * first.size);
    edges.push(edge);
    block.level = Math.min(6, edges.length);
  }
}

/** Longer than this in lines or characters is no heading. */
const longestHeading = 300;

export function markHeadings(blocks: PdfBlock[], body: BodyStyle): void {
  const headed = blocks.filter((block, index) => isHeading(block, blocks[index + 1], body));
  const rank = ({ lines }: PdfBlock): number => {
    const [first] = lines;
    return first ? Math.round(first.size * 2) / 2 + (first.bold ? 0.1 : 0) : 0;
  };
  const ranks = [...new Set(headed.map(rank))].toSorted((a, b) => b - a);
  for (const block of headed) {
    block.kind = 'heading';
    block.level = Math.min(6, ranks.indexOf(rank(block)) + 1);
  }
}

function isHeading(block: PdfBlock, next: PdfBlock | undefined, body: BodyStyle): boolean {
  const [first] = block.lines;
  const length = block.lines.reduce((sum, { text }) => sum + text.length, 0);
  if (!first || block.kind !== 'paragraph' || length > longestHeading || !/\p{L}/u.test(first.text))
    return false;
  if (first.size > 1.12 * body.size) return true;
  const bold = !body.bold && block.lines.every((line) => line.bold && isWhole(line));
  const ordinary = first.size < 0.97 * body.size || first.cells.length > 1;
  if (!bold || ordinary || block.lines.length > 3) return false;
  return next !== undefined && !/[.,;:]$/u.test(block.lines.at(-1)?.text ?? '');
}
