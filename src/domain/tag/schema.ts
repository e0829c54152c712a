// A tag of the library's vocabulary. Annotations carry tags by name; a name without one of these is a tag at the top.
import { z } from 'zod';
import { highlightColourSchema } from '../annotation/schema';
import { instantSchema, tagIdSchema } from '../ids';

export const tagSchema = z.strictObject({
  id: tagIdSchema,
  /** NFC, one line, no blanks around; where two are the same but for case, the older one counts. */
  name: z.string().min(1).max(200),
  /** The tag it stands under; null, or one that is gone, for the top. */
  parentId: tagIdSchema.nullable(),
  colour: highlightColourSchema.optional(),
  /** One character, which puts the tag on and takes it off. */
  key: z.string().regex(/^\S$/u).optional(),
  created: instantSchema,
  modified: instantSchema
});
export type Tag = z.infer<typeof tagSchema>;
