// The note's document: Tiptap (ProseMirror) JSON, and its way to and from plain text.
import type { AnnotationId } from '../ids';

export type NoteMark =
  | { type: 'bold' }
  | { type: 'italic' }
  | { type: 'code' }
  /** http, https or mailto. */
  | { type: 'link'; attrs: { href: string } };

declare const foreign: unique symbol;
/**
 * A node or mark of a later version, kept as it came. What may be in it is bounded by {@link noteLimits} and otherwise
 * unknown: only its words are ever shown.
 */
export interface NoteForeign {
  readonly [foreign]: true;
  type: string;
  text?: string;
  content?: unknown[];
}

export interface NoteText {
  type: 'text';
  text: string;
  marks?: (NoteMark | NoteForeign)[] | undefined;
}
/** Another annotation, by the words it had when it was mentioned. */
export interface NoteMention {
  type: 'mention';
  attrs: { id: AnnotationId; label: string };
}
export interface NoteTag {
  type: 'tag';
  attrs: { name: string };
}
export type NoteInline = NoteText | { type: 'hardBreak' } | NoteMention | NoteTag | NoteForeign;

export interface NoteParagraph {
  type: 'paragraph';
  content?: NoteInline[] | undefined;
}
export interface NoteHeading {
  type: 'heading';
  attrs: { level: 1 | 2 | 3 };
  content?: NoteInline[] | undefined;
}
/** Lines apart by \n. */
export interface NoteCode {
  type: 'codeBlock';
  content?: { type: 'text'; text: string }[] | undefined;
}
export interface NoteListItem {
  type: 'listItem';
  content: NoteBlock[];
}
export interface NoteCell {
  type: 'tableCell' | 'tableHeader';
  content: NoteParagraph[];
}
export interface NoteRow {
  type: 'tableRow';
  content: NoteCell[];
}
/** Rows of equal length. */
export interface NoteTable {
  type: 'table';
  content: NoteRow[];
}
export type KnownNoteBlock =
  | NoteParagraph
  | NoteHeading
  | NoteCode
  | NoteTable
  | { type: 'blockquote'; content: NoteBlock[] }
  | { type: 'bulletList'; content: NoteListItem[] }
  | { type: 'orderedList'; attrs?: { start: number } | undefined; content: NoteListItem[] };
export type NoteBlock = KnownNoteBlock | NoteForeign;

export interface NoteDocument {
  type: 'doc';
  content: NoteBlock[];
}

/** What a note may hold; more is refused by its schema, and brought under it by `toNote`. */
export const noteLimits = {
  /** UTF-16 code units of one run of text. */
  text: 200_000,
  /** UTF-16 code units of all words. */
  characters: 2_000_000,
  blocks: 10_000,
  /** Nodes of all kinds. */
  nodes: 200_000,
  /** Nodes within nodes. */
  depth: 64,
  href: 4_000,
  label: 300,
  tag: 200,
  columns: 64,
  /** Of one table. */
  cells: 5_000
} as const;

const knownNodes: ReadonlySet<string> = new Set<
  (KnownNoteBlock | Exclude<NoteInline, NoteForeign> | NoteListItem | NoteRow | NoteCell)['type']
>([
  'paragraph',
  'heading',
  'codeBlock',
  'blockquote',
  'bulletList',
  'orderedList',
  'listItem',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'text',
  'hardBreak',
  'mention',
  'tag'
]);
const knownMarks: ReadonlySet<string> = new Set<NoteMark['type']>([
  'bold',
  'italic',
  'code',
  'link'
]);

/** Whether a block or inline is of a later version. */
export const isForeign = (node: { type: string }): node is NoteForeign =>
  !knownNodes.has(node.type);
export const isForeignMark = (mark: { type: string }): mark is NoteForeign =>
  !knownMarks.has(mark.type);

/** Whether anything in the note is of a later version. */
export function hasForeign(note: NoteDocument | null): boolean {
  const within = (node: { type: string; marks?: unknown; content?: unknown }): boolean => {
    const marks = (node.marks ?? []) as { type: string }[];
    const content = (node.content ?? []) as { type: string }[];
    return isForeign(node) || marks.some(isForeignMark) || content.some(within);
  };
  return note?.content.some(within) ?? false;
}

/** The marks that this version knows. */
export const knownMarksOf = ({ marks }: NoteText): NoteMark[] =>
  (marks ?? []).filter((mark): mark is NoteMark => !isForeignMark(mark));

/** The words that stand for a mention and for a tag. */
export const mentionText = ({ attrs }: NoteMention): string => `@${attrs.label}`;
export const tagText = ({ attrs }: NoteTag): string => `#${attrs.name}`;

/** The words of a node of a later version, a line a block; its name in brackets where it has none. */
export function foreignText(node: NoteForeign): string {
  const words = wordsOf(node).trim();
  return words === '' ? `[${node.type}]` : words;
}

const runs = new Set(['text', 'mention', 'tag', 'hardBreak']);
function wordsOf(node: unknown): string {
  const { type, text, content, attrs } = node as Record<string, unknown>;
  if (typeof text === 'string') return text;
  if (type === 'hardBreak') return '\n';
  if (Array.isArray(content)) {
    const children = content as Record<string, unknown>[];
    const inline = children.every((child) => runs.has(String(child['type'])));
    return children.map(wordsOf).join(inline ? '' : '\n');
  }
  const { label, name } = (attrs ?? {}) as Record<string, unknown>;
  return [label, name].find((word) => typeof word === 'string') ?? '';
}

/** The words of one inline. */
export function inlineText(part: NoteInline): string {
  if (isForeign(part)) return foreignText(part);
  switch (part.type) {
    case 'text':
      return part.text;
    case 'hardBreak':
      return '\n';
    case 'mention':
      return mentionText(part);
    case 'tag':
      return tagText(part);
  }
}

export const inlinesText = (content: readonly NoteInline[] | undefined): string =>
  (content ?? []).map(inlineText).join('');

/** The words of a table's cell on one line. */
export const cellText = ({ content }: NoteCell): string =>
  content.map((paragraph) => inlinesText(paragraph.content).replace(/\s+/g, ' ').trim()).join(' ');

function blockLines(block: NoteBlock, indent: string): string[] {
  const indented = (text: string): string[] => text.split('\n').map((line) => indent + line);
  if (isForeign(block)) return indented(foreignText(block));
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
      return indented(inlinesText(block.content));
    case 'table':
      return block.content.map((row) => indent + row.content.map(cellText).join(' | '));
    case 'blockquote':
      return block.content.flatMap((child) => blockLines(child, `${indent}> `));
    case 'bulletList':
    case 'orderedList': {
      const first = block.type === 'orderedList' ? (block.attrs?.start ?? 1) : null;
      return block.content.flatMap((item, index) => {
        const bullet = first === null ? '• ' : `${first + index}. `;
        const lines = item.content.flatMap((child) => blockLines(child, ''));
        return lines.map(
          (line, n) => indent + (n === 0 ? bullet : ' '.repeat(bullet.length)) + line
        );
      });
    }
  }
}

/** The lines of blocks, as {@link notePlainText} has them. */
export const noteLines = (blocks: readonly NoteBlock[]): string[] =>
  blocks.flatMap((block) => blockLines(block, ''));

/**
 * The note as plain text, one line a paragraph or a table's row, lists with bullets or numbers. Empty string for null.
 */
export function notePlainText(note: NoteDocument | null): string {
  return note ? noteLines(note.content).join('\n').trim() : '';
}

/** A note of plain text: each line becomes a paragraph. Null for text without a visible character. */
export function noteFromPlainText(text: string): NoteDocument | null {
  if (text.trim() === '') return null;
  return {
    type: 'doc',
    content: text.split('\n').map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text' as const, text: line }] })
    }))
  };
}
