// Blocks of a tagged PDF: the file itself says what is a heading, an item, a cell, and in which order all is read.
// Trees that leave much of the text out, or take lines for paragraphs, are not believed.
import type { BlockKind } from '@domain/article/schema';
import type { Glyph } from './page-glyphs';
import { linesInOrder, segmentsOf, type Line } from './lines';
import {
  goesOn,
  kindOf,
  markHeadings,
  measureBody,
  type BodyStyle,
  type PdfBlock
} from './paragraphs';

/** As pdf.js gives it. */
export interface TagNode {
  role?: string;
  type?: string;
  id?: string;
  children?: TagNode[];
}

export interface TaggedPage {
  tree: TagNode | null;
  glyphs: readonly Glyph[];
  number: number;
}

interface Around {
  kind: BlockKind;
  level?: number;
  /** Lists around it. */
  depth: number;
}

interface OpenBlock extends Around {
  glyphs: Glyph[];
  /** Of a list item: what stands in its label. */
  label: Glyph[];
  cell?: { row: number; column: number };
}

const kinds: Record<string, BlockKind> = {
  P: 'paragraph',
  LI: 'listItem',
  Caption: 'caption',
  BlockQuote: 'quote',
  Quote: 'quote',
  Note: 'footnote',
  FENote: 'footnote',
  TD: 'tableCell',
  TH: 'tableCell',
  Code: 'code',
  TOCI: 'paragraph',
  BibEntry: 'paragraph'
};
/** Quotations and code within a line are no blocks. */
const inlineToo = new Set(['Quote', 'Code']);
const deepest = 200;

class TreeReader {
  readonly blocks: OpenBlock[] = [];
  readonly used = new Set<string>();
  readonly #glyphs: ReadonlyMap<string, Glyph[]>;
  #open: OpenBlock | null = null;
  #row = -1;
  #column = -1;

  constructor(glyphs: ReadonlyMap<string, Glyph[]>) {
    this.#glyphs = glyphs;
  }

  read(node: TagNode, around: Around, depth = 0): void {
    if (depth > deepest) return;
    for (const child of node.children ?? []) {
      if (child.type === 'content') this.#content(child.id ?? '', around, node.role === 'Lbl');
      else if (child.children) this.#element(child, around, depth);
    }
  }

  #content(id: string, around: Around, isLabel: boolean): void {
    const glyphs = this.#glyphs.get(id) ?? [];
    if (glyphs.length === 0 || this.used.has(id)) return;
    this.used.add(id);
    const open = (this.#open ??= this.#begin(around));
    const label = isLabel && around.kind === 'listItem';
    (label ? open.label : open.glyphs).push(...glyphs);
  }

  #begin(around: Around): OpenBlock {
    const block: OpenBlock = { ...around, glyphs: [], label: [] };
    if (around.kind === 'tableCell') block.cell = { row: this.#row, column: this.#column };
    this.blocks.push(block);
    return block;
  }

  #element(node: TagNode, around: Around, depth: number): void {
    const role = node.role ?? '';
    if (role === 'Table') this.#row = -1;
    if (role === 'TR') [this.#row, this.#column] = [this.#row + 1, -1];
    if (role === 'TD' || role === 'TH') this.#column += 1;
    const level =
      role === 'Title' ? 1 : Number(/^H([1-6])$/.exec(role)?.[1] ?? (role === 'H' ? 2 : 0));
    const inline =
      inlineToo.has(role) &&
      this.#open !== null &&
      !(node.children ?? []).some(({ role: inner }) => inner === 'P');
    const own = level > 0 ? 'heading' : inline ? undefined : kinds[role];
    const lists = around.depth + (role === 'L' ? 1 : 0);
    if (own === undefined) {
      const ends = role === 'L' || role === 'Table';
      if (ends) this.#open = null;
      this.read(node, { ...around, depth: lists }, depth + 1);
      if (ends) this.#open = null;
      return;
    }
    const outer = this.#open;
    // A paragraph in an item, a cell or a note is of their kind.
    const kind = own === 'paragraph' && around.kind !== 'heading' ? around.kind : own;
    const goesOnInside = own === 'paragraph' && outer !== null && outer.glyphs.length === 0;
    if (!goesOnInside) this.#open = null;
    this.read(node, { kind, ...(level > 0 ? { level } : {}), depth: lists }, depth + 1);
    // A note stands amid the paragraph that refers to it.
    this.#open = own === 'footnote' ? outer : null;
  }
}

/** Null where the tree is not to be believed. Notes come last. */
export function taggedBlocks(pages: readonly TaggedPage[]): PdfBlock[] | null {
  const read: { open: OpenBlock[]; number: number; lines: Line[][] }[] = [];
  let [tagged, all] = [0, 0];
  for (const { tree, glyphs, number } of pages) {
    const byContent = new Map<string, Glyph[]>();
    for (const glyph of glyphs) {
      all += 1;
      if (glyph.content === null) continue;
      const own = byContent.get(glyph.content);
      if (own) own.push(glyph);
      else byContent.set(glyph.content, [glyph]);
    }
    if (!tree) continue;
    const reader = new TreeReader(byContent);
    reader.read(tree, { kind: 'paragraph', depth: 0 });
    for (const id of reader.used) tagged += byContent.get(id)?.length ?? 0;
    const open = reader.blocks;
    read.push({ open, number, lines: open.map((own) => linesOfGlyphs(own.glyphs, number)) });
  }
  if (tagged < 0.9 * all) return null;
  const body = measureBody(read.flatMap(({ lines }) => lines));
  const blocks: PdfBlock[] = [];
  for (const { open, number, lines } of read) addPage(blocks, open, lines, number, body);
  if (!isBelievable(blocks)) return null;
  if (!blocks.some(({ kind }) => kind === 'heading')) markHeadings(blocks, body);
  const isNote = ({ kind }: PdfBlock): boolean => kind === 'footnote';
  return [...blocks.filter((block) => !isNote(block)), ...blocks.filter(isNote)];
}

function addPage(
  blocks: PdfBlock[],
  found: readonly OpenBlock[],
  linesOfEach: readonly Line[][],
  page: number,
  body: BodyStyle
): void {
  const added = found.flatMap((open, index): PdfBlock[] => {
    const lines = linesOfEach[index] ?? [];
    const label = linesOfGlyphs(open.label, page)
      .map(({ text }) => text)
      .join(' ')
      .trim();
    if (lines.length === 0) return [];
    const { kind, level, cell, depth } = open;
    const marker =
      kind === 'listItem' && /[\p{L}\p{N}]/u.test(label) ? label.slice(0, 12) : undefined;
    return [
      {
        kind: kind === 'paragraph' ? kindOf(lines, body).kind : kind,
        lines,
        skip: 0,
        ...(kind === 'listItem'
          ? { level: Math.min(6, Math.max(1, depth)) }
          : level === undefined
            ? {}
            : { level }),
        ...(marker === undefined ? {} : { marker }),
        ...(cell === undefined ? {} : { cell })
      }
    ];
  });
  setColumns(added.flatMap(({ lines }) => lines));
  const notes = (block: PdfBlock | undefined): boolean => block?.kind === 'footnote';
  const [before, first] = [blocks.findLast((block) => !notes(block)), added[0]];
  const openItem =
    first?.kind === 'listItem' && found[0]?.label.length === 0 && first.level === before?.level;
  if (
    before &&
    first &&
    !notes(first) &&
    (goesOn(before, first, body) || (openItem && before.kind === 'listItem'))
  ) {
    before.lines.push(...first.lines);
    added.shift();
  }
  blocks.push(...added);
}

function linesOfGlyphs(glyphs: readonly Glyph[], page: number): Line[] {
  return linesInOrder(segmentsOf(glyphs), page);
}

/** The column of a line is as wide as the lines above and below it. */
function setColumns(lines: readonly Line[]): void {
  for (const line of lines) {
    const near = lines.filter(({ x0, x1 }) => x0 < line.x1 && x1 > line.x0);
    line.column = {
      x0: Math.min(...near.map(({ x0 }) => x0)),
      x1: Math.max(...near.map(({ x1 }) => x1))
    };
  }
}

/** Neither one block for everything nor one for each line. */
function isBelievable(blocks: readonly PdfBlock[]): boolean {
  const lengths = blocks.map(({ lines }) => lines.reduce((sum, { text }) => sum + text.length, 0));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  if (all > 3000 && Math.max(...lengths) > 0.6 * all) return false;
  const broken = blocks.filter((block, index) => {
    const next = blocks[index + 1];
    const words = block.lines.at(-1)?.text ?? '';
    return (
      block.kind === 'paragraph' &&
      next?.kind === 'paragraph' &&
      words.length > 25 &&
      /[\p{L},-]$/u.test(words) &&
      /^\p{Ll}/u.test(next.lines[0]?.text ?? '')
    );
  });
  return broken.length <= 0.2 * blocks.length;
}
