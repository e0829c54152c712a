// What this library and others last had in common: by annotation the `modified` of the version that came from
// elsewhere. Where ours is still that one, what comes anew takes its place; where both went on, both are kept. Losing
// the file loses nothing but that knowledge.
import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema } from '@domain/ids';
import { diskFiles, jsonBytes, readIfThere, replaceFile } from './files';

const agreedSchema = z.strictObject({
  format: z.literal('diptych-agreed/1'),
  modified: z.record(z.uuid(), instantSchema)
});
export type Agreed = Record<string, string>;

const fileOf = (folder: string): string => join(folder, 'agreed.json');

/** Empty where there is no such file, or it cannot be understood. */
export async function readAgreed(folder: string): Promise<Agreed> {
  const bytes = await readIfThere(diskFiles, fileOf(folder)).catch(() => null);
  if (!bytes) return {};
  try {
    return agreedSchema.parse(JSON.parse(Buffer.from(bytes).toString())).modified;
  } catch {
    return {};
  }
}

export async function writeAgreed(folder: string, modified: Agreed): Promise<void> {
  await replaceFile(diskFiles, fileOf(folder), jsonBytes({ format: 'diptych-agreed/1', modified }));
}
