// The note's document: Tiptap (ProseMirror) JSON, checked node by node so that nothing else gets in.
import { z } from 'zod';

const noteMarkSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({
    type: z.literal('link'),
    attrs: z.strictObject({
      href: z
        .string()
        .max(4000)
        .regex(/^(https?:|mailto:)/i)
    })
  })
]);
export type NoteMark = z.infer<typeof noteMarkSchema>;

const noteTextSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1).max(200_000),
  marks: z.array(noteMarkSchema).max(8).optional()
});
const noteBreakSchema = z.strictObject({ type: z.literal('hardBreak') });
const inline = z.array(z.discriminatedUnion('type', [noteTextSchema, noteBreakSchema]));
export type NoteInline = z.infer<typeof inline>[number];

const noteParagraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  content: inline.optional()
});

export type NoteBlock =
  | z.infer<typeof noteParagraphSchema>
  | { type: 'blockquote'; content: NoteBlock[] }
  | { type: 'bulletList'; content: NoteListItem[] }
  | { type: 'orderedList'; attrs?: { start: number } | undefined; content: NoteListItem[] };
export type NoteListItem = { type: 'listItem'; content: NoteBlock[] };

const noteListItemSchema: z.ZodType<NoteListItem> = z.lazy(() =>
  z.strictObject({ type: z.literal('listItem'), content: z.array(noteBlockSchema).min(1) })
);
const noteBlockSchema: z.ZodType<NoteBlock> = z.lazy(() =>
  z.union([
    noteParagraphSchema,
    z.strictObject({ type: z.literal('blockquote'), content: z.array(noteBlockSchema).min(1) }),
    z.strictObject({ type: z.literal('bulletList'), content: z.array(noteListItemSchema).min(1) }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.int() }).optional(),
      content: z.array(noteListItemSchema).min(1)
    })
  ])
);

export const noteDocumentSchema = z.strictObject({
  type: z.literal('doc'),
  content: z.array(noteBlockSchema).max(10_000)
});
export type NoteDocument = z.infer<typeof noteDocumentSchema>;

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
