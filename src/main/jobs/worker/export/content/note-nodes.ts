// The note's rich text as the template prints it.
import type { NoteBlock, NoteDocument, NoteInline, NoteListItem } from '@domain/annotation/note';
import { webAddress } from './pieces';
import { breakable } from './printable';
import type { Inline, NoteNode, Piece } from './typeset-document';

/** Deeper quotes and lists are printed at this depth: Typst bounds how far functions nest, a column how far it narrows. */
const deepest = 6;

function inline(part: NoteInline): Inline {
  if (part.type === 'hardBreak') return { lineBreak: true };
  const piece: Piece = { text: breakable(part.text) };
  for (const mark of part.marks ?? []) {
    if (mark.type === 'link') {
      const href = webAddress(mark.attrs.href);
      if (href !== null) piece.href = href;
    } else {
      piece[mark.type] = true;
    }
  }
  return piece;
}

function nodes(blocks: NoteBlock[], depth: number): NoteNode[] {
  return blocks.flatMap((block): NoteNode[] => {
    if (block.type === 'paragraph') {
      return [{ kind: 'paragraph', inlines: (block.content ?? []).map(inline) }];
    }
    if (depth >= deepest) {
      const inner: (NoteBlock | NoteListItem)[] = block.content;
      return inner.flatMap((child) =>
        nodes(child.type === 'listItem' ? child.content : [child], depth)
      );
    }
    if (block.type === 'blockquote') {
      return [{ kind: 'quote', children: nodes(block.content, depth + 1) }];
    }
    const start = block.type === 'orderedList' ? Math.max(0, block.attrs?.start ?? 1) : null;
    const items = block.content.map((item) => nodes(item.content, depth + 1));
    return [{ kind: 'list', start, items }];
  });
}

/** Empty for null. */
export function noteNodes(note: NoteDocument | null): NoteNode[] {
  return nodes(note?.content ?? [], 0);
}
