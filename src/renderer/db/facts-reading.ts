// The facts of a library that can only be read: shown as main has them, and kept nowhere. IndexedDB is not even opened:
// on a full disk that is what destroys it, and with it edits that main has never heard of.
import type { Pair } from '@domain/align/schema';
import { AppError, readOnlyCodes } from '@shared/ipc/errors';
import type { LibraryInfo } from '@shared/ipc/routes';
import type { Client } from '../platform/client';
import type { FactsSync, Shown } from './facts-sync';

type Sync = Pick<
  FactsSync,
  'restored' | 'start' | 'commit' | 'byMain' | 'followed' | 'adoptPair' | 'close'
>;

/** What an edit is refused with, by its reason; null for a library that can be written to. */
export function readOnlyError(library: LibraryInfo, folder: string): AppError | null {
  if (!library.readOnly) return null;
  const because = library.readOnlyBecause;
  if (because) return new AppError(readOnlyCodes[because], { file: folder });
  return new AppError('libraryLocked', { file: folder, holder: '?' });
}

export class FactsReading implements Sync {
  readonly restored = false;
  readonly #client: Client;
  readonly #refusal: AppError | null;
  readonly #shown: Shown;

  constructor(client: Client, refusal: AppError | null, shown: Shown) {
    this.#client = client;
    this.#refusal = refusal;
    this.#shown = shown;
  }

  async start(): Promise<void> {
    const snapshot = await this.#client.request('facts.snapshot', {});
    const values = <T>(stored: { value: T }[]): T[] => stored.map(({ value }) => value);
    this.#shown.showAll({
      annotations: values(snapshot.annotations),
      collections: values(snapshot.collections),
      terms: values(snapshot.terms),
      tags: values(snapshot.tags)
    });
  }

  commit(): Promise<void> {
    return Promise.reject(this.#refusal ?? new AppError('internal'));
  }

  byMain<T>(run: () => Promise<T>): Promise<T> {
    return run();
  }

  followed(): Promise<void> {
    return Promise.resolve();
  }

  adoptPair({ value }: { value: Pair }): Promise<Pair> {
    return Promise.resolve(value);
  }

  close(): void {
    // Nothing is held.
  }
}
