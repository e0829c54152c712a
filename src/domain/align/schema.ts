// Pairs of articles and the links between their sentences.
import { z } from 'zod';
import { articleIdSchema, instantSchema, pairIdSchema } from '../ids';

export const verdicts = ['translation', 'partial', 'comparable'] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** UTF-16 code units, half-open. */
export const spanSchema = z.tuple([z.int().min(0), z.int().min(0)]);
export type Span = z.infer<typeof spanSchema>;

const reasonKinds = [
  'length',
  'number',
  'date',
  'name',
  'word',
  'negation',
  'position',
  'structure',
  'hand'
] as const;

/** From where it was known that two words or names answer each other. */
const reasonOrigins = ['dictionary', 'glossary', 'learned', 'names'] as const;

/**
 * Why a link is there. `value` is what both sides share where it is one thing (a number, a name), with ` = ` between
 * where they write it differently; `weight` is its log-likelihood ratio, linked against unrelated. Where the two
 * sides disagree the weight is below 0 and ` ≠ ` stands between; see `isDisagreement`.
 */
export const linkReasonSchema = z.strictObject({
  kind: z.enum(reasonKinds),
  value: z.string().max(300).optional(),
  weight: z.number(),
  /** The shipped lexicon, the user's glossary, confirmed links of the library, the runtime's tables; absent: the texts. */
  origin: z.enum(reasonOrigins).optional()
});
export type LinkReason = z.infer<typeof linkReasonSchema>;

/** A bead as the aligner returns it: both sides filled, spans in text order. What no bead holds has no counterpart. */
export const beadSchema = z.strictObject({
  source: z.array(spanSchema),
  target: z.array(spanSchema),
  confidence: z.number().min(0).max(1),
  reasons: z.array(linkReasonSchema)
});
export type Bead = z.infer<typeof beadSchema>;

export const alignmentSchema = z.strictObject({
  verdict: verdictSchema,
  /** Share of sentences, 0…1, that the evidence ties together; what the verdict rests on. */
  evidence: z.number().min(0),
  beads: z.array(beadSchema)
});
export type Alignment = z.infer<typeof alignmentSchema>;

export const linkStates = ['proposed', 'confirmed', 'rejected'] as const;

/**
 * A link of a pair: a bead, and what the user said of it. Both sides are filled, but for a confirmed one with a side
 * left empty: the user's word that its sentences have no counterpart.
 */
export const linkSchema = beadSchema.extend({
  id: z.string().min(1).max(64),
  state: z.enum(linkStates)
});
export type Link = z.infer<typeof linkSchema>;

/** Whether the link ties sentences: not rejected, and no mark of sentences without counterpart. */
export function isLive({ state, source, target }: Link): boolean {
  return state !== 'rejected' && source.length > 0 && target.length > 0;
}

export const pairSchema = z.strictObject({
  format: z.literal('diptych-pair/1'),
  id: pairIdSchema,
  sourceId: articleIdSchema,
  targetId: articleIdSchema,
  verdict: verdictSchema,
  /** The user chose the verdict; a new alignment keeps it. */
  verdictByHand: z.literal(true).optional(),
  evidence: z.number().min(0),
  alignerVersion: z.int().min(1),
  links: z.array(linkSchema),
  /** Versions of the two articles whose sentences the links speak of; where absent, the first of each. */
  versions: z.strictObject({ source: z.int().min(1), target: z.int().min(1) }).optional(),
  /** The links were carried to another version and are still to be aligned anew. */
  stale: z.literal(true).optional(),
  created: instantSchema,
  modified: instantSchema
});
export type Pair = z.infer<typeof pairSchema>;

/** What lists show of a pair. Sentence counts leave clutter out; `linked` counts source sentences in a link. */
export const pairSummarySchema = pairSchema
  .pick({ id: true, sourceId: true, targetId: true, verdict: true, modified: true })
  .extend({ sentences: z.int().min(0), linked: z.int().min(0), annotations: z.int().min(0) });
export type PairSummary = z.infer<typeof pairSummarySchema>;
