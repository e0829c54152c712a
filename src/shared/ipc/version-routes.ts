// Requests about the versions of an article.
import { z } from 'zod';
import { articleIdSchema } from '@domain/ids';
import { versionDiffSchema } from '@domain/version/diff-schema';
import { carryReportSchema, versionInfoSchema } from '@domain/version/schema';
import { route } from './route';

const uuid = z.uuid();
const id = articleIdSchema;
const version = z.int().min(1);

const versionResultSchema = z.strictObject({
  id,
  title: z.string(),
  /** The current one's number. */
  version,
  /** False where it is the same as before: nothing was written. */
  changed: z.boolean(),
  carried: versionInfoSchema.shape.carried
});
export type VersionResult = z.infer<typeof versionResultSchema>;

export const versionRoutes = {
  /** The latest first. */
  'versions.list': route({ input: z.strictObject({ id }), output: z.array(versionInfoSchema) }),
  /** What became of annotations and links when version `from` was replaced. */
  'versions.report': route({
    input: z.strictObject({ id, from: version }),
    output: carryReportSchema.nullable()
  }),
  'versions.compare': route({
    input: z.strictObject({ jobId: uuid, id, from: version, to: version }),
    output: versionDiffSchema
  }),
  /** A changed file for an article. The handle is used up. */
  'versions.importFile': route({
    input: z.strictObject({ jobId: uuid, id, handle: uuid }),
    output: versionResultSchema
  }),
  /** Makes `from` the newest version of `id`; its annotations come along, it goes to the trash. */
  'versions.merge': route({
    input: z.strictObject({ jobId: uuid, id, from: id }),
    output: versionResultSchema
  }),
  /** Reads the file again: in a charset, by evidence (null), or in the one chosen before (absent). */
  'versions.reread': route({
    input: z.strictObject({
      jobId: uuid,
      id,
      charset: z.string().max(40).nullable().optional()
    }),
    output: versionResultSchema
  }),
  /** Takes an older version back, as a new one; an article merged since comes out of the trash. */
  'versions.restore': route({
    input: z.strictObject({ jobId: uuid, id, version }),
    output: versionResultSchema
  })
} as const;
