// The app's settings: one small JSON file in the app's own data folder.
import { join } from 'node:path';
import { defaultSettings, type Settings } from '@shared/settings';
import { settingsSchema } from '@shared/settings-schema';
import {
  diskFiles,
  jsonBytes,
  readIfThere,
  replaceFile,
  writeError,
  type Files
} from '../library/files';

export interface SettingsStore {
  get(): Settings;
  /** Resolves when they are on the disk. Throws folderUnwritable or diskFull with {file}; then the old ones hold. */
  set(settings: Settings): Promise<Settings>;
}

/**
 * Opens the settings in `folder`, which need not exist. A file that cannot be understood is moved aside to
 * `settings.damaged.json` and the defaults hold.
 */
export async function openSettings(
  folder: string,
  files: Files = diskFiles
): Promise<SettingsStore> {
  const file = join(folder, 'settings.json');
  let current = await load(files, folder, file);
  let turn: Promise<unknown> = Promise.resolve();
  return {
    get: () => current,
    set(settings) {
      const parsed = settingsSchema.parse(settings);
      const saved = turn.then(async () => {
        try {
          await files.makeFolder(folder);
          await replaceFile(files, file, jsonBytes(parsed));
        } catch (thrown) {
          throw writeError(thrown, file);
        }
        current = parsed;
        return parsed;
      });
      turn = saved.catch(() => undefined);
      return saved;
    }
  };
}

async function load(files: Files, folder: string, file: string): Promise<Settings> {
  const bytes = await readIfThere(files, file);
  if (!bytes) return defaultSettings;
  try {
    return settingsSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    // Where even that is not allowed the file stays, and the defaults hold all the same.
    await files.rename(file, join(folder, 'settings.damaged.json')).catch(() => undefined);
    return defaultSettings;
  }
}
