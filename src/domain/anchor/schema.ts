// Where an annotation sits: a W3C TextQuoteSelector and TextPositionSelector, plus the normaliser's version.
import { z } from 'zod';
import { anchorStates } from './states';

/** Offsets are UTF-16 code units in the article's normalised text, half-open. `exact` equals that slice. */
export const anchorSchema = z.strictObject({
  exact: z.string().min(1).max(200_000),
  prefix: z.string().max(64),
  suffix: z.string().max(64),
  start: z.int().min(0),
  end: z.int().min(1),
  normaliserVersion: z.int().min(1)
});
export type Anchor = z.infer<typeof anchorSchema>;

export type { AnchorState } from './states';
export const anchorStateSchema = z.enum(anchorStates);
