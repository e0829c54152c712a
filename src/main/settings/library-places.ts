// Which library this computer opens, and which it opened before. Beside the settings, since it is nothing the window sets.
import { join } from 'node:path';
import { z } from 'zod';
import { diskFiles, jsonBytes, readIfThere, replaceFile } from '../library/files';

const placesSchema = z.strictObject({ recent: z.array(z.string()) });
const mostRecent = 8;

export interface LibraryPlaces {
  /** Folders opened before, the last one first; absolute paths. */
  recent(): readonly string[];
  /** The folder is the one to open from now on. */
  use(folder: string): Promise<void>;
}

/** Reads `libraries.json` in the app's data folder; one that cannot be read counts as none. */
export async function openLibraryPlaces(appData: string): Promise<LibraryPlaces> {
  const file = join(appData, 'libraries.json');
  let recent: string[] = [];
  try {
    const bytes = await readIfThere(diskFiles, file);
    if (bytes) ({ recent } = placesSchema.parse(JSON.parse(Buffer.from(bytes).toString())));
  } catch {
    // The default library is opened then.
  }
  return {
    recent: () => recent,
    async use(folder) {
      recent = [folder, ...recent.filter((other) => other !== folder)].slice(0, mostRecent);
      await diskFiles.makeFolder(appData);
      await replaceFile(diskFiles, file, jsonBytes({ recent }));
    }
  };
}
