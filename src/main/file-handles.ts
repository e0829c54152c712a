// Opaque names for files the user chose, so that no path ever comes from the renderer.
import { randomUUID } from 'node:crypto';
import { AppError } from '@shared/ipc/errors';
import type { FileHandle } from '@shared/ipc/routes';
import type { SourceFile } from './services/source-file';

/** Most files that can be chosen at once. */
export const maxHandles = 2000;
const maxHeldBytes = 256 * 2 ** 20;

export class FileHandles {
  readonly #files = new Map<string, SourceFile>();
  #heldBytes = 0;

  /** Issues a handle. Beyond the bounds the oldest handles lapse. */
  issue(file: SourceFile): FileHandle {
    const handle = randomUUID();
    this.#files.set(handle, file);
    this.#heldBytes += file.heldBytes;
    for (const [oldest] of this.#files) {
      if (this.#files.size <= maxHandles && this.#heldBytes <= maxHeldBytes) break;
      if (oldest !== handle) this.#drop(oldest);
    }
    return { handle, name: file.name, byteLength: file.byteLength };
  }

  /** The file behind a handle, which is used up by this. Throws `badRequest` for one unknown or lapsed. */
  take(handle: string): SourceFile {
    const file = this.#files.get(handle);
    if (!file) throw new AppError('badRequest', { reason: 'unknown file handle' });
    this.#drop(handle);
    return file;
  }

  #drop(handle: string): void {
    this.#heldBytes -= this.#files.get(handle)?.heldBytes ?? 0;
    this.#files.delete(handle);
  }
}
