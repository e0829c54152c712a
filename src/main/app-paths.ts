// Where the app's parts stand, from wherever this code was built to, and where a person's things go by default.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Paths } from './ports';
import { systemFontFolders } from './system-fonts';

/** The app's root: every bundle (out/main, out/cli, out/chunks) and this source file lie two folders below it. */
const root = resolve(import.meta.dirname, '../..');
const libraryFolderName = 'Diptych Library';

/** The app's own data folder without Electron: `DIPTYCH_DATA`, else where the system keeps such things. */
function defaultAppData(): string {
  const { DIPTYCH_DATA, APPDATA, XDG_CONFIG_HOME } = process.env;
  if (DIPTYCH_DATA) return resolve(DIPTYCH_DATA);
  const home = homedir();
  if (process.platform === 'win32')
    return join(APPDATA ?? join(home, 'AppData/Roaming'), 'Diptych');
  if (process.platform === 'darwin') return join(home, 'Library/Application Support/Diptych');
  return join(XDG_CONFIG_HOME ?? join(home, '.config'), 'diptych');
}

export function appPaths(appData: string = defaultAppData()): Paths {
  return {
    resources: join(root, 'resources'),
    jobs: join(root, 'out/jobs'),
    fonts: join(root, 'out/fonts'),
    renderer: join(root, 'out/renderer'),
    appData,
    systemFonts: systemFontFolders(process.platform, process.env, homedir())
  };
}

/** The app's version, from package.json. */
export function appVersion(): string {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** The documents folder of a Linux desktop, which may have another name in the user's language. */
function linuxDocuments(home: string): string | null {
  try {
    const file = join(process.env.XDG_CONFIG_HOME ?? join(home, '.config'), 'user-dirs.dirs');
    const named = /^XDG_DOCUMENTS_DIR="(.+)"$/m.exec(readFileSync(file, 'utf8'))?.[1];
    return named ? named.replace(/^\$HOME/, home) : null;
  } catch {
    return null;
  }
}

/** Where the library is unless somebody says otherwise. `documents` is the system's folder where it is known. */
export function defaultLibraryFolder(documents?: string): string {
  const home = homedir();
  const found = process.platform === 'linux' ? linuxDocuments(home) : null;
  return join(documents ?? found ?? join(home, 'Documents'), libraryFolderName);
}
