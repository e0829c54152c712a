// The note's document, checked node by node so that nothing else gets in. Apart from note.ts so that the renderer's
// first chunk does without zod.
import { z } from 'zod';
import type { NoteBlock, NoteDocument, NoteListItem } from './note';

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

const noteTextSchema = z.strictObject({
  type: z.literal('text'),
  text: z.string().min(1).max(200_000),
  marks: z.array(noteMarkSchema).max(8).optional()
});
const noteBreakSchema = z.strictObject({ type: z.literal('hardBreak') });
const inline = z.array(z.discriminatedUnion('type', [noteTextSchema, noteBreakSchema]));

const noteParagraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  content: inline.optional()
});

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
}) satisfies z.ZodType<NoteDocument>;
