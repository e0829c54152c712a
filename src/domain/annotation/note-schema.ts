// The note's document, checked node by node so that nothing else gets in but what a later version calls by a name that
// this one does not know: that is kept, bounded in size. Apart from note.ts so that the renderer's first chunk does
// without zod.
import { z } from 'zod';
import { annotationIdSchema } from '../ids';
import {
  isForeign,
  isForeignMark,
  noteLimits,
  type NoteBlock,
  type NoteDocument,
  type NoteForeign,
  type NoteListItem
} from './note';

const foreignSchema = (known: (node: { type: string }) => boolean): z.ZodType<NoteForeign> =>
  z.custom<NoteForeign>((node) => {
    if (typeof node !== 'object' || node === null) return false;
    const { type, text, content } = node as Record<string, unknown>;
    return (
      typeof type === 'string' &&
      /^[A-Za-z][\w-]{0,63}$/.test(type) &&
      known({ type }) &&
      (text === undefined || typeof text === 'string') &&
      (content === undefined || Array.isArray(content))
    );
  });
const foreignNodeSchema = foreignSchema(isForeign);

const noteMarkSchema = z.union([
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('bold') }),
    z.strictObject({ type: z.literal('italic') }),
    z.strictObject({ type: z.literal('code') }),
    z.strictObject({
      type: z.literal('link'),
      attrs: z.strictObject({
        href: z
          .string()
          .max(noteLimits.href)
          .regex(/^(https?:|mailto:)/i)
      })
    })
  ]),
  foreignSchema(isForeignMark)
]);

const words = z.string().min(1).max(noteLimits.text);
const inline = z.array(
  z.union([
    z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('text'),
        text: words,
        marks: z.array(noteMarkSchema).max(8).optional()
      }),
      z.strictObject({ type: z.literal('hardBreak') }),
      z.strictObject({
        type: z.literal('mention'),
        attrs: z.strictObject({
          id: annotationIdSchema,
          label: z.string().min(1).max(noteLimits.label)
        })
      }),
      z.strictObject({
        type: z.literal('tag'),
        attrs: z.strictObject({ name: z.string().min(1).max(noteLimits.tag) })
      })
    ]),
    foreignNodeSchema
  ])
);

const paragraphSchema = z.strictObject({
  type: z.literal('paragraph'),
  content: inline.optional()
});

const rowSchema = z.strictObject({
  type: z.literal('tableRow'),
  content: z
    .array(
      z.strictObject({
        type: z.enum(['tableCell', 'tableHeader']),
        content: z.array(paragraphSchema).min(1)
      })
    )
    .min(1)
    .max(noteLimits.columns)
});
const tableSchema = z.strictObject({
  type: z.literal('table'),
  content: z
    .array(rowSchema)
    .min(1)
    .refine((rows) => rows.every(({ content }) => content.length === rows[0]?.content.length))
    .refine((rows) => rows.length * (rows[0]?.content.length ?? 0) <= noteLimits.cells)
});

const blocks = z.lazy(() => z.array(noteBlockSchema).min(1));
const items: z.ZodType<NoteListItem[]> = z.lazy(() =>
  z.array(z.strictObject({ type: z.literal('listItem'), content: blocks })).min(1)
);
const noteBlockSchema: z.ZodType<NoteBlock> = z.union([
  z.discriminatedUnion('type', [
    paragraphSchema,
    z.strictObject({
      type: z.literal('heading'),
      attrs: z.strictObject({ level: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
      content: inline.optional()
    }),
    z.strictObject({
      type: z.literal('codeBlock'),
      content: z.array(z.strictObject({ type: z.literal('text'), text: words })).optional()
    }),
    tableSchema,
    z.strictObject({ type: z.literal('blockquote'), content: blocks }),
    z.strictObject({ type: z.literal('bulletList'), content: items }),
    z.strictObject({
      type: z.literal('orderedList'),
      attrs: z.strictObject({ start: z.int() }).optional(),
      content: items
    })
  ]),
  foreignNodeSchema
]);

/** Whether the document is within the limits as a whole; looked at first, as checking nodes goes as deep as they do. */
export function withinNoteLimits(document: unknown): boolean {
  let nodes = 0;
  let characters = 0;
  const waiting: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') characters += value.length;
    if (characters > noteLimits.characters) return false;
    if (typeof value !== 'object' || value === null) continue;
    nodes += 1;
    // A node and the list of its content are two levels of JSON, an attribute one.
    if (depth > 2 * noteLimits.depth || nodes > 4 * noteLimits.nodes) return false;
    for (const inner of Object.values(value)) waiting.push({ value: inner, depth: depth + 1 });
  }
  return true;
}

export const noteDocumentSchema = z.custom(withinNoteLimits).pipe(
  z.strictObject({
    type: z.literal('doc'),
    content: z.array(noteBlockSchema).max(noteLimits.blocks)
  })
) satisfies z.ZodType<NoteDocument>;
