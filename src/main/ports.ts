// What services need from the outside world. Shells and tests hand in their own.
import type { LibraryAct } from '@shared/ipc/routes';
import type { WindowPlace } from '@shared/window-place';

export interface Clock {
  now(): Date;
}
export const systemClock: Clock = { now: () => new Date() };

/** Asks the person; only Electron can. What is chosen is null where they cancelled. */
export interface Dialogs {
  /** Absolute paths. */
  chooseFiles(): Promise<string[] | null>;
  /** Absolute path for a new file: an export, or a copy of an article's own file. */
  chooseSavePath(suggestedName: string, what: 'export' | 'copy'): Promise<string | null>;
  /** Shows the whole address and opens it outside the app where the person agrees. False where they declined. */
  openExternal(url: URL): Promise<boolean>;
  /** Another window on the same library, at the place. */
  openWindow(place: WindowPlace): void;
  /** Absolute paths of font files; null where they cancelled. */
  chooseFonts(): Promise<string[] | null>;
  /** Opens the system's file manager at the file. `path` is absolute. */
  showInFolder(path: string): void;
  /** The same as the menu does: a failure is told, and false where nothing changed. */
  switchLibrary(act: LibraryAct): Promise<boolean>;
  /** Absolute; null where they cancelled. */
  chooseBackupsFolder(): Promise<string | null>;
  /** A library in a ZIP file and the folder it shall have, absolute; null where they cancelled. */
  chooseUnpack(): Promise<{ file: string; folder: string } | null>;
  /** The app starts anew on the library in the folder. Throws as `openLibrary` does. */
  openLibrary(folder: string): Promise<void>;
  /** The whole library out of a backup, then a new start. False where they cancelled or it failed, which is told. */
  restoreLibrary(backupId: string): Promise<boolean>;
}

/** Where things are. All absolute. */
export interface Paths {
  /** resources/ of the app. */
  resources: string;
  /** out/jobs, where the job processes' bundles are. */
  jobs: string;
  /** out/fonts, TTF files for typesetting. */
  fonts: string;
  /** out/renderer, the built interface. */
  renderer: string;
  /** The app's own data folder: settings, the window's place. */
  appData: string;
  /** Where the system keeps fonts; some may not be there. */
  systemFonts: string[];
}
