// A file of an article that is not as the app left it.
import { z } from 'zod';
import { articleIdSchema } from '@domain/ids';

export const fileProblemSchema = z.strictObject({
  articleId: articleIdSchema,
  title: z.string(),
  file: z.enum(['article', 'original', 'picture']),
  state: z.enum(['changed', 'missing'])
});
export type FileProblem = z.infer<typeof fileProblemSchema>;
