// Files on their way into the library, one after the other, each with its own progress, result and way to cancel.
import type { ArticleSummary } from '@domain/article/schema';
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { FileHandle, ImportResult } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';

export type ImportStatus =
  'waiting' | 'running' | 'imported' | 'duplicate' | 'failed' | 'cancelled';

type Origin = { kind: 'file'; handle: FileHandle } | { kind: 'text'; name: string; text: string };

export class ImportItem {
  readonly id = crypto.randomUUID();
  readonly name: string;
  readonly origin: Origin;
  status = $state<ImportStatus>('waiting');
  /** 0…1 and the step's name; null before the first word of it. */
  progress = $state.raw<{ share: number; label: string } | null>(null);
  article = $state.raw<ArticleSummary | null>(null);
  error = $state.raw<WireError | null>(null);
  /** Names the job of the current attempt. */
  jobId = crypto.randomUUID();

  constructor(origin: Origin) {
    this.origin = origin;
    this.name = origin.kind === 'file' ? origin.handle.name : origin.name;
  }

  get settled(): boolean {
    return this.status !== 'waiting' && this.status !== 'running';
  }

  finish(result: ImportResult): void {
    this.article = result.article ?? null;
    this.error = result.error ?? null;
    this.status = result.error?.code === 'cancelled' ? 'cancelled' : result.status;
  }
}

export class Imports {
  readonly #client: Client;
  #items = $state.raw<ImportItem[]>([]);
  #hidden = $state(false);
  #working: Promise<void> | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  get items(): readonly ImportItem[] {
    return this.#items;
  }

  get running(): boolean {
    return this.#items.some((item) => !item.settled);
  }

  /** Whether the panel is to be seen: there is something in it and the user has not put it away. */
  get visible(): boolean {
    return this.#items.length > 0 && !this.#hidden;
  }

  /** 0…1 over all items, the running one by its own progress. */
  get share(): number {
    if (this.#items.length === 0) return 0;
    const done = this.#items.reduce(
      (sum, item) => sum + (item.settled ? 1 : (item.progress?.share ?? 0)),
      0
    );
    return done / this.#items.length;
  }

  /** Puts files into the queue. Resolves when all of it is settled; failures stand in the items. */
  async addFiles(handles: readonly FileHandle[]): Promise<void> {
    await this.#add(handles.map((handle) => new ImportItem({ kind: 'file', handle })));
  }

  /** Puts a text into the queue under a name; the item with its result. */
  async addText(name: string, text: string): Promise<ImportItem> {
    const item = new ImportItem({ kind: 'text', name, text });
    await this.#add([item]);
    return item;
  }

  /** A failed or cancelled one again. */
  async retry(item: ImportItem): Promise<void> {
    item.status = 'waiting';
    item.error = null;
    item.progress = null;
    item.jobId = crypto.randomUUID();
    await this.#work();
  }

  /** Stops the running one and those that wait; what is in stays in. */
  async cancelRest(): Promise<void> {
    const running = this.#items.filter((item) => item.status === 'running');
    for (const item of this.#items) if (item.status === 'waiting') item.status = 'cancelled';
    await Promise.all(
      running.map(({ jobId }) =>
        this.#client.request('job.cancel', { jobId }).catch(() => undefined)
      )
    );
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
    this.#hidden = false;
    await this.#work();
  }

  async #work(): Promise<void> {
    do {
      this.#working ??= this.#drain().finally(() => (this.#working = null));
      await this.#working;
    } while (this.#items.some(({ status }) => status === 'waiting'));
  }

  async #drain(): Promise<void> {
    const stop = this.#client.on('job.progress', ({ jobId, done, total, label }) => {
      const item = this.#items.find((candidate) => candidate.jobId === jobId);
      if (item && total > 0) item.progress = { share: Math.min(1, done / total), label };
    });
    try {
      for (;;) {
        const item = this.#items.find(({ status }) => status === 'waiting');
        if (!item) return;
        await this.#run(item);
      }
    } finally {
      stop();
    }
  }

  async #run(item: ImportItem): Promise<void> {
    item.status = 'running';
    try {
      item.finish(await this.#request(item));
    } catch (thrown) {
      item.finish({ file: item.name, status: 'failed', error: toWireError(thrown) });
    }
  }

  async #request({ jobId, origin }: ImportItem): Promise<ImportResult> {
    if (origin.kind === 'text') {
      return this.#client.request('library.importText', {
        jobId,
        name: origin.name,
        text: origin.text
      });
    }
    const results = await this.#client.request('library.importFiles', {
      jobId,
      handles: [origin.handle.handle]
    });
    const [result] = results;
    if (!result) throw new Error('no result for the file');
    return result;
  }
}
