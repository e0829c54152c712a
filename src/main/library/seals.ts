// What the sidecars were like when the library wrote them: their hashes, by which a change behind the app's back is told. In a
// file of their own, since the sidecars' formats have no place for them.
import { join } from 'node:path';
import { z } from 'zod';
import type { ArticleId } from '@domain/ids';
import { sha256 } from '../sha256';
import { readIfThere, replaceFile, type Files } from './files';
import { jsonInTurns, type Turns } from './json-in-turns';
import { annotationsFile } from './sidecars';

export const sealsFile = 'seals.json';

const sealsSchema = z.strictObject({
  format: z.literal('diptych-seals/1'),
  /** The library's, when the sidecars were last written. */
  lastSequence: z.int().min(0),
  /** SHA-256, the newest last; a crash may have left the one before. */
  files: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{64}$/)))
});

/** The name of an article's annotations, wherever its folder is. */
export const sealedName = (id: ArticleId): string => `articles/${id}/${annotationsFile}`;

/** A sidecar to be written, or taken away where there is no content. */
export interface SidecarWrite {
  /** Where it is now; absolute. */
  file: string;
  /** Relative to the library, with `/`; an article's as if it were not in the trash. */
  name: string;
  content: { bytes: Uint8Array; hash: string } | null;
}

export class Seals {
  private constructor(
    private readonly files: Files,
    private readonly folder: string,
    private readonly hashes: Map<string, string[]>,
    private lastSequence: number,
    /** The file cannot be read; it is written anew with the next sidecars. */
    readonly damaged: boolean
  ) {}

  /**
   * `folded` is library.json's last sequence: where that is ahead, an app that knows of no seals has written sidecars since, and
   * there are none.
   */
  static async read(files: Files, folder: string, folded: number): Promise<Seals> {
    const bytes = await readIfThere(files, join(folder, sealsFile));
    if (!bytes) return new Seals(files, folder, new Map(), folded, false);
    try {
      const seals = sealsSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
      const known = seals.lastSequence < folded ? {} : seals.files;
      return new Seals(files, folder, new Map(Object.entries(known)), folded, false);
    } catch {
      return new Seals(files, folder, new Map(), folded, true);
    }
  }

  names(): string[] {
    return [...this.hashes.keys()];
  }

  /** Whether the sidecar is as the library wrote it; true for one that has no seal. */
  fits(name: string, bytes: Uint8Array): boolean {
    const known = this.hashes.get(name);
    return known === undefined || known.includes(sha256(bytes));
  }

  /** Before the sidecars are written: whatever interrupts that, each is as one of its hashes says. */
  async announce(
    writes: readonly SidecarWrite[],
    lastSequence: number,
    isHere: (id: ArticleId) => boolean,
    turns: Turns
  ): Promise<void> {
    if (writes.length === 0 && lastSequence === this.lastSequence) return;
    for (const name of this.hashes.keys()) {
      const [, id] = /^articles\/([^/]+)\//.exec(name) ?? [];
      if (id !== undefined && !isHere(id as ArticleId)) this.hashes.delete(name);
    }
    for (const { name, content } of writes) {
      if (content) this.hashes.set(name, [...(this.hashes.get(name) ?? []), content.hash]);
    }
    const files = Object.fromEntries([...this.hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
    const seals = { format: 'diptych-seals/1', lastSequence, files };
    const { bytes } = await jsonInTurns(seals, turns);
    await replaceFile(this.files, join(this.folder, sealsFile), bytes);
    this.lastSequence = lastSequence;
  }

  /** The sidecars are as they were announced. */
  settle(writes: readonly SidecarWrite[]): void {
    for (const { name, content } of writes) {
      if (content) this.hashes.set(name, [content.hash]);
      else this.hashes.delete(name);
    }
  }
}
