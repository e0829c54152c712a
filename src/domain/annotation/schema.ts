// An annotation: one or more passages, a colour, tags, a note, perhaps a statement.
import { z } from 'zod';
import { anchorSchema, anchorStateSchema } from '../anchor/schema';
import { annotationIdSchema, articleIdSchema, instantSchema } from '../ids';
import { statementSchema } from '../statement/schema';
import { highlightColours } from './colours';
import { noteDocumentSchema } from './note-schema';

export type { HighlightColour } from './colours';
export const highlightColourSchema = z.enum(highlightColours);

/** One passage. The first target's article owns the annotation. */
export const annotationTargetSchema = z.strictObject({
  articleId: articleIdSchema,
  anchor: anchorSchema,
  state: anchorStateSchema,
  /** Of changed ones the words it was made on, until somebody has looked at it. */
  was: z.string().min(1).max(200_000).optional()
});
export type AnnotationTarget = z.infer<typeof annotationTargetSchema>;

/** Links that one annotation holds. */
export const maxRelated = 100;

export const annotationSchema = z.strictObject({
  id: annotationIdSchema,
  targets: z.array(annotationTargetSchema).min(1).max(16),
  colour: highlightColourSchema,
  tags: z.array(z.string().min(1).max(200)).max(100),
  /** Null where there is a highlight without a note. */
  note: noteDocumentSchema.nullable(),
  statement: statementSchema.optional(),
  /** Others it is linked with. A link stands at one of its ends only; either of them may be gone. */
  related: z
    .array(annotationIdSchema)
    .min(1)
    .max(maxRelated)
    .refine((ids) => new Set(ids).size === ids.length)
    .optional(),
  author: z.string().max(200),
  created: instantSchema,
  modified: instantSchema
});
export type Annotation = z.infer<typeof annotationSchema>;
