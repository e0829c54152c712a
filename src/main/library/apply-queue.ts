// Calls that come while one is being written wait, and then go together: one sync for all of them.
import type { Operation, OperationResult } from '@domain/annotation/operation';

export interface Applied {
  results: OperationResult[];
  lastSequence: number;
}

interface Waiting {
  operations: Operation[];
  resolve: (outcome: Applied) => void;
  reject: (reason: unknown) => void;
}

export class ApplyQueue {
  private readonly waiting: Waiting[] = [];
  private working: Promise<void> | null = null;

  /** `perform` answers with one result an operation, in order; its calls never overlap. */
  constructor(private readonly perform: (operations: Operation[]) => Promise<Applied>) {}

  /** Resolves and rejects as the group's `perform` does, with the results of these operations. */
  add(operations: Operation[]): Promise<Applied> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ operations, resolve, reject });
      this.working ??= this.work();
    });
  }

  /** Resolves when nothing waits any more. Never rejects. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    // Whatever else is asked for in this turn of the event loop shares the sync.
    await Promise.resolve();
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      try {
        const all = await this.perform(group.flatMap(({ operations }) => operations));
        let answered = 0;
        for (const { operations, resolve } of group) {
          const results = all.results.slice(answered, (answered += operations.length));
          resolve({ results, lastSequence: all.lastSequence });
        }
      } catch (thrown) {
        for (const { reject } of group) reject(thrown);
      }
    }
    this.working = null;
  }
}
