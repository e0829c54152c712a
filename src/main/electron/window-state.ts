// Remembers the window's bounds in the app's own data folder.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundsSchema, type Bounds } from './window-bounds';

export class WindowState {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'window.json');
  }

  /** Null where nothing sensible was saved. */
  read(): Bounds | null {
    try {
      return boundsSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')));
    } catch {
      return null;
    }
  }

  /** Synchronous, for it is called while the window closes. Bounds that cannot be saved are no reason to complain. */
  write({ x, y, width, height }: Bounds): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(this.#file, JSON.stringify({ x, y, width, height }));
    } catch {
      return;
    }
  }
}
