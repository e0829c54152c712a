// Calls that come while one is being written wait, and then go together: one sync for all of them.
import type { Operation, OperationResult } from '@domain/annotation/operation';

export interface Applied {
  results: OperationResult[];
  lastSequence: number;
}

/** Operations that are only known when their turn comes: nothing else changes between their making and their writing. */
export type Making = () => Promise<Operation[]>;

interface Waiting {
  operations: Operation[] | Making;
  resolve: (outcome: Applied) => void;
  reject: (reason: unknown) => void;
}

export class ApplyQueue {
  private readonly waiting: Waiting[] = [];
  private working: Promise<void> | null = null;

  /** `perform` answers with one result an operation, in order; its calls never overlap. */
  constructor(private readonly perform: (operations: Operation[]) => Promise<Applied>) {}

  /** Resolves and rejects as the group's `perform` does, with the results of these operations. */
  add(operations: Operation[] | Making): Promise<Applied> {
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
      // One that is only made now is alone in its group.
      const made = this.waiting.findIndex(({ operations }) => typeof operations === 'function');
      const group = this.waiting.splice(0, made < 0 ? this.waiting.length : Math.max(1, made));
      try {
        const lists: Operation[][] = [];
        for (const { operations } of group) {
          lists.push(typeof operations === 'function' ? await operations() : operations);
        }
        const all = await this.perform(lists.flat());
        let answered = 0;
        for (const [at, { resolve }] of group.entries()) {
          const operations = lists[at] ?? [];
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
