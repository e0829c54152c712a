// What an exported PDF carries beside its annotations, so that another library can hold its articles again.
import { z } from 'zod';
import { pairSchema } from '../align/schema';
import { articleSchema } from '../article/schema';
import { annotationIdSchema } from '../ids';
import { tagSchema } from '../tag/schema';

/** Names of the attachments; those of articles' files are numbered from 1 and keep their ending. */
export const carriedFiles = {
  annotations: 'annotations.jsonld',
  articles: 'articles.json',
  original: 'original-'
} as const;

/** Files of articles up to this are attached; longer ones are left out, and their text alone is carried. */
export const longestCarried = 4_000_000;

export const carriedArticlesSchema = z.strictObject({
  format: z.literal('diptych-articles/1'),
  /** The library that made it. */
  library: z.uuid(),
  /** One article, or source and target. */
  articles: z.array(articleSchema).min(1).max(2),
  pair: pairSchema.nullable(),
  /** The tags that the annotations bear, and those above them. */
  tags: z.array(tagSchema).max(10_000),
  /** Annotations without a highlight in the file: their passages are not printed. */
  undrawn: z.array(annotationIdSchema)
});
export type CarriedArticles = z.infer<typeof carriedArticlesSchema>;
