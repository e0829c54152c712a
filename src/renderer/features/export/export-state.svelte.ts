// The file being made for the export dialog: made anew when an option changes, only the last one counts.
import { defaultExportOptions } from '@shared/export-choices';
import { exportForms, formFacts, type ExportForm } from '@shared/export-forms';
import type { ExportOptions } from '@shared/export-options';
import type { ExportReport, ExportSubject } from '@shared/ipc/routes';
import type { PairSummary } from '@domain/align/schema';
import type { ArticleId } from '@domain/ids';
import type { Client } from '../../platform/client';
import { toWireError, type WireError } from '@shared/ipc/errors';
import { Job } from '../../platform/job.svelte';

/** Quick changes are gathered for so long before the whole of a large file is made. */
const quietMs = 200;

export interface MadeExport {
  report: ExportReport;
  bytes: Uint8Array;
  /** What it was made with. */
  options: ExportOptions;
  author: string;
  /** Not only the first pages. */
  whole: boolean;
}

/** One article is itself, and the two of a pair are the pair. */
export function subjectOf(ids: readonly ArticleId[], pairs: readonly PairSummary[]): ExportSubject {
  const [first, second, ...others] = ids;
  if (first && !second) return { kind: 'article', id: first };
  const pair =
    second && others.length === 0
      ? pairs.find(({ sourceId, targetId }) => ids.includes(sourceId) && ids.includes(targetId))
      : undefined;
  return pair ? { kind: 'pair', id: pair.id } : { kind: 'articles', ids: [...ids] };
}

export class ExportState {
  readonly job: Job;
  /** Whether there is a pair in it. */
  readonly pair: boolean;
  readonly #client: Client;
  readonly #subject: ExportSubject;
  #options = $state.raw<ExportOptions>(defaultExportOptions);
  #made = $state.raw<MadeExport | null>(null);
  #looking = $state(false);
  #lookError = $state.raw<WireError | null>(null);
  /** Settles when main has answered the last preview that it was asked for. */
  #answered: Promise<unknown> = Promise.resolve();
  /** Counts what was asked for: only the last counts. */
  #turn = 0;

  /** `pairs`: the library's. */
  constructor(client: Client, subject: ExportSubject, pairs: readonly PairSummary[] = []) {
    this.job = new Job(client);
    this.#client = client;
    this.#subject = subject;
    const inside = subject.kind === 'articles' ? new Set(subject.ids) : null;
    this.pair =
      subject.kind === 'pair' ||
      pairs.some(({ sourceId, targetId }) => inside?.has(sourceId) && inside.has(targetId));
  }

  /** The forms that this subject can take, the PDF first. */
  get forms(): ExportForm[] {
    return exportForms.filter((form) => this.pair || !formFacts[form].pairOnly);
  }

  get options(): ExportOptions {
    return this.#options;
  }

  /** The last finished file; perhaps made with other options, to be looked at until the new one is there. */
  get made(): MadeExport | null {
    return this.#made;
  }

  /** The finished file's report, where it was made with the current options and this author. */
  reportFor(author: string): ExportReport | null {
    const made = this.running ? null : this.#made;
    return made?.whole && made.options === this.#options && made.author === author
      ? made.report
      : null;
  }

  change(part: Partial<ExportOptions>): void {
    this.#options = { ...this.#options, ...part };
  }

  /** A look at the file is being made, or the file itself. */
  get running(): boolean {
    return this.#looking || this.job.running;
  }

  /** Why there is no file; null while one is being made. */
  get error(): WireError | null {
    return this.running ? null : (this.#lookError ?? this.job.error);
  }

  /**
   * Makes the file, signed as the settings say: `author`. Pages come first, from a process that is ready; what makes a
   * large file whole waits for a moment without changes. An earlier run is cancelled. Never rejects: see `error`.
   */
  async make(author: string): Promise<void> {
    const options = this.#options;
    this.#turn += 1;
    const turn = this.#turn;
    this.job.cancel();
    // One under way is looked at no more.
    this.#looking = false;
    this.#lookError = null;
    const alone = this.#subject.kind !== 'articles';
    if (options.form === 'pdf' && alone && (await this.#look(options, author, turn))) return;
    await new Promise((done) => setTimeout(done, quietMs));
    if (turn !== this.#turn) return;
    const made = await this.job.run(async (jobId) => {
      const report = await this.#client.request('export.run', {
        jobId,
        subject: this.#subject,
        options
      });
      return this.#fetch(report, options, author, true);
    });
    if (turn !== this.#turn) return;
    if (made) this.#made = made;
    else if (this.job.error) this.#made = null;
  }

  /** Shows the pages; true where nothing is left to be made: it is whole, it failed, or something else is wanted. */
  async #look(options: ExportOptions, author: string, turn: number): Promise<boolean> {
    this.#looking = true;
    try {
      // Previews wait for each other in main: of those that are asked for meanwhile only the last is worth making.
      await this.#answered;
      if (turn !== this.#turn) return true;
      const asked = this.#client.request('export.preview', {
        jobId: crypto.randomUUID(),
        subject: this.#subject,
        options
      });
      this.#answered = asked.catch(() => undefined);
      const { report, whole } = await asked;
      if (turn !== this.#turn) return true;
      const made = await this.#fetch(report, options, author, whole);
      if (turn !== this.#turn) return true;
      this.#made = made;
      return whole;
    } catch (thrown) {
      if (turn !== this.#turn) return true;
      this.#lookError = toWireError(thrown);
      this.#made = null;
      return true;
    } finally {
      if (turn === this.#turn) this.#looking = false;
    }
  }

  async #fetch(
    report: ExportReport,
    options: ExportOptions,
    author: string,
    whole: boolean
  ): Promise<MadeExport> {
    const { exportId } = report;
    const bytes = await this.#client.request('export.bytes', { exportId });
    return { report, options, author, whole, bytes };
  }

  /** Gives up what is being made. */
  stop(): void {
    this.#turn += 1;
    this.#looking = false;
    this.job.cancel();
  }
}
