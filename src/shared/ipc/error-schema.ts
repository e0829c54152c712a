// Errors as they cross, checked. Apart from errors.ts so that the renderer's first chunk does without zod.
import { z } from 'zod';
import { errorCodes, type WireError } from './errors';

export const wireErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()]))
}) satisfies z.ZodType<WireError>;
