// The versions of one article, and what differs between two of them that follow each other.
import type { ArticleId } from '@domain/ids';
import type { VersionDiff } from '@domain/version/diff-schema';
import type { CarryReport, VersionInfo } from '@domain/version/schema';
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';

export class VersionsState {
  readonly #client: Client;
  readonly #id: ArticleId;
  readonly #comparing: Job;
  #versions = $state.raw<readonly VersionInfo[] | null>(null);
  #selected = $state(0);
  #diff = $state.raw<VersionDiff | null>(null);
  #report = $state.raw<CarryReport | null>(null);
  #error = $state.raw<WireError | null>(null);

  constructor(client: Client, id: ArticleId) {
    this.#client = client;
    this.#id = id;
    this.#comparing = new Job(client);
  }

  /** The latest first; null while they are fetched. */
  get versions(): readonly VersionInfo[] | null {
    return this.#versions;
  }

  /** The version that is looked at, against the one before it. */
  get selected(): VersionInfo | undefined {
    return this.#versions?.find(({ version }) => version === this.#selected);
  }

  get latest(): number {
    return this.#versions?.[0]?.version ?? 1;
  }

  /** Null while it is worked out, and for the first version. */
  get diff(): VersionDiff | null {
    return this.#diff;
  }

  get report(): CarryReport | null {
    return this.#report;
  }

  get error(): WireError | null {
    return this.#error ?? this.#comparing.error;
  }

  /** Fetches the list and looks at the latest version. Never rejects. */
  async load(): Promise<void> {
    try {
      this.#versions = await this.#client.request('versions.list', { id: this.#id });
      await this.select(this.latest);
    } catch (thrown) {
      this.#error = toWireError(thrown);
    }
  }

  async select(version: number): Promise<void> {
    this.#selected = version;
    this.#diff = null;
    this.#report = null;
    if (version <= 1) {
      this.#comparing.cancel();
      return;
    }
    const from = version - 1;
    const [diff, report] = await Promise.all([
      this.#comparing.run((jobId) =>
        this.#client.request('versions.compare', { jobId, id: this.#id, from, to: version })
      ),
      this.#client.request('versions.report', { id: this.#id, from }).catch(() => null)
    ]);
    if (this.#selected !== version) return;
    this.#diff = diff;
    this.#report = report;
  }

  close(): void {
    this.#comparing.cancel();
  }
}
