// Every transaction over facts and their outbox. A change and its outbox row stand or fall together.
import type { JournalRecord, Operation, OperationResult } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { Tag } from '@domain/tag/schema';
import type { Pair } from '@domain/align/schema';
import type { OperationId } from '@domain/ids';
import type { Table } from 'dexie';
import type { RouteOutput } from '@shared/ipc/routes';
import type { FactRow, Known, OutboxRow, WorkingDatabase } from './schema';

export type Entity = Operation['entity'];
/** One entity's new value; null moves it to the trash. */
export type Change =
  | { entity: 'annotation'; id: Annotation['id']; value: Annotation | null }
  | { entity: 'pair'; id: Pair['id']; value: Pair | null }
  | { entity: 'collection'; id: Collection['id']; value: Collection | null }
  | { entity: 'term'; id: Term['id']; value: Term | null }
  | { entity: 'tag'; id: Tag['id']; value: Tag | null };
/** The value of any entity. */
export type Value = NonNullable<Change['value']>;
export interface EntityKey {
  entity: Entity;
  id: string;
}
export type Snapshot = RouteOutput<'facts.snapshot'>;

/** An entity as the working store has it. `pending` where main has not acknowledged its last edit. */
export type Current = Change & { pending: boolean };

/** The working store was emptied or taken away while this window had it open; `rebuild` makes it anew. */
export class StoreLost extends Error {
  override readonly name = 'StoreLost';
}

/** How many operations go to main at once. */
const batchLength = 200;

export class FactsRepository {
  readonly #db: WorkingDatabase;

  constructor(db: WorkingDatabase) {
    this.#db = db;
  }

  close(): void {
    this.#db.close();
  }

  /** Sequence up to which all records are in; null for an empty store. */
  async lastSequence(): Promise<number | null> {
    return (await orLost(this.#db.sync.get('sync')))?.lastSequence ?? null;
  }

  /** Everything but what is in the trash. */
  async annotations(): Promise<Annotation[]> {
    return (await orLost(this.#db.annotation.toArray())).flatMap((row) => row.value ?? []);
  }

  async collections(): Promise<Collection[]> {
    return (await orLost(this.#db.collection.toArray())).flatMap((row) => row.value ?? []);
  }

  async terms(): Promise<Term[]> {
    return (await orLost(this.#db.term.toArray())).flatMap((row) => row.value ?? []);
  }

  async tags(): Promise<Tag[]> {
    return (await orLost(this.#db.tag.toArray())).flatMap((row) => row.value ?? []);
  }

  /** Epoch milliseconds of the oldest unacknowledged edit; null where main has all. */
  pendingSince(): Promise<number | null> {
    return this.#transaction('r', async () => {
      const rows = await this.#db.outbox.toArray();
      return rows.length === 0 ? null : Math.min(...rows.map((row) => row.since));
    });
  }

  /** The entities as they stand, in the order asked. Those unknown here come with a null value. */
  read(keys: readonly EntityKey[]): Promise<Current[]> {
    return this.#transaction('r', () =>
      Promise.all(
        keys.map(async (key) => {
          const row = await this.#row(key);
          const pending = await this.#db.outbox.where('entityId').equals(key.id).count();
          return { ...key, value: row?.value ?? null, pending: pending > 0 } as Current;
        })
      )
    );
  }

  /** Puts the change and its operation in. An unsent operation of the entity takes the new value instead. */
  write(change: Change, now: Date): Promise<void> {
    return this.#transaction('rw', async () => {
      const row = await this.#row(change);
      const last = (await this.#outboxOf(change.id)).at(-1);
      const revision = row?.revision ?? 0;
      await this.#put(change, { revision, value: change.value, base: row?.base ?? null });
      if (last && !last.sent) {
        if (change.value === null && last.operation.baseRevision === 0) {
          // Made and taken back before main heard of it.
          await this.#db.outbox.delete(last.order);
          await this.#db[change.entity].delete(change.id);
          return;
        }
        const operation = { ...last.operation, value: change.value, at: now.toISOString() };
        await this.#db.outbox.put({ ...last, refused: false, operation: operation as Operation });
        return;
      }
      const operation = {
        operationId: crypto.randomUUID() as OperationId,
        baseRevision: revision,
        at: now.toISOString(),
        ...change
      };
      await this.#db.outbox.add({
        entityId: change.id,
        operation,
        sent: false,
        refused: false,
        since: now.getTime()
      });
    });
  }

  /** Takes an entity as main gave it; newer or unacknowledged ones of our own stay. */
  adopt(change: Change, revision: number): Promise<void> {
    return this.#transaction('rw', async () => {
      const row = await this.#row(change);
      if (row && row.revision >= revision) return;
      if ((await this.#outboxOf(change.id)).length > 0) return;
      await this.#put(change, { revision, value: change.value, base: null });
    });
  }

  /** The next operations to send, oldest first, one an entity; they count as sent from here on. */
  takeBatch(): Promise<Operation[]> {
    return this.#transaction('rw', async () => {
      const first = new Map<string, OutboxRow>();
      for (const row of await this.#db.outbox.orderBy('order').toArray()) {
        if (!first.has(row.entityId)) first.set(row.entityId, row);
      }
      const batch = [...first.values()].filter((row) => !row.refused).slice(0, batchLength);
      await this.#db.outbox.bulkPut(batch.map((row) => ({ ...row, sent: true })));
      return batch.map((row) => row.operation);
    });
  }

  /** Main cannot read the operation: it stays, unsent, and no longer holds up the others. */
  refuse(operationId: OperationId): Promise<void> {
    return this.#transaction('rw', async () => {
      const rows = await this.#db.outbox.toArray();
      const row = rows.find((candidate) => candidate.operation.operationId === operationId);
      if (row) await this.#db.outbox.put({ ...row, sent: false, refused: true });
    });
  }

  /** Gives refused operations another chance: at start, perhaps under a newer version. */
  forgiveRefused(): Promise<void> {
    return this.#transaction('rw', async () => {
      await this.#db.outbox.toCollection().modify({ refused: false });
    });
  }

  /** Takes acknowledged operations out of the outbox. */
  settle(
    results: readonly OperationResult[]
  ): Promise<{ settled: EntityKey[]; conflicts: EntityKey[]; unknown: boolean }> {
    return this.#transaction('rw', async () => {
      const outbox = await this.#db.outbox.toArray();
      const settled: EntityKey[] = [];
      const conflicts: EntityKey[] = [];
      let unknown = false;
      for (const { operationId, status, sequence } of results) {
        const row = outbox.find((candidate) => candidate.operation.operationId === operationId);
        if (!row) continue;
        const key = { entity: row.operation.entity, id: row.entityId };
        settled.push(key);
        if (status === 'conflict') {
          conflicts.push(key);
          if (!(await this.#yield(row))) unknown = true;
        } else {
          await this.#acknowledge(row, sequence);
        }
      }
      return { settled, conflicts, unknown };
    });
  }

  /**
   * Applies main's records that follow on what is here. `gap` where some are missing in between: nothing after the gap
   * is applied. Returns the entities that the records speak of, also where they were in already.
   */
  applyRecords(records: readonly JournalRecord[]): Promise<{ keys: EntityKey[]; gap: boolean }> {
    return this.#transaction('rw', async () => {
      let last = (await this.lastSequence()) ?? 0;
      let gap = false;
      const keys: EntityKey[] = [];
      for (const { sequence, operation } of records) {
        keys.push({ entity: operation.entity, id: operation.id });
        if (sequence <= last || gap) continue;
        if (sequence !== last + 1) {
          gap = true;
          continue;
        }
        await this.#applyRecord(sequence, operation);
        last = sequence;
      }
      await this.#db.sync.put({ key: 'sync', lastSequence: last });
      return { keys, gap };
    });
  }

  /** Replaces all facts by main's, and lays the unacknowledged edits over them again. */
  async rebuild(snapshot: Snapshot): Promise<void> {
    const db = this.#db;
    if (!db.isOpen()) await db.open();
    await db.transaction(
      'rw',
      [db.annotation, db.pair, db.collection, db.term, db.tag, db.outbox, db.sync],
      async () => {
        await Promise.all(
          [db.annotation, db.pair, db.collection, db.term, db.tag].map((table: Table) =>
            table.clear()
          )
        );
        const row = <T extends { id: string }>(stored: {
          revision: number;
          value: T;
        }): FactRow<T> => ({
          ...stored,
          id: stored.value.id,
          base: null
        });
        await db.annotation.bulkPut(snapshot.annotations.map(row));
        await db.pair.bulkPut(snapshot.pairs.map(row));
        await db.collection.bulkPut(snapshot.collections.map(row));
        await db.term.bulkPut(snapshot.terms.map(row));
        await db.tag.bulkPut(snapshot.tags.map(row));
        for (const { operation } of await db.outbox.orderBy('order').toArray()) {
          const known = await this.#row(operation);
          await this.#put(operation, {
            revision: operation.baseRevision,
            value: operation.value,
            base: known?.base ?? (known ? { revision: known.revision, value: known.value } : null)
          });
        }
        await db.sync.put({ key: 'sync', lastSequence: snapshot.lastSequence });
      }
    );
  }

  /** Main has the operation at `sequence`. Edits behind it now build on that. */
  async #acknowledge(row: OutboxRow, sequence: number): Promise<void> {
    await this.#db.outbox.delete(row.order);
    const fact = await this.#row(row.operation);
    if (!fact) return;
    const overtaken = fact.base !== null && fact.base.revision >= sequence;
    const next = (await this.#outboxOf(row.entityId))[0];
    if (next) {
      // One overtaken keeps its old base: main then sees the conflict and keeps both.
      if (overtaken) return;
      const operation = { ...next.operation, baseRevision: sequence };
      await this.#db.outbox.put({ ...next, operation });
      await this.#put(row.operation, { ...fact, revision: sequence, base: null });
    } else if (fact.base && overtaken) {
      await this.#put(row.operation, { ...fact.base, base: null });
    } else {
      await this.#put(row.operation, { revision: sequence, value: fact.value, base: null });
    }
  }

  /**
   * Main kept another edit and put ours beside it: shows main's, unless a further edit of ours waits (which then
   * conflicts in its turn). False where main's value has not come in yet.
   */
  async #yield(row: OutboxRow): Promise<boolean> {
    await this.#db.outbox.delete(row.order);
    const fact = await this.#row(row.operation);
    if (!fact || (await this.#outboxOf(row.entityId)).length > 0) return true;
    if (!fact.base) return false;
    await this.#put(row.operation, { ...fact.base, base: null });
    return true;
  }

  async #applyRecord(sequence: number, operation: Operation): Promise<void> {
    const pending = await this.#outboxOf(operation.id);
    const own = pending.find((row) => row.operation.operationId === operation.operationId);
    if (own) return this.#acknowledge(own, sequence);
    const known = { revision: sequence, value: operation.value };
    const fact = await this.#row(operation);
    if (fact && fact.revision > sequence) return;
    if (pending.length > 0 && fact) await this.#put(operation, { ...fact, base: known });
    else await this.#put(operation, { ...known, base: null });
  }

  /** Throws StoreLost where the store has been emptied: what is written into nothing would claim to be all. */
  #transaction<T>(mode: 'r' | 'rw', run: () => Promise<T>): Promise<T> {
    const { annotation, pair, collection, term, tag, outbox, sync } = this.#db;
    const facts = [annotation, pair, collection, term, tag];
    return orLost(
      this.#db.transaction(mode, [...facts, outbox, sync], async () => {
        if (!(await sync.get('sync'))) throw new StoreLost();
        return run();
      })
    );
  }

  #row({ entity, id }: EntityKey): PromiseLike<FactRow<Value> | undefined> {
    return this.#table(entity).get(id);
  }

  #table(entity: Entity): Table<FactRow<Value>, string> {
    return this.#db[entity] as unknown as Table<FactRow<Value>, string>;
  }

  /** The row's value is of the key's entity: the tables are never mixed. */
  async #put(
    { entity, id }: EntityKey,
    row: Known<Value> & { base: Known<Value> | null }
  ): Promise<void> {
    await this.#table(entity).put({ ...row, id });
  }

  #outboxOf(id: string): PromiseLike<OutboxRow[]> {
    return this.#db.outbox.where('entityId').equals(id).sortBy('order');
  }
}

async function orLost<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'DatabaseClosedError') throw new StoreLost();
    throw thrown;
  }
}
