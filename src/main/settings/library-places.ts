// Which library this computer opens, and which it opened before. Beside the settings, since it is nothing the window sets.
import { join } from 'node:path';
import { z } from 'zod';
import { diskFiles, jsonBytes, readIfThere, replaceFile } from '../library/files';

const placesSchema = z.strictObject({
  recent: z.array(z.string()),
  /** By library, where it is not beside it. */
  backups: z.record(z.string(), z.string()).default({})
});
const mostRecent = 8;

export interface LibraryPlaces {
  /** Folders opened before, the last one first; absolute paths. */
  recent(): readonly string[];
  /** The folder is the one to open from now on. */
  use(folder: string): Promise<void>;
  /** Where a library's backups go, where the person chose a place. */
  backupsOf(folder: string): string | undefined;
  keepBackups(folder: string, place: string): Promise<void>;
}

/** Reads `libraries.json` in the app's data folder; one that cannot be read counts as none. */
export async function openLibraryPlaces(appData: string): Promise<LibraryPlaces> {
  const file = join(appData, 'libraries.json');
  let places: z.infer<typeof placesSchema> = { recent: [], backups: {} };
  try {
    const bytes = await readIfThere(diskFiles, file);
    if (bytes) places = placesSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    // The default library is opened then.
  }
  const write = async (changed: typeof places): Promise<void> => {
    places = changed;
    await diskFiles.makeFolder(appData);
    await replaceFile(diskFiles, file, jsonBytes(places));
  };
  return {
    recent: () => places.recent,
    use: (folder) => {
      const others = places.recent.filter((other) => other !== folder);
      return write({ ...places, recent: [folder, ...others].slice(0, mostRecent) });
    },
    backupsOf: (folder) => places.backups[folder],
    keepBackups: (folder, place) =>
      write({ ...places, backups: { ...places.backups, [folder]: place } })
  };
}
