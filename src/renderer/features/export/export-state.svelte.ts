// The file being made for the export dialog: made anew when an option changes, only the last one counts.
import type { ExportOptions, ExportReport, ExportSubject } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';

export interface MadeExport {
  report: ExportReport;
  bytes: Uint8Array;
}

export class ExportState {
  readonly job: Job;
  readonly #client: Client;
  readonly #subject: ExportSubject;
  #options = $state.raw<ExportOptions>({
    paper: 'a4',
    landscape: false,
    clutter: false,
    data: true
  });
  #made = $state.raw<MadeExport | null>(null);

  constructor(client: Client, subject: ExportSubject) {
    this.job = new Job(client);
    this.#client = client;
    this.#subject = subject;
  }

  get options(): ExportOptions {
    return this.#options;
  }

  /** The last finished file: while another is made, the one before. */
  get made(): MadeExport | null {
    return this.#made;
  }

  change(part: Partial<ExportOptions>): void {
    this.#options = { ...this.#options, ...part };
  }

  /** Makes the file with the current options; an earlier run is cancelled. Never rejects: see `job.error`. */
  async make(): Promise<void> {
    const made = await this.job.run(async (jobId) => {
      const report = await this.#client.request('export.run', {
        jobId,
        subject: this.#subject,
        options: this.#options
      });
      const { exportId } = report;
      return { report, bytes: await this.#client.request('export.bytes', { exportId }) };
    });
    if (made) this.#made = made;
    else if (this.job.error) this.#made = null;
  }
}
