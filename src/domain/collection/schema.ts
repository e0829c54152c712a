// A collection: articles the user keeps together. An article may be in several.
import { z } from 'zod';
import { articleIdSchema, collectionIdSchema, instantSchema } from '../ids';

export const collectionSchema = z.strictObject({
  id: collectionIdSchema,
  name: z.string().min(1).max(200),
  /** The collection it stands under; null, or one that is gone, for the top. */
  parentId: collectionIdSchema.nullable(),
  /** In the order added, each once; those in the trash stay, and are back with their article. */
  articleIds: z.array(articleIdSchema).max(100_000),
  created: instantSchema,
  modified: instantSchema
});
export type Collection = z.infer<typeof collectionSchema>;
