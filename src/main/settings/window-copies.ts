// Of which libraries the windows keep a copy. A browser that lost one lost with it whatever it knew of it: main remembers.
import { join } from 'node:path';
import { z } from 'zod';
import { diskFiles, jsonBytes, readIfThere, replaceFile } from '../library/files';

/** Uuids of libraries, by shell: each has a profile of its own. */
const copiesSchema = z.record(z.string(), z.array(z.string()));

export interface WindowCopies {
  has(libraryUuid: string): boolean;
  /** Never rejects: where it cannot be written down, only words are missing at a later start. */
  note(libraryUuid: string): Promise<void>;
}

/** Reads `copies.json` in the app's data folder; one that cannot be read counts as none. */
export async function openWindowCopies(appData: string, shell: string): Promise<WindowCopies> {
  const file = join(appData, 'copies.json');
  let copies: z.infer<typeof copiesSchema> = {};
  try {
    const bytes = await readIfThere(diskFiles, file);
    if (bytes) copies = copiesSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    // Noted anew from now on.
  }
  const own = new Set(copies[shell]);
  return {
    has: (libraryUuid) => own.has(libraryUuid),
    async note(libraryUuid) {
      if (own.has(libraryUuid)) return;
      own.add(libraryUuid);
      try {
        await diskFiles.makeFolder(appData);
        await replaceFile(diskFiles, file, jsonBytes({ ...copies, [shell]: [...own] }));
      } catch {
        // As long as this process lives it is known all the same.
      }
    }
  };
}
