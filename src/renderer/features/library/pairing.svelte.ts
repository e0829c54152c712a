// Aligning two articles into a pair, with progress and a way to stop.
import type { Pair } from '@domain/align/schema';
import type { ArticleId } from '@domain/ids';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';

export class Pairing {
  readonly job: Job;
  readonly #client: Client;
  readonly #onmade: (stored: { revision: number; value: Pair }) => Promise<void>;

  /** `onmade` gets the pair that was made, or the one that was there. */
  constructor(
    client: Client,
    onmade: (stored: { revision: number; value: Pair }) => Promise<void>
  ) {
    this.job = new Job(client);
    this.#client = client;
    this.#onmade = onmade;
  }

  /** Never rejects: a failure stands in `job.error`, a cancelled run leaves nothing. */
  async create(sourceId: ArticleId, targetId: ArticleId): Promise<void> {
    const stored = await this.job.run((jobId) =>
      this.#client.request('pair.create', { jobId, sourceId, targetId })
    );
    if (stored) await this.#onmade(stored);
  }

  /** Stops what is under way and forgets an earlier failure. */
  cancel(): void {
    this.job.cancel();
    this.job.forget();
  }
}
