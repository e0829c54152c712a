// Out of JSON in the editor's manner (its own, or what HTML was read into), a document that the note schema accepts:
// unknown nodes, marks and attributes go, their words stay.
import type { AnnotationId } from '../ids';
import {
  inlinesText,
  inlineText,
  isForeign,
  noteLimits,
  type NoteBlock,
  type NoteCell,
  type NoteDocument,
  type NoteInline,
  type NoteListItem,
  type NoteMark,
  type NoteParagraph,
  type NoteRow
} from './note';

/** ProseMirror JSON, as any version of the editor may write it. Inlines may stand among blocks. */
export interface LooseNode {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: LooseNode[];
  content?: LooseNode[];
}

/** Lists and quotations nested deeper (only ever pasted) are laid flat. */
const deepest = 16;
/** Between the cells of a table that is laid flat. */
const cellBorder: NoteInline = { type: 'text', text: ' | ' };

/** Whether a note may link there. */
export function isNoteLink(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= noteLimits.href &&
    /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(href)
  );
}

/** As `annotationIdSchema` says it; apart from it as the window's first chunk does without zod. */
const isAnnotationId = (id: string): id is AnnotationId =>
  /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id);

/** Null for a document without a visible character. */
export function toNote(doc: LooseNode): NoteDocument | null {
  const most = noteLimits.blocks;
  const blocks = toBlocks(doc.content, 0);
  const content = blocks.slice(0, most);
  const rest = blocks.slice(most - 1);
  if (rest.length > 1) content[most - 1] = { type: 'blockquote', content: rest };
  return hasWords(content) ? { type: 'doc', content } : null;
}

function hasWords(blocks: readonly (NoteBlock | NoteListItem | NoteRow | NoteCell)[]): boolean {
  return blocks.some((block) => {
    if (isForeign(block)) return true;
    if (block.type === 'paragraph' || block.type === 'heading' || block.type === 'codeBlock') {
      return inlinesText(block.content).trim() !== '';
    }
    return hasWords(block.content);
  });
}

const inlineTypes = new Set(['text', 'hardBreak', 'mention', 'tag']);
const isInline = ({ type = '' }: LooseNode): boolean => inlineTypes.has(type);

/** Inlines among blocks become paragraphs of their own. */
function toBlocks(nodes: readonly LooseNode[] = [], depth: number): NoteBlock[] {
  const blocks: NoteBlock[] = [];
  let inlines: LooseNode[] = [];
  const close = (): void => {
    if (inlines.length > 0) blocks.push(paragraph(inlines));
    inlines = [];
  };
  for (const node of nodes) {
    if (isInline(node)) inlines.push(node);
    else {
      close();
      for (const block of toBlock(node, depth)) blocks.push(block);
    }
  }
  close();
  return blocks;
}

function toBlock(node: LooseNode, depth: number): NoteBlock[] {
  const flat = depth >= deepest;
  const children = node.content ?? [];
  const level = node.attrs?.['level'];
  const start = node.attrs?.['start'];
  switch (node.type) {
    case 'heading':
      if (!children.every(isInline)) break;
      return [heading(typeof level === 'number' ? level : 1, children)];
    case 'codeBlock':
      return [code(children)];
    case 'blockquote': {
      if (flat) break;
      const content = toBlocks(children, depth + 1);
      return content.length > 0 ? [{ type: 'blockquote', content }] : [];
    }
    case 'bulletList':
    case 'orderedList': {
      if (flat) break;
      const content = toItems(children, depth + 1);
      if (content.length === 0) return [];
      if (node.type === 'bulletList') return [{ type: 'bulletList', content }];
      const numbered = Number.isSafeInteger(start) && start !== 1;
      const attrs = numbered ? { attrs: { start: start as number } } : {};
      return [{ type: 'orderedList', ...attrs, content }];
    }
    case 'table':
      return table(children, flat);
    case undefined:
      break;
  }
  return children.every(isInline) ? [paragraph(children)] : toBlocks(children, depth + 1);
}

function heading(level: number, nodes: readonly LooseNode[]): NoteBlock {
  const content = nodes.flatMap(toInline);
  const known = level <= 1 ? 1 : level === 2 ? 2 : 3;
  return {
    type: 'heading',
    attrs: { level: known },
    ...(content.length > 0 ? { content } : {})
  };
}

function code(nodes: readonly LooseNode[]): NoteBlock {
  const text = nodes.map(looseText).join('');
  return text === '' ? { type: 'codeBlock' } : { type: 'codeBlock', content: cut(text) };
}

/** The words of what can hold text alone. */
function looseText(node: LooseNode): string {
  if (!isInline(node)) return (node.content ?? []).map(looseText).join('\n');
  return toInline(node).map(inlineText).join('');
}

function toItems(nodes: readonly LooseNode[], depth: number): NoteListItem[] {
  return nodes.flatMap((node) => {
    const content =
      node.type === 'listItem' ? toBlocks(node.content, depth) : toBlocks([node], depth);
    return content.length > 0 ? [{ type: 'listItem' as const, content }] : [];
  });
}

/** Rows are filled up to one length; what is too large for a table stands line by line. */
function table(nodes: readonly LooseNode[], flat: boolean): NoteBlock[] {
  const rows = nodes.flatMap((row): NoteCell[][] => {
    const found = row.type === 'tableRow' ? (row.content ?? []) : [row];
    const cells = found.map((cell): NoteCell => {
      const content = toBlocks([cell], 0).flatMap(asParagraphs);
      const type = cell.type === 'tableHeader' ? 'tableHeader' : 'tableCell';
      return { type, content: content.length > 0 ? content : [{ type: 'paragraph' }] };
    });
    return cells.length > 0 ? [cells] : [];
  });
  const width = rows.reduce((most, { length }) => Math.max(most, length), 0);
  if (width === 0) return [];
  if (flat || width > noteLimits.columns || rows.length * width > noteLimits.cells) {
    return rows.map((cells) => {
      const content = cells.flatMap((cell, n) => [
        ...(n === 0 ? [] : [cellBorder]),
        ...joined(cell)
      ]);
      return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
    });
  }
  const empty = (): NoteCell => ({ type: 'tableCell', content: [{ type: 'paragraph' }] });
  const content = rows.map((cells): NoteRow => {
    const missing = Array.from({ length: width - cells.length }, empty);
    return { type: 'tableRow', content: [...cells, ...missing] };
  });
  return [{ type: 'table', content }];
}

const joined = ({ content }: NoteCell): NoteInline[] =>
  content.flatMap((one, n): NoteInline[] => [
    ...(n === 0 ? [] : [{ type: 'text' as const, text: ' ' }]),
    ...(one.content ?? [])
  ]);

/** What may stand in a table's cell. */
function asParagraphs(block: NoteBlock): NoteParagraph[] {
  if (isForeign(block)) return [];
  switch (block.type) {
    case 'paragraph':
      return [block];
    case 'heading':
      return [{ type: 'paragraph', content: block.content }];
    case 'codeBlock':
      return inlinesText(block.content)
        .split('\n')
        .map((line) => paragraph([{ type: 'text', text: line, marks: [{ type: 'code' }] }]));
    case 'table':
      return block.content.map((row) => ({
        type: 'paragraph',
        content: row.content.flatMap((cell, n) => [
          ...(n === 0 ? [] : [cellBorder]),
          ...joined(cell)
        ])
      }));
    case 'blockquote':
      return block.content.flatMap(asParagraphs);
    case 'bulletList':
    case 'orderedList':
      return block.content.flatMap((item) => item.content.flatMap(asParagraphs));
  }
}

function paragraph(nodes: readonly LooseNode[]): NoteParagraph {
  const content = nodes.flatMap(toInline);
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

const attribute = ({ attrs }: LooseNode, name: string): string => {
  const value = attrs?.[name];
  return typeof value === 'string' ? value : '';
};

function toInline(node: LooseNode): NoteInline[] {
  if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
  if (node.type === 'mention') {
    const id = attribute(node, 'id').toLowerCase();
    const label = wellFormed(attribute(node, 'label').slice(0, noteLimits.label));
    if (isAnnotationId(id) && label !== '') return [{ type: 'mention', attrs: { id, label } }];
    return cut(`@${label}`);
  }
  if (node.type === 'tag') {
    const name = wellFormed(attribute(node, 'name').slice(0, noteLimits.tag));
    return name === '' ? cut('#') : [{ type: 'tag', attrs: { name } }];
  }
  const marks = toMarks(node.marks);
  return cut(node.text ?? '').map((part) => (marks.length > 0 ? { ...part, marks } : part));
}

/** Text in runs that are short enough. */
function cut(text: string): { type: 'text'; text: string }[] {
  const parts: { type: 'text'; text: string }[] = [];
  for (let at = 0; at < text.length; at += noteLimits.text) {
    parts.push({ type: 'text', text: text.slice(at, at + noteLimits.text) });
  }
  return parts;
}

/** Cutting may have left half a surrogate pair at the end. */
const wellFormed = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');

function toMarks(marks: readonly LooseNode[] = []): NoteMark[] {
  return marks
    .flatMap((mark): NoteMark[] => {
      const { type } = mark;
      if (type === 'bold' || type === 'italic' || type === 'code') return [{ type }];
      const href = mark.attrs?.['href'];
      return type === 'link' && isNoteLink(href) ? [{ type, attrs: { href } }] : [];
    })
    .slice(0, 8);
}
