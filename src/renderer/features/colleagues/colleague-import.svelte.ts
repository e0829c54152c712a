// A colleague's file on its way in: read, looked at, imported.
import type { ColleaguePreview, ColleagueResult } from '@shared/ipc/colleague-routes';
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { FileHandle } from '@shared/ipc/routes';
import { mergeOutcomes, type MergeOutcome } from '@shared/merge-outcomes';
import type { Client } from '../../platform/client';
import { putFile } from '../../platform/files';
import { Job } from '../../platform/job.svelte';

/** What a preview counts. */
export type Count = Exclude<MergeOutcome, 'restored'> | 'orphans';
const counted: readonly Count[] = [
  ...mergeOutcomes.filter((outcome) => outcome !== 'restored'),
  'orphans'
];

export interface AuthorRow {
  author: string;
  counts: Record<Count, number>;
}

export class ColleagueImport {
  readonly file: string;
  readonly #client: Client;
  readonly #source: FileHandle | File;
  readonly #job: Job;
  #preview = $state.raw<ColleaguePreview | null>(null);
  #result = $state.raw<ColleagueResult | null>(null);
  #error = $state.raw<WireError | null>(null);
  #importing = $state(false);
  /** Bring back what is in the trash here. */
  restore = $state(false);
  /** Delete here too what was deleted there. */
  removals = $state(false);

  constructor(client: Client, source: FileHandle | File) {
    this.#client = client;
    this.#source = source;
    this.#job = new Job(client);
    this.file = source.name;
  }

  /** Null until the file is read. */
  get preview(): ColleaguePreview | null {
    return this.#preview;
  }

  /** Null until it is imported. */
  get result(): ColleagueResult | null {
    return this.#result;
  }

  get error(): WireError | null {
    return this.#error ?? this.#job.error;
  }

  get importing(): boolean {
    return this.#importing;
  }

  readonly rows: readonly AuthorRow[] = $derived.by(() =>
    (this.#preview?.authors ?? []).map(({ author, counts, orphans }) => ({
      author,
      counts: { ...counts, orphans }
    }))
  );

  readonly totals: Record<Count, number> = $derived.by(() => {
    const sum = (name: Count): number =>
      this.rows.reduce((total, { counts }) => total + counts[name], 0);
    return Object.fromEntries(counted.map((name) => [name, sum(name)])) as Record<Count, number>;
  });

  /** What there is any of. */
  readonly columns: readonly Count[] = $derived(counted.filter((name) => this.totals[name] > 0));

  /** How many annotations an import would bring or take away. */
  readonly coming: number = $derived.by(() => {
    const { added, taken, bothKept, deleted, removed } = this.totals;
    const gone = this.removals ? removed : 0;
    return added + taken + bothKept + gone + (this.restore ? deleted : 0);
  });

  /** Titles of the articles that would come in. */
  get articles(): readonly string[] {
    return (this.#preview?.articles ?? []).map(({ title }) => title);
  }

  /** Reads the file; nothing is changed. Never rejects. */
  async read(): Promise<void> {
    const source = this.#source;
    this.#preview = await this.#job.run(async (jobId) => {
      const { handle } = source instanceof File ? await putFile(this.#client, source) : source;
      return this.#client.request('colleagues.preview', { jobId, handle });
    });
  }

  /** Stops reading. */
  cancel(): void {
    this.#job.cancel();
  }

  /** Brings in what the preview said, as things stand by now; null where it failed. Never rejects. */
  async import(): Promise<ColleagueResult | null> {
    if (!this.#preview || this.#importing) return null;
    const { importId } = this.#preview;
    this.#importing = true;
    this.#error = null;
    try {
      const { restore, removals } = this;
      const choices = { importId, restore, removals };
      this.#result = await this.#client.request('colleagues.import', choices);
      return this.#result;
    } catch (thrown) {
      this.#error = toWireError(thrown);
      return null;
    } finally {
      this.#importing = false;
    }
  }
}
