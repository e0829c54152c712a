// Files on their way into the library, a few at once, each with its own progress, result and way to cancel.
import { toWireError } from '@shared/ipc/errors';
import type { FileHandle, ImportResult } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';
import { putFile } from '../../platform/files';
import { ImportItem, type ImportOrigin, type ImportStatus } from './import-item.svelte';

/** Main parses one while it stores another; more at once would only wait there. */
const together = 3;

export class Imports {
  readonly #client: Client;
  #items = $state.raw<ImportItem[]>([]);
  #hidden = $state(false);
  readonly #counts: Record<ImportStatus, number> = $derived.by(() => {
    const counts = {
      waiting: 0,
      running: 0,
      imported: 0,
      duplicate: 0,
      carries: 0,
      failed: 0,
      cancelled: 0
    };
    for (const { status } of this.#items) counts[status] += 1;
    return counts;
  });
  /** Those that wait, in order; some may have been cancelled meanwhile. */
  #queue: ImportItem[] = [];
  readonly #running = new Map<string, ImportItem>();
  #working: Promise<void> | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  get items(): readonly ImportItem[] {
    return this.#items;
  }

  /** Items by what became of them. */
  get counts(): Readonly<Record<ImportStatus, number>> {
    return this.#counts;
  }

  get running(): boolean {
    return this.#counts.waiting + this.#counts.running > 0;
  }

  /** Whether the panel is to be seen: there is something in it and the user has not put it away. */
  get visible(): boolean {
    return this.#items.length > 0 && !this.#hidden;
  }

  /** Items that are settled. */
  get done(): number {
    return this.#items.length - this.#counts.waiting - this.#counts.running;
  }

  /** 0…1 over all items, the running ones by their own progress. */
  get share(): number {
    if (this.#items.length === 0) return 0;
    let done = this.done;
    for (const item of this.#items) if (item.status === 'running') done += item.progress ?? 0;
    return done / this.#items.length;
  }

  /** Puts files into the queue. Resolves when all of it is settled; failures stand in the items. */
  async addFiles(files: readonly (FileHandle | File)[]): Promise<void> {
    await this.#add(
      files.map((file) => {
        const origin: ImportOrigin =
          file instanceof File ? { kind: 'file', file } : { kind: 'handle', handle: file };
        return new ImportItem(origin);
      })
    );
  }

  /** Puts a text into the queue under a name; the item with its result. */
  async addText(name: string, text: string, textKind: 'plain' | 'html'): Promise<ImportItem> {
    const item = new ImportItem({ kind: 'text', name, text, textKind });
    await this.#add([item]);
    return item;
  }

  /** One that is not in again; `copy` takes it in though the library has it. */
  async retry(item: ImportItem, copy = item.copy): Promise<void> {
    item.reset(copy);
    this.#queue.push(item);
    await this.#work();
  }

  /** Stops one that runs or waits. */
  async cancel(item: ImportItem): Promise<void> {
    if (item.status === 'waiting') item.cancel();
    else if (item.status === 'running') {
      await this.#client.request('job.cancel', { jobId: item.jobId }).catch(() => undefined);
    }
  }

  /** Stops the running ones and those that wait; what is in stays in. */
  async cancelRest(): Promise<void> {
    for (const item of this.#queue.splice(0)) if (item.status === 'waiting') item.cancel();
    await Promise.all([...this.#running.values()].map((item) => this.cancel(item)));
  }

  dismiss(item: ImportItem): void {
    this.#items = this.#items.filter((other) => other !== item);
  }

  /** Puts the panel away; what is under way goes on, and what is settled is forgotten. */
  hide(): void {
    this.#hidden = true;
    this.#items = this.#items.filter((item) => !item.settled);
  }

  async #add(items: ImportItem[]): Promise<void> {
    if (!this.running) this.#items = [];
    this.#items = [...this.#items, ...items];
    this.#queue.push(...items);
    this.#hidden = false;
    await this.#work();
  }

  async #work(): Promise<void> {
    do {
      this.#working ??= this.#drain().finally(() => (this.#working = null));
      await this.#working;
    } while (this.#queue.length > 0);
  }

  async #drain(): Promise<void> {
    const stop = this.#client.on('job.progress', ({ jobId, done, total }) => {
      const item = this.#running.get(jobId);
      if (item && total > 0) item.progress = Math.min(1, done / total);
    });
    try {
      await Promise.all(Array.from({ length: together }, () => this.#lane()));
    } finally {
      stop();
    }
  }

  async #lane(): Promise<void> {
    for (let item = this.#queue.shift(); item; item = this.#queue.shift()) {
      if (item.status === 'waiting') await this.#run(item);
    }
  }

  async #run(item: ImportItem): Promise<void> {
    item.begin();
    this.#running.set(item.jobId, item);
    try {
      item.finish(await this.#request(item, item.origin));
    } catch (thrown) {
      item.finish({ file: item.name, status: 'failed', error: toWireError(thrown) });
    } finally {
      this.#running.delete(item.jobId);
    }
  }

  async #request({ jobId, name, handle, copy }: ImportItem, origin: ImportOrigin) {
    if (origin.kind === 'text') {
      const { text, textKind } = origin;
      return this.#client.request('library.importText', {
        jobId,
        name,
        text,
        kind: textKind,
        copy
      });
    }
    const known =
      origin.kind === 'file' ? (await putFile(this.#client, origin.file)).handle : handle;
    const [result] = await this.#client.request('library.importFiles', {
      jobId,
      handles: known === null ? [] : [known],
      copy
    });
    if (!result) throw new Error('no result for the file');
    return result satisfies ImportResult;
  }
}
