// The file being made for the export dialog: made anew when an option changes, only the last one counts.
import { defaultExportOptions } from '@shared/export-choices';
import { exportForms, formFacts, type ExportForm } from '@shared/export-forms';
import type { ExportOptions } from '@shared/export-options';
import type { ExportReport, ExportSubject } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';

export interface MadeExport {
  report: ExportReport;
  bytes: Uint8Array;
  /** What it was made with. */
  options: ExportOptions;
  author: string;
}

export class ExportState {
  readonly job: Job;
  readonly #client: Client;
  readonly #subject: ExportSubject;
  #options = $state.raw<ExportOptions>(defaultExportOptions);
  #made = $state.raw<MadeExport | null>(null);

  constructor(client: Client, subject: ExportSubject) {
    this.job = new Job(client);
    this.#client = client;
    this.#subject = subject;
  }

  /** The forms that this subject can take, the PDF first. */
  get forms(): ExportForm[] {
    return exportForms.filter((form) => this.#subject.kind === 'pair' || !formFacts[form].pairOnly);
  }

  /** Whether there are two articles. */
  get pair(): boolean {
    return this.#subject.kind === 'pair';
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
