// One job of main's at a time, as the interface shows it: running, how far, what went wrong, and a way to stop it.
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { Client } from './client';

export class Job {
  readonly #client: Client;
  #id = $state<string | null>(null);
  #share = $state.raw<number | null>(null);
  #error = $state.raw<WireError | null>(null);

  constructor(client: Client) {
    this.#client = client;
  }

  get running(): boolean {
    return this.#id !== null;
  }

  /** 0…1; null while unknown. */
  get share(): number | null {
    return this.#share;
  }

  /** Of the last run; null while one is under way, and for a cancelled one. */
  get error(): WireError | null {
    return this.#error;
  }

  /**
   * Runs it under a new job id; an earlier run is cancelled. The result, or null where it failed (see `error`) or was
   * cancelled. Never rejects.
   */
  async run<T>(start: (jobId: string) => Promise<T>): Promise<T | null> {
    this.cancel();
    const id = crypto.randomUUID();
    this.#id = id;
    this.#share = null;
    this.#error = null;
    const stop = this.#client.on('job.progress', ({ jobId, done, total }) => {
      if (jobId === id && total > 0) this.#share = Math.min(1, done / total);
    });
    try {
      const result = await start(id);
      return this.#id === id ? result : null;
    } catch (thrown) {
      const error = toWireError(thrown);
      if (this.#id === id && error.code !== 'cancelled') this.#error = error;
      return null;
    } finally {
      stop();
      if (this.#id === id) this.#id = null;
    }
  }

  /** Stops the run under way, if there is one. */
  cancel(): void {
    const jobId = this.#id;
    this.#id = null;
    if (jobId) void this.#client.request('job.cancel', { jobId }).catch(() => undefined);
  }

  /** Forgets the last failure. */
  forget(): void {
    this.#error = null;
  }
}
