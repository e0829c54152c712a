// Sends the outbox to main, in order, from one tab at a time.
import type { JournalRecord } from '@domain/annotation/operation';
import type { OperationId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { RouteOutput } from '@shared/ipc/routes';
import type { Client } from '../platform/client';
import type { Current, EntityKey, FactsRepository } from './facts-repository';

const firstRetryMs = 500;
const lastRetryMs = 10_000;
/** A request without an answer for so long counts as failed; sent again it is applied once. */
const answerWithinMs = 10_000;

export interface SenderEvents {
  /** Main has all that stands in these rows of the outbox, on its disk; the rows themselves still stand there. */
  answered(whole: readonly number[]): Promise<void>;
  /** Main answered for these. `unknown` where a conflict's other side has not come in. */
  settled(outcome: { settled: Current[]; conflicts: EntityKey[]; unknown: boolean }): Promise<void>;
  /** Nothing is left to send. */
  drained(): void;
  /** This attempt failed; another follows by itself. */
  failed(thrown: unknown): void;
}

export class OutboxSender {
  readonly #client: Client;
  readonly #repository: FactsRepository;
  readonly #libraryUuid: string;
  readonly #events: SenderEvents;
  readonly #closed = new AbortController();
  #retryMs = firstRetryMs;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #underWay: { ids: ReadonlySet<OperationId>; ended: Promise<void> } | null = null;

  constructor(
    client: Client,
    repository: FactsRepository,
    libraryUuid: string,
    events: SenderEvents
  ) {
    this.#client = client;
    this.#repository = repository;
    this.#libraryUuid = libraryUuid;
    this.#events = events;
  }

  /** Sends what there is, now; retries by itself until main has it all. */
  kick(): void {
    this.#again = true;
    if (!this.#running && !this.#closed.signal.aborted) void this.#run();
  }

  /**
   * Resolves when these records' own answer, where one is still awaited, has been settled or has failed: main's event
   * overtakes it, and both would write the same.
   */
  async settled(records: readonly JournalRecord[]): Promise<void> {
    const own = this.#underWay;
    if (own && records.some(({ operation }) => own.ids.has(operation.operationId))) await own.ended;
  }

  close(): void {
    this.#closed.abort();
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        // The lock goes with the tab: where one dies in the middle, the next goes on.
        await navigator.locks.request(
          `diptych-outbox-${this.#libraryUuid}`,
          { signal: this.#closed.signal },
          () => this.#drain()
        );
        this.#retryMs = firstRetryMs;
        this.#events.drained();
      }
    } catch (thrown) {
      if (this.#closed.signal.aborted) return;
      this.#events.failed(thrown);
      this.#timer = setTimeout(() => this.kick(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, lastRetryMs);
    } finally {
      this.#running = false;
    }
  }

  async #drain(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      const batch = await this.#repository.takeBatch();
      if (batch.operations.length === 0) return;
      const sending = this.#send(batch);
      const ended = sending.catch(() => undefined);
      this.#underWay = { ids: new Set(batch.operations.map((each) => each.operationId)), ended };
      await sending;
    }
  }

  async #send({ operations, whole }: Batch): Promise<void> {
    const results = await this.#apply(operations);
    if (results.length === operations.length) await this.#events.answered(whole);
    await this.#events.settled(await this.#repository.settle(operations, results));
  }

  /** One malformed operation must not hold up the others: a refused batch goes again one by one. */
  async #apply(operations: Operations): Promise<Results> {
    try {
      return await this.#request(operations);
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'badRequest') throw thrown;
    }
    const results: Results = [];
    for (const operation of operations) {
      try {
        results.push(...(await this.#request([operation])));
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'badRequest') throw thrown;
        await this.#repository.refuse(operation.operationId);
      }
    }
    return results;
  }

  async #request(operations: Operations): Promise<Results> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new AppError('timedOut')), answerWithinMs);
    });
    try {
      const answer = this.#client.request('facts.apply', {
        libraryUuid: this.#libraryUuid,
        operations
      });
      return (await Promise.race([answer, late])).results;
    } finally {
      clearTimeout(timer);
    }
  }
}

type Batch = Awaited<ReturnType<FactsRepository['takeBatch']>>;
type Operations = Batch['operations'];
type Results = RouteOutput<'facts.apply'>['results'];
