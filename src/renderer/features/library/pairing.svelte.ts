// Aligning two articles into a pair, with progress and a way to stop.
import type { Pair } from '@domain/align/schema';
import type { ArticleId } from '@domain/ids';
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { Client } from '../../platform/client';

export class Pairing {
  readonly #client: Client;
  readonly #onmade: (stored: { revision: number; value: Pair }) => Promise<void>;
  #jobId: string | null = $state(null);
  #share = $state.raw<number | null>(null);
  #error = $state.raw<WireError | null>(null);

  /** `onmade` gets the pair that was made, or the one that was there. */
  constructor(
    client: Client,
    onmade: (stored: { revision: number; value: Pair }) => Promise<void>
  ) {
    this.#client = client;
    this.#onmade = onmade;
  }

  get running(): boolean {
    return this.#jobId !== null;
  }

  /** 0…1; null while unknown. */
  get share(): number | null {
    return this.#share;
  }

  get error(): WireError | null {
    return this.#error;
  }

  /** Never rejects: a failure stands in `error`, a cancelled run leaves nothing. */
  async create(sourceId: ArticleId, targetId: ArticleId): Promise<void> {
    const jobId = crypto.randomUUID();
    this.#jobId = jobId;
    this.#share = null;
    this.#error = null;
    const stop = this.#client.on('job.progress', (progress) => {
      if (progress.jobId === jobId && progress.total > 0)
        this.#share = progress.done / progress.total;
    });
    try {
      const stored = await this.#client.request('pair.create', { jobId, sourceId, targetId });
      if (this.#jobId === jobId) await this.#onmade(stored);
    } catch (thrown) {
      const error = toWireError(thrown);
      if (this.#jobId === jobId && error.code !== 'cancelled') this.#error = error;
    } finally {
      stop();
      if (this.#jobId === jobId) this.#jobId = null;
    }
  }

  /** Stops what is under way and forgets an earlier failure. */
  cancel(): void {
    const jobId = this.#jobId;
    this.#jobId = null;
    this.#error = null;
    if (jobId) void this.#client.request('job.cancel', { jobId }).catch(() => undefined);
  }
}
