// Versions of an article: why one took the place of another, and what became of what was said about the older text.
import { z } from 'zod';
import { linkSchema } from '../align/schema';
import { annotationTargetSchema } from '../annotation/schema';
import { annotationIdSchema, articleIdSchema, instantSchema, pairIdSchema } from '../ids';

const versionNumber = z.int().min(1);

/** Why an article got a new version. */
export const versionReasonSchema = z.discriminatedUnion('kind', [
  /** Another file. `from` is the article it had come in as, where it had. */
  z.strictObject({
    kind: z.literal('file'),
    fileName: z.string().max(1000),
    from: articleIdSchema.optional()
  }),
  /** The same file, read in a charset that the user chose. */
  z.strictObject({ kind: z.literal('charset'), charset: z.string().max(40) }),
  /** The same file, read again by a newer reader. */
  z.strictObject({ kind: z.literal('reread') }),
  /** The same text, written by a newer normaliser. */
  z.strictObject({ kind: z.literal('normalised') }),
  /** An older version, taken back. */
  z.strictObject({ kind: z.literal('restored'), version: versionNumber })
]);
export type VersionReason = z.infer<typeof versionReasonSchema>;

/** Stands with an older version: when it was replaced, and why. */
export const replacedSchema = z.strictObject({
  format: z.literal('diptych-version/1'),
  version: versionNumber,
  replaced: instantSchema,
  reason: versionReasonSchema
});
export type Replaced = z.infer<typeof replacedSchema>;

/** A passage that is not where it was: its target before and after. `state` is that of `after`. */
const carriedTargetSchema = z.strictObject({
  annotationId: annotationIdSchema,
  /** Index into the annotation's targets. */
  target: z.int().min(0),
  before: annotationTargetSchema,
  after: annotationTargetSchema
});
export type CarriedTarget = z.infer<typeof carriedTargetSchema>;

/** Links of one pair: `lost` are those set, confirmed or rejected by hand whose sentences are gone, as they were. */
const carriedPairSchema = z.strictObject({
  pairId: pairIdSchema,
  kept: z.int().min(0),
  lost: z.array(linkSchema),
  /** Versions of the two articles that `lost` speaks of. */
  versions: z.strictObject({ source: versionNumber, target: versionNumber })
});
export type CarriedPair = z.infer<typeof carriedPairSchema>;

/** What became of annotations and links when version `from` was replaced by `from + 1`. */
export const carryReportSchema = z.strictObject({
  format: z.literal('diptych-carry/1'),
  from: versionNumber,
  /** Passages that stayed where they were. */
  exact: z.int().min(0),
  targets: z.array(carriedTargetSchema),
  pairs: z.array(carriedPairSchema)
});
export type CarryReport = z.infer<typeof carryReportSchema>;

/** One version as lists show it. The current one has no `replaced`. */
export const versionInfoSchema = z.strictObject({
  version: versionNumber,
  title: z.string(),
  fileName: z.string(),
  charset: z.string(),
  byteLength: z.int().min(0),
  /** When it became the current one. */
  since: instantSchema,
  /** Why it came; null for the first. */
  reason: versionReasonSchema.nullable(),
  /** Passages by what became of them when this version came; null for the first. */
  carried: z
    .strictObject({
      exact: z.int().min(0),
      moved: z.int().min(0),
      changed: z.int().min(0),
      orphan: z.int().min(0),
      lostLinks: z.int().min(0)
    })
    .nullable()
});
export type VersionInfo = z.infer<typeof versionInfoSchema>;
