// Requests about how things stand: the library looked over, and what a person can send to whoever helps.
import { z } from 'zod';
import { wireErrorSchema } from './error-schema';
import { route } from './route';

const nothing = z.strictObject({});

const checkReportSchema = z.strictObject({
  articles: z.int(),
  pairs: z.int(),
  annotations: z.int(),
  journalRecords: z.int(),
  lastSequence: z.int(),
  /** `file` is relative to the library. */
  problems: z.array(z.strictObject({ file: z.string(), error: wireErrorSchema }))
});
export type LibraryCheck = z.infer<typeof checkReportSchema>;

export const healthRoutes = {
  /** Looks the whole library over and changes nothing. Progress counts articles. */
  'health.check': route({
    input: z.strictObject({ jobId: z.uuid() }),
    output: checkReportSchema
  }),
  /** A report of how things stand, as it can be saved: without names, titles, paths or words of anybody's. */
  'health.report': route({
    input: nothing,
    output: z.strictObject({ fileName: z.string(), text: z.string() })
  }),
  /** Saves the report made last where the person says; null where they cancelled. Electron only: elsewhere `badRequest`. */
  'health.saveReport': route({
    input: nothing,
    output: z.strictObject({ savedAs: z.string().nullable() })
  }),
  /** A failure of a window's own code, for the log: the error's class and lines of its stack. */
  'health.failure': route({
    input: z.strictObject({
      name: z.string().max(64),
      stack: z.array(z.string().max(400)).max(40)
    }),
    output: nothing
  }),
  /** A window's copy of the facts was found to differ from main's, and was mended; for the log. */
  'health.copyDiffered': route({
    input: z.strictObject({
      /** Facts that it lacked, or had as they once were. */
      lacking: z.int().min(0),
      /** Facts that main has deleted. */
      deleted: z.int().min(0),
      /** Facts that main does not have, or only as they once were: told to main again. */
      ahead: z.int().min(0)
    }),
    output: nothing
  })
} as const;
