// The article as the whole app knows it: one normalised text, blocks and marks over it.
// Offsets everywhere are UTF-16 code units in `text`, half-open `[start, end)`.
import { z } from 'zod';
import { articleIdSchema, instantSchema, languageSchema } from '../ids';

const blockKinds = [
  'heading',
  'paragraph',
  'caption',
  'quote',
  'listItem',
  'tableCell',
  'code',
  'footnote',
  'figure'
] as const;
const blockKindSchema = z.enum(blockKinds);
export type BlockKind = z.infer<typeof blockKindSchema>;

/** Why a block was told apart from the article's own words. */
const clutterReasons = [
  'navigation',
  'teaser',
  'related',
  'mostRead',
  'share',
  'footer',
  'comments',
  'cookies',
  'markup',
  'section',
  'hand'
] as const;
const clutterReasonSchema = z.enum(clutterReasons);
export type ClutterReason = z.infer<typeof clutterReasonSchema>;

const offset = z.int().min(0);

/** Blocks are in text order, never overlap, and are joined by exactly one `\n`. `level` is 1–6 for headings. */
const blockSchema = z.strictObject({
  kind: blockKindSchema,
  start: offset,
  end: offset,
  level: z.int().min(1).max(6).optional(),
  clutter: clutterReasonSchema.optional()
});
export type Block = z.infer<typeof blockSchema>;

const markKinds = ['bold', 'italic', 'code', 'link', 'superscript', 'subscript'] as const;

/** Inline emphasis. `href` only on links, and only http, https or mailto. */
const markSchema = z.strictObject({
  kind: z.enum(markKinds),
  start: offset,
  end: offset,
  href: z.string().max(4000).optional()
});
export type Mark = z.infer<typeof markSchema>;

/** The file an article came from, kept byte for byte beside it. */
const originalSchema = z.strictObject({
  name: z.string().max(1000),
  extension: z.string().max(10),
  byteLength: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/)
});

/** What a parser makes of a file's bytes: everything of an article but its identity. */
export const parsedArticleSchema = z.strictObject({
  title: z.string().max(2000),
  byline: z.string().max(1000).optional(),
  /** The date the article states, ISO 8601 (a day, or a month where no day is stated). */
  date: z.string().max(40).optional(),
  place: z.string().max(300).optional(),
  language: languageSchema,
  charset: z.string().max(40),
  normaliserVersion: z.int().min(1),
  text: z.string(),
  blocks: z.array(blockSchema),
  marks: z.array(markSchema)
});
export type ParsedArticle = z.infer<typeof parsedArticleSchema>;

export const articleSchema = parsedArticleSchema.extend({
  format: z.literal('diptych-article/1'),
  id: articleIdSchema,
  original: originalSchema,
  imported: instantSchema
});
export type Article = z.infer<typeof articleSchema>;

/** What lists show of an article, without its text. `words` counts words outside clutter. */
export const articleSummarySchema = articleSchema
  .pick({ id: true, title: true, date: true, language: true, charset: true, imported: true })
  .extend({ fileName: z.string(), words: z.int().min(0), annotations: z.int().min(0) });
export type ArticleSummary = z.infer<typeof articleSummarySchema>;
