// Which jobs are under way, so that they can be cancelled by the id their asker gave them.
import type { EventHub } from './event-hub';
import type { JobOptions } from './jobs/job-contract';

export class RunningJobs {
  readonly #controllers = new Map<string, AbortController>();

  constructor(private readonly events: EventHub) {}

  /** Runs `work` under `jobId`; its progress becomes `job.progress` events. */
  async run<T>(jobId: string, work: (job: Required<JobOptions>) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#controllers.set(jobId, controller);
    try {
      return await work({
        jobId,
        signal: controller.signal,
        onProgress: (done, total, label) => {
          this.events.emit('job.progress', { jobId, done, total, label });
        }
      });
    } finally {
      this.#controllers.delete(jobId);
    }
  }

  /** Nothing happens where no such job runs: it may just have ended. */
  cancel(jobId: string): void {
    this.#controllers.get(jobId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#controllers.values()) controller.abort();
  }
}
