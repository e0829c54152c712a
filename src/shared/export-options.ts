// What of a pair or an article is taken away, and how it looks: the contract.
import { z } from 'zod';
import { highlightColours } from '@domain/annotation/colours';
import { layouts, notePlaces, papers, typeSizes } from './export-choices';
import { exportForms } from './export-forms';

/** Which annotations the file holds: those for which all of it holds, as an AnnotationFilter reads it. */
const includedSchema = z.strictObject({
  colours: z.array(z.enum(highlightColours)).max(highlightColours.length).optional(),
  tags: z.array(z.string().max(200)).max(100).optional(),
  /** Empty for unsigned ones. */
  author: z.string().max(200).optional(),
  note: z.boolean().optional(),
  statement: z.boolean().optional()
});
export type Included = z.infer<typeof includedSchema>;

export const exportOptionsSchema = z.strictObject({
  form: z.enum(exportForms),
  /** A pair's articles in aligned rows, one after the other, or one of them alone. Of the PDF, as is all up to `clutter`. */
  layout: z.enum(layouts),
  /** Numbered at the end, or beside their passages. */
  notes: z.enum(notePlaces),
  size: z.enum(typeSizes),
  paper: z.enum(papers),
  landscape: z.boolean(),
  /** Clutter blocks too, set small and grey. Only for forms that hold the articles. */
  clutter: z.boolean(),
  /** Attach the annotations as JSON-LD. */
  data: z.boolean(),
  included: includedSchema
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;
