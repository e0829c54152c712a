// The library's backups, what one of them holds, and bringing an article back.
import type { ArticleId } from '@domain/ids';
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { BackupPreview, BackupSummary } from '@shared/ipc/backup-routes';
import type { RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';

export class BackupsState {
  readonly #client: Client;
  readonly making: Job;
  #list = $state.raw<RouteOutput<'backups.list'> | null>(null);
  #selected = $state<string | null>(null);
  #preview = $state.raw<BackupPreview | null>(null);
  #error = $state.raw<WireError | null>(null);
  #looking = 0;

  constructor(client: Client) {
    this.#client = client;
    this.making = new Job(client);
  }

  /** Null while they are fetched. */
  get list(): RouteOutput<'backups.list'> | null {
    return this.#list;
  }

  get selected(): BackupSummary | undefined {
    return this.#list?.backups.find(({ id }) => id === this.#selected);
  }

  /** Of the selected one; null while it is opened. */
  get preview(): BackupPreview | null {
    return this.#preview;
  }

  get error(): WireError | null {
    return this.#error ?? this.making.error;
  }

  /** Fetches the list and looks at the newest; looks again whenever one is made. Returns the way to stop. Never rejects. */
  open(): () => void {
    void this.refresh(true);
    return this.#client.on('backups.changed', () => void this.refresh(false));
  }

  async refresh(select: boolean): Promise<void> {
    await this.#try(async () => {
      this.#list = await this.#client.request('backups.list', {});
      const [newest] = this.#list.backups;
      if (newest && (select || !this.selected)) await this.select(newest.id);
    });
  }

  async select(id: string): Promise<void> {
    const looking = (this.#looking += 1);
    this.#selected = id;
    this.#preview = null;
    await this.#try(async () => {
      const preview = await this.#client.request('backups.preview', { id });
      if (this.#looking === looking) this.#preview = preview;
    });
  }

  /** One more, now; what it holds, or null where it failed. */
  async make(): Promise<BackupSummary | null> {
    this.#error = null;
    const made = await this.making.run((jobId) => this.#client.request('backups.make', { jobId }));
    if (made) await this.refresh(true);
    return made;
  }

  /** How many annotations came; null where it failed. */
  async restoreArticle(articleId: ArticleId): Promise<number | null> {
    const id = this.#selected;
    if (id === null) return null;
    const done = await this.making.run((jobId) =>
      this.#client.request('backups.restoreArticle', { jobId, id, articleId })
    );
    if (done) await this.select(id);
    return done?.returned ?? null;
  }

  async chooseFolder(): Promise<void> {
    await this.#try(async () => {
      const folder = await this.#client.request('backups.chooseFolder', {});
      if (folder !== null) await this.refresh(true);
    });
  }

  /** The whole library; the app starts anew. */
  async restoreAll(): Promise<void> {
    const id = this.#selected;
    if (id === null) return;
    await this.#try(async () => void (await this.#client.request('backups.restore', { id })));
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.#error = null;
    try {
      await work();
    } catch (thrown) {
      this.#error = toWireError(thrown);
    }
  }
}
