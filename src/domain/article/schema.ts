// The article as the whole app knows it: one normalised text, blocks and marks over it.
// Offsets everywhere are UTF-16 code units in `text`, half-open `[start, end)`.
import { z } from 'zod';
import { articleIdSchema, instantSchema, languageSchema } from '../ids';
import type { PdfMark } from '../interchange/pdf-marks';
import { factNames } from './details';

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

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** Kinds of pictures that are kept: what every browser decodes and what cannot hold script. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

/** A picture embedded in the article's file, stored by its hash. Linked pictures leave their caption alone. */
const pictureSchema = z.strictObject({
  sha256: sha256Schema,
  alt: z.string().max(2000).optional(),
  /** In pixels, as its header says. */
  width: z.int().min(1).optional(),
  height: z.int().min(1).optional()
});
export type Picture = z.infer<typeof pictureSchema>;

/** Blocks are in text order, never overlap, and are joined by exactly one `\n`. */
export const blockSchema = z.strictObject({
  kind: blockKindSchema,
  start: offset,
  end: offset,
  /** Of headings 1–6; of list items how deep they are nested, 1 where absent. */
  level: z.int().min(1).max(6).optional(),
  /** Of list items: what stands before the words where it is no bullet, e.g. `3.` or `b)`. */
  marker: z.string().min(1).max(12).optional(),
  /** Of table cells: place in its table, both from 0. A cell that comes before its predecessor's place begins a new table. */
  cell: z.strictObject({ row: z.int().min(0), column: z.int().min(0) }).optional(),
  /** Where it is another than the article's. */
  language: languageSchema.optional(),
  /** Shown above the block's words. */
  pictures: z.array(pictureSchema).min(1).max(100).optional(),
  clutter: clutterReasonSchema.optional()
});
export type Block = z.infer<typeof blockSchema>;

const markKinds = ['bold', 'italic', 'code', 'link', 'superscript', 'subscript'] as const;

/** Inline emphasis. `href` only on links, and only http, https or mailto. */
export const markSchema = z.strictObject({
  kind: z.enum(markKinds),
  start: offset,
  end: offset,
  href: z.string().max(4000).optional()
});
export type Mark = z.infer<typeof markSchema>;

/** The file an article came from, kept byte for byte beside it. */
const originalSchema = z.strictObject({
  name: z.string().max(1000),
  /** It becomes part of a file's name, and a library may come from a stranger. */
  extension: z.string().regex(/^[a-z0-9]{1,10}$/i),
  byteLength: z.int().min(0),
  sha256: sha256Schema
});

/** What a parser makes of a file's bytes: everything of an article but its identity. */
export const parsedArticleSchema = z.strictObject({
  title: z.string().max(2000),
  byline: z.string().max(1000).optional(),
  /** The date the article states, ISO 8601 (a day, or a month where no day is stated). */
  date: z.string().max(40).optional(),
  place: z.string().max(300).optional(),
  /** The part of the paper or site it stands in, e.g. World. */
  section: z.string().max(300).optional(),
  /** The paper, agency or site, by name. */
  source: z.string().max(300).optional(),
  /** Where it was published, http or https. */
  url: z.string().max(4000).optional(),
  language: languageSchema,
  /** Vietnamese written without its diacritics. */
  unaccented: z.literal(true).optional(),
  charset: z.string().max(40),
  normaliserVersion: z.int().min(1),
  text: z.string(),
  blocks: z.array(blockSchema),
  marks: z.array(markSchema)
});
export type ParsedArticle = z.infer<typeof parsedArticleSchema>;

/** A parsed file: the article, and the pictures that its blocks name, each once. */
export interface ParsedFile {
  article: ParsedArticle;
  pictures: { sha256: string; type: (typeof pictureTypes)[number]; bytes: Uint8Array }[];
  /** Highlights and notes that another program put into it. */
  found?: PdfMark[];
}

export const articleSchema = parsedArticleSchema.extend({
  format: z.literal('diptych-article/1'),
  id: articleIdSchema,
  original: originalSchema,
  imported: instantSchema,
  /** When a person looked its source up, an ISO 8601 day. */
  accessed: z.string().max(40).optional(),
  /** Facts that a person set or took away; no later reading of the file changes them. */
  edited: z.array(z.enum(factNames)).max(factNames.length).optional(),
  /** Counts up with each new version of the text; 1 where absent. The older ones stand under history/. */
  version: z.int().min(2).optional(),
  /** When this version came; where absent, when it was imported. */
  since: instantSchema.optional(),
  /** The charset the user chose, where the one found was wrong. */
  chosenCharset: z.string().max(40).optional()
});
export type Article = z.infer<typeof articleSchema>;

/** What lists show of an article, without its text. `words` counts words outside clutter. */
export const articleSummarySchema = articleSchema
  .pick({ id: true, title: true, date: true, language: true, charset: true, imported: true })
  .extend({ fileName: z.string(), words: z.int().min(0), annotations: z.int().min(0) });
export type ArticleSummary = z.infer<typeof articleSummarySchema>;
