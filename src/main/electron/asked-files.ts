// What the system asks the app to open, kept until the library is open.
import type { OpenedFiles } from '../opened-files';

export class AskedFiles {
  #early: string[];
  #opened: OpenedFiles | null = null;

  /** Absolute paths given at the start. */
  constructor(paths: readonly string[]) {
    this.#early = [...paths];
  }

  ask(paths: readonly string[]): void {
    if (this.#opened) this.#opened.add(paths);
    else this.#early.push(...paths);
  }

  /** From now on they go straight on. */
  handTo(opened: OpenedFiles): void {
    this.#opened = opened;
    opened.add(this.#early.splice(0));
  }
}
