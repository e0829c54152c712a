// The file being made for the export dialog: made anew when an option changes, only the last one counts.
import { toWireError, type WireError } from '@shared/ipc/errors';
import type { ExportOptions, ExportReport, ExportSubject } from '@shared/ipc/routes';
import type { Client } from '../../platform/client';

export interface MadeExport {
  report: ExportReport;
  bytes: Uint8Array;
}

export class ExportState {
  readonly #client: Client;
  readonly #subject: ExportSubject;
  #options = $state.raw<ExportOptions>({
    paper: 'a4',
    landscape: false,
    clutter: false,
    data: true
  });
  #made = $state.raw<MadeExport | null>(null);
  #jobId = $state<string | null>(null);
  #share = $state.raw<number | null>(null);
  #error = $state.raw<WireError | null>(null);

  constructor(client: Client, subject: ExportSubject) {
    this.#client = client;
    this.#subject = subject;
  }

  get options(): ExportOptions {
    return this.#options;
  }

  /** The finished file for the current options; null while none is. */
  get made(): MadeExport | null {
    return this.#made;
  }

  get running(): boolean {
    return this.#jobId !== null;
  }

  /** 0…1; null while unknown. */
  get share(): number | null {
    return this.#share;
  }

  get error(): WireError | null {
    return this.#error;
  }

  change(part: Partial<ExportOptions>): void {
    this.#options = { ...this.#options, ...part };
  }

  /** Makes the file with the current options; an earlier run is cancelled. Never rejects: see `error`. */
  async make(): Promise<void> {
    this.cancel();
    const jobId = crypto.randomUUID();
    this.#jobId = jobId;
    this.#share = null;
    this.#error = null;
    const stop = this.#client.on('job.progress', (progress) => {
      if (progress.jobId === jobId && progress.total > 0) {
        this.#share = Math.min(1, progress.done / progress.total);
      }
    });
    try {
      const report = await this.#client.request('export.run', {
        jobId,
        subject: this.#subject,
        options: this.#options
      });
      const bytes = await this.#client.request('export.bytes', { exportId: report.exportId });
      if (this.#jobId === jobId) this.#made = { report, bytes };
    } catch (thrown) {
      const error = toWireError(thrown);
      if (this.#jobId === jobId && error.code !== 'cancelled') {
        this.#made = null;
        this.#error = error;
      }
    } finally {
      stop();
      if (this.#jobId === jobId) this.#jobId = null;
    }
  }

  /** Stops the run under way, if there is one. */
  cancel(): void {
    const jobId = this.#jobId;
    this.#jobId = null;
    if (jobId) void this.#client.request('job.cancel', { jobId }).catch(() => undefined);
  }
}
