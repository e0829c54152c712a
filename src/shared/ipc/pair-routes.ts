// Requests about a pair of articles and its links.
import { z } from 'zod';
import {
  beadSchema,
  linkSchema,
  pairSchema,
  spanSchema,
  verdictSchema
} from '@domain/align/schema';
import { articleIdSchema, pairIdSchema } from '@domain/ids';
import { route } from './route';

const uuid = z.uuid();
const id = pairIdSchema;

/** A pair's current value and revision. */
export const storedPairSchema = z.strictObject({ revision: z.int(), value: pairSchema });

const realignmentSchema = pairSchema
  .pick({ verdict: true, evidence: true, alignerVersion: true, links: true })
  .extend({
    /** Of the pair that was aligned. */
    revision: z.int(),
    /** Proposed links that would come in, and that would go. */
    added: z.array(linkSchema),
    removed: z.array(linkSchema)
  });
/** A pair's links as a new alignment would have them. */
export type Realignment = z.infer<typeof realignmentSchema>;

const candidateSchema = beadSchema
  .pick({ confidence: true, reasons: true })
  .extend({ spans: z.array(spanSchema) });

export const pairRoutes = {
  /** Aligns two articles into a new pair; the existing one where there is one. */
  'pair.create': route({
    input: z.strictObject({ jobId: uuid, sourceId: articleIdSchema, targetId: articleIdSchema }),
    output: storedPairSchema
  }),
  'pair.get': route({ input: z.strictObject({ id }), output: storedPairSchema }),
  /**
   * The links as they would be, aligned anew around what was said by hand; nothing is stored. Links that come back
   * keep their ids. `verdict`: how to align, chosen by hand; absent, the pair's where that was, else the evidence decides.
   * `pairNotFound`, `articleNotFound`, `cancelled`.
   */
  'pair.realign': route({
    input: z.strictObject({ jobId: uuid, id, verdict: verdictSchema.optional() }),
    output: realignmentSchema
  }),
  /**
   * What sentences of one side may be linked with, best first: runs of one to three sentences of the other side, none
   * of them in a confirmed link. Empty where the spans hold no sentence. Quicker left to end (50 ms) than cancelled, which
   * ends the process. `pairNotFound`, `articleNotFound`, `cancelled`.
   */
  'pair.candidates': route({
    input: z.strictObject({
      jobId: uuid,
      id,
      side: z.enum(['source', 'target']),
      spans: z.array(spanSchema).min(1).max(1000)
    }),
    output: z.strictObject({ candidates: z.array(candidateSchema).max(8) })
  })
} as const;
