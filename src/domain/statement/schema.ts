// Who said what to whom, where and when, in whose words. Every field may be unknown: then it is absent.
import { z } from 'zod';
import { statementActs, statementCertainties, statementForms } from './choices';

const short = z.string().min(1).max(500).optional();

export const statementSchema = z.strictObject({
  speaker: short,
  role: short,
  organisation: short,
  addressee: short,
  act: z.enum(statementActs).optional(),
  topic: short,
  /** ISO, perhaps without day; text that is no date stands as it is. */
  date: z.string().max(40).optional(),
  place: short,
  form: z.enum(statementForms).optional(),
  /** One of the named stances, or words of the reader's own. */
  stance: short,
  certainty: z.enum(statementCertainties).optional(),
  /** The annotation that holds the counterpart in the other language. Stored at one end, shown at both. */
  counterpart: z.uuid().optional()
});
export type Statement = z.infer<typeof statementSchema>;
