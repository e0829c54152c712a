// The file being made for the export dialog: made anew when an option changes, only the last one counts.
import { defaultExportOptions } from '@shared/export-choices';
import { exportForms, formFacts, type ExportForm } from '@shared/export-forms';
import type { ExportOptions } from '@shared/export-options';
import type { ExportReport, ExportSubject } from '@shared/ipc/routes';
import type { PairSummary } from '@domain/align/schema';
import type { ArticleId } from '@domain/ids';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';

export interface MadeExport {
  report: ExportReport;
  bytes: Uint8Array;
  /** What it was made with. */
  options: ExportOptions;
  author: string;
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
    const made = this.job.running ? null : this.#made;
    return made?.options === this.#options && made.author === author ? made.report : null;
  }

  change(part: Partial<ExportOptions>): void {
    this.#options = { ...this.#options, ...part };
  }

  /** Makes the file, signed as the settings say: `author`. An earlier run is cancelled. Never rejects: see `job.error`. */
  async make(author: string): Promise<void> {
    const options = this.#options;
    const made = await this.job.run(async (jobId) => {
      const report = await this.#client.request('export.run', {
        jobId,
        subject: this.#subject,
        options
      });
      const { exportId } = report;
      return {
        report,
        options,
        author,
        bytes: await this.#client.request('export.bytes', { exportId })
      };
    });
    if (made) this.#made = made;
    else if (this.job.error) this.#made = null;
  }
}
