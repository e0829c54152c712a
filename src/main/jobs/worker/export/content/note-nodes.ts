// The note's rich text as the template prints it.
import type { NoteBlock, NoteDocument, NoteInline } from '@domain/annotation/note';
import { printable, webAddress } from './pieces';
import type { Inline, NoteNode, Piece } from './typeset-document';

function inline(part: NoteInline): Inline {
  if (part.type === 'hardBreak') return { lineBreak: true };
  const piece: Piece = { text: printable(part.text) };
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

function node(block: NoteBlock): NoteNode {
  switch (block.type) {
    case 'paragraph':
      return { kind: 'paragraph', inlines: (block.content ?? []).map(inline) };
    case 'blockquote':
      return { kind: 'quote', children: block.content.map(node) };
    case 'bulletList':
      return {
        kind: 'list',
        start: null,
        items: block.content.map((item) => item.content.map(node))
      };
    case 'orderedList':
      return {
        kind: 'list',
        start: block.attrs?.start ?? 1,
        items: block.content.map((item) => item.content.map(node))
      };
  }
}

/** Empty for null. */
export function noteNodes(note: NoteDocument | null): NoteNode[] {
  return note ? note.content.map(node) : [];
}
