// Out of the editor's own JSON, a document that the note schema accepts: unknown nodes, marks and attributes go,
// their words stay.
import type {
  NoteBlock,
  NoteDocument,
  NoteInline,
  NoteListItem,
  NoteMark
} from '@domain/annotation/note';

/** ProseMirror JSON, as any version of the editor may write it. */
export interface EditorNode {
  type?: string;
  text?: string;
  attrs?: Record<string, unknown>;
  marks?: EditorNode[];
  content?: EditorNode[];
}

/** As the schema bounds them. */
const longestText = 200_000;
const longestHref = 4_000;
const mostBlocks = 10_000;
/** Lists and quotations nested deeper (only ever pasted) are laid flat. */
const deepest = 16;

/** Whether a note may link there. */
export function isNoteLink(href: unknown): href is string {
  return (
    typeof href === 'string' &&
    href.length <= longestHref &&
    /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(href)
  );
}

/** Null for a document without a visible character. */
export function toNote(doc: EditorNode): NoteDocument | null {
  const blocks = toBlocks(doc.content, 0);
  const content = blocks.slice(0, mostBlocks);
  const rest = blocks.slice(mostBlocks - 1);
  if (rest.length > 1) content[mostBlocks - 1] = { type: 'blockquote', content: rest };
  return hasText(content) ? { type: 'doc', content } : null;
}

function hasText(blocks: readonly (NoteBlock | NoteListItem)[]): boolean {
  return blocks.some((block) =>
    block.type === 'paragraph'
      ? block.content?.some((part) => part.type === 'text' && part.text.trim() !== '')
      : hasText(block.content)
  );
}

function toBlocks(nodes: readonly EditorNode[] = [], depth: number): NoteBlock[] {
  return nodes.flatMap((node) => toBlock(node, depth));
}

function toBlock(node: EditorNode, depth: number): NoteBlock[] {
  if (node.type === 'text' || node.type === 'hardBreak') return [paragraph([node])];
  const inner = (): NoteBlock[] => toBlocks(node.content, depth + 1);
  const flat = depth >= deepest;
  if (node.type === 'blockquote' && !flat) {
    const content = inner();
    return content.length > 0 ? [{ type: 'blockquote', content }] : [];
  }
  if ((node.type === 'bulletList' || node.type === 'orderedList') && !flat) {
    const content = toItems(node.content, depth + 1);
    if (content.length === 0) return [];
    if (node.type === 'bulletList') return [{ type: 'bulletList', content }];
    const start = node.attrs?.['start'];
    const numbered = Number.isSafeInteger(start) && start !== 1;
    return [
      {
        type: 'orderedList',
        ...(numbered ? { attrs: { start: start as number } } : {}),
        content
      }
    ];
  }
  const children = node.content ?? [];
  const leaf = children.every(({ type }) => type === 'text' || type === 'hardBreak');
  return leaf ? [paragraph(children)] : inner();
}

function toItems(nodes: readonly EditorNode[] = [], depth: number): NoteListItem[] {
  return nodes.flatMap((node) => {
    const content = node.type === 'listItem' ? toBlocks(node.content, depth) : toBlock(node, depth);
    return content.length > 0 ? [{ type: 'listItem' as const, content }] : [];
  });
}

function paragraph(nodes: readonly EditorNode[]): NoteBlock {
  const content = nodes.flatMap(toInline);
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

function toInline(node: EditorNode): NoteInline[] {
  if (node.type === 'hardBreak') return [{ type: 'hardBreak' }];
  const text = node.text ?? '';
  const marks = toMarks(node.marks);
  const parts: NoteInline[] = [];
  for (let at = 0; at < text.length; at += longestText) {
    const part = text.slice(at, at + longestText);
    parts.push({ type: 'text', text: part, ...(marks.length > 0 ? { marks } : {}) });
  }
  return parts;
}

function toMarks(marks: readonly EditorNode[] = []): NoteMark[] {
  return marks.flatMap((mark): NoteMark[] => {
    if (mark.type === 'bold' || mark.type === 'italic') return [{ type: mark.type }];
    const href = mark.attrs?.['href'];
    return mark.type === 'link' && isNoteLink(href) ? [{ type: 'link', attrs: { href } }] : [];
  });
}
