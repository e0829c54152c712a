// Blocks laid out anew, checked as they cross. Apart from relay.ts so that the renderer's first chunk does without zod.
import { z } from 'zod';
import type { Relay } from './relay';
import { blockSchema, markSchema } from './schema';

const stretchSchema = z.strictObject({
  text: z.string().min(1).max(20_000_000),
  blocks: z.array(blockSchema).min(1).max(200_000),
  marks: z.array(markSchema).max(1_000_000)
});

export const relaySchema = z.strictObject({
  before: stretchSchema,
  after: stretchSchema
}) satisfies z.ZodType<Relay>;
