// Another library for the app: it is proven first, then remembered, and the app starts anew on it.
import { basename, join } from 'node:path';
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { LibraryAct } from '@shared/ipc/routes';
import { BackupFolder } from '../backups/backup-folder';
import { restoreLibrary } from '../backups/restore-library';
import { copyLibrary, refuseBadTarget } from '../library/copy-library';
import { openLibrary } from '../library/open-library';
import { systemClock } from '../ports';
import type { LibraryPlaces } from '../settings/library-places';

/** What only a shell with a window can do. */
export interface SwitchShell {
  /** An absolute path; null where the person cancelled. */
  chooseFolder(act: LibraryAct): Promise<string | null>;
  /** Whether the folder the library was moved out of goes to the system's trash; else it stays where it is. */
  askTrashOld(folder: string): Promise<boolean>;
  trash(folder: string): Promise<void>;
  /** Whether the library becomes what it was at that instant. */
  askRestore(at: string): Promise<boolean>;
  /** Where the library as it was before is now. */
  tellRestored(kept: string): void;
  tell(error: WireError): void;
  /** Ends the app, folding and unlocking, and starts it again without a library on its command line. */
  restart(): void;
}

export class LibrarySwitch {
  constructor(
    private readonly folder: string,
    private readonly places: LibraryPlaces,
    private readonly shell: SwitchShell,
    /** Folds the journal and gives the library up; whatever the window asks for afterwards is refused. */
    private readonly closeLibrary: () => Promise<void>
  ) {}

  recent(): readonly string[] {
    return this.places.recent().filter((folder) => folder !== this.folder);
  }

  /** False where the person cancelled. Throws as `openLibrary` and `copyLibrary` do, everything as it was. */
  async run(act: LibraryAct): Promise<boolean> {
    const chosen = await this.shell.chooseFolder(act);
    if (chosen === null) return false;
    if (act === 'move') await this.#move(join(chosen, basename(this.folder)));
    else await this.open(chosen, act === 'new');
    return true;
  }

  /** Throws libraryNotALibrary and the like for what cannot be opened; nothing has changed then. */
  async open(folder: string, create = false): Promise<void> {
    const options = { clock: systemClock };
    if (create) {
      await refuseBadTarget(this.folder, folder);
      await (await openLibrary(folder, { ...options, create })).close();
    } else if (folder !== this.folder) {
      await (await openLibrary(folder, { ...options, readOnly: true })).close();
    }
    await this.places.use(folder);
    this.shell.restart();
  }

  /** The library as the backup has it, in the place of what is here, which is kept beside it. */
  async restore(backups: string, id: string): Promise<boolean> {
    const source = await BackupFolder.open(backups);
    const backup = await source.one(id);
    if (!(await this.shell.askRestore(backup.at))) return false;
    await this.closeLibrary();
    try {
      const clock = systemClock;
      const kept = await restoreLibrary(source, backup, this.folder, { clock });
      if (kept !== null) this.shell.tellRestored(kept);
    } catch (thrown) {
      this.shell.tell(toWireError(thrown));
    } finally {
      this.shell.restart();
    }
    return true;
  }

  async #move(to: string): Promise<void> {
    await refuseBadTarget(this.folder, to);
    await this.closeLibrary();
    try {
      await copyLibrary(this.folder, to);
      await this.places.use(to);
      if (await this.shell.askTrashOld(this.folder)) await this.shell.trash(this.folder);
    } catch (thrown) {
      // The library is closed by now: it is said here, and the app starts on what it has.
      this.shell.tell(toWireError(thrown));
    } finally {
      this.shell.restart();
    }
  }
}
