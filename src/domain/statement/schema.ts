// Who said what to whom, where and when, in whose words. Every field may be unknown: then it is absent.
import { z } from 'zod';

export const statementActs = [
  'asserts',
  'denies',
  'promises',
  'asks',
  'condemns',
  'praises',
  'threatens',
  'other'
] as const;

const short = z.string().min(1).max(500).optional();

export const statementSchema = z.strictObject({
  speaker: short,
  role: short,
  organisation: short,
  addressee: short,
  act: z.enum(statementActs).optional(),
  topic: short,
  date: z.string().max(40).optional(),
  place: short,
  form: z.enum(['direct', 'indirect']).optional(),
  stance: short,
  certainty: z.enum(['low', 'medium', 'high']).optional(),
  /** The annotation that holds the counterpart in the other language. */
  counterpart: z.uuid().optional()
});
export type Statement = z.infer<typeof statementSchema>;
