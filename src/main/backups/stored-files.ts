// Bytes by their hash, once for all backups, gzipped where that makes them smaller.
import { webcrypto } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError } from '@shared/ipc/errors';
import { readIfThere, replaceFile, type Files } from '../library/files';

const [zip, unzip] = [promisify(gzip), promisify(gunzip)];
const zipped = '.gz';

/** As `sha256`, off the main thread: originals may be large. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await webcrypto.subtle.digest('SHA-256', bytes);
  return Buffer.from(digest).toString('hex');
}

export class StoredFiles {
  readonly #folder: string;
  /** Name by hash. */
  readonly #names = new Map<string, string>();

  private constructor(
    private readonly files: Files,
    folder: string
  ) {
    this.#folder = folder;
  }

  static async open(files: Files, folder: string): Promise<StoredFiles> {
    const stored = new StoredFiles(files, folder);
    for (const part of await files.list(folder)) {
      for (const name of await files.list(join(folder, part))) {
        const hash = name.endsWith(zipped) ? name.slice(0, -zipped.length) : name;
        if (hash.length === 64) stored.#names.set(hash, name);
      }
    }
    return stored;
  }

  has(hash: string): boolean {
    return this.#names.has(hash);
  }

  /** Stores the bytes, unless they are there and whole, and reads back what was written. Throws the file system's error, `backupDamaged`. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = await hashOf(bytes);
    // One that went bad on the disk is written anew.
    if (this.#names.has(hash) && (await this.read(hash).catch(() => null))) return hash;
    const packed = await zip(bytes);
    const smaller = packed.length < bytes.length * 0.9;
    const name = smaller ? `${hash}${zipped}` : hash;
    const path = this.#pathOf(name);
    await this.files.makeFolder(join(path, '..'));
    await replaceFile(this.files, path, smaller ? packed : bytes);
    this.#names.set(hash, name);
    try {
      await this.read(hash);
    } catch (thrown) {
      this.#names.delete(hash);
      throw thrown;
    }
    return hash;
  }

  /** Throws `backupDamaged` {file} where they are missing or not what they were. */
  async read(hash: string): Promise<Uint8Array> {
    const name = this.#names.get(hash) ?? hash;
    const path = this.pathOf(hash);
    const packed = await readIfThere(this.files, path);
    if (packed) {
      const bytes = name.endsWith(zipped) ? await unzip(packed).catch(() => null) : packed;
      if (bytes && (await hashOf(bytes)) === hash) return bytes;
    }
    throw new AppError('backupDamaged', { file: path });
  }

  /** Where the bytes of that hash lie, or should. */
  pathOf(hash: string): string {
    return this.#pathOf(this.#names.get(hash) ?? hash);
  }

  /** Deletes all that no backup holds. */
  async keepOnly(hashes: ReadonlySet<string>): Promise<void> {
    for (const [hash, name] of this.#names) {
      if (hashes.has(hash)) continue;
      await this.files.remove(this.#pathOf(name));
      this.#names.delete(hash);
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, name.slice(0, 2), name);
  }
}
