// The note's document: Tiptap (ProseMirror) JSON, and its way to and from plain text.

export type NoteMark =
  | { type: 'bold' }
  | { type: 'italic' }
  /** http, https or mailto. */
  | { type: 'link'; attrs: { href: string } };

export type NoteInline =
  { type: 'text'; text: string; marks?: NoteMark[] | undefined } | { type: 'hardBreak' };

export type NoteBlock =
  | { type: 'paragraph'; content?: NoteInline[] | undefined }
  | { type: 'blockquote'; content: NoteBlock[] }
  | { type: 'bulletList'; content: NoteListItem[] }
  | { type: 'orderedList'; attrs?: { start: number } | undefined; content: NoteListItem[] };
export type NoteListItem = { type: 'listItem'; content: NoteBlock[] };

export interface NoteDocument {
  type: 'doc';
  content: NoteBlock[];
}

function blockLines(block: NoteBlock, indent: string): string[] {
  switch (block.type) {
    case 'paragraph':
      return [
        indent +
          (block.content ?? [])
            .map((part) => (part.type === 'text' ? part.text : '\n' + indent))
            .join('')
      ];
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

/** The note as plain text, one line a paragraph, lists with bullets or numbers. Empty string for null. */
export function notePlainText(note: NoteDocument | null): string {
  return note
    ? note.content
        .flatMap((block) => blockLines(block, ''))
        .join('\n')
        .trim()
    : '';
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
