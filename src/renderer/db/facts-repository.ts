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
import { factKinds, factLists } from '@shared/facts-sum';
import { FactRows, type Waiting } from './fact-rows';
import { differences, type Differences } from './rows-compared';
import type { OutboxRow, WorkingDatabase } from './schema';

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
/** A change and when it was made, in epoch milliseconds. */
export interface Edit {
  change: Change;
  since: number;
}
export type Snapshot = RouteOutput<'facts.snapshot'>;

/** An entity as the working store has it. `pending` where main has not acknowledged its last edit. */
export type Current = Change & { pending: boolean };

/** The working store was emptied or taken away while this window had it open; `rebuild` makes it anew. */
export class StoreLost extends Error {
  override readonly name = 'StoreLost';
}

/** How many operations go to main at once. */
const batchLength = 500;
/** More edits than this at once are of a large act. */
const largeAct = 50;

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

  /** Everything but pairs and what is in the trash, of one moment: an edit may come in between two readings. */
  all(): Promise<{
    annotations: Annotation[];
    collections: Collection[];
    terms: Term[];
    tags: Tag[];
  }> {
    const { annotation, collection, term, tag } = this.#db;
    return orLost(
      this.#db.transaction('r', [annotation, collection, term, tag], async () => ({
        annotations: (await annotation.toArray()).flatMap((row) => row.value ?? []),
        collections: (await collection.toArray()).flatMap((row) => row.value ?? []),
        terms: (await term.toArray()).flatMap((row) => row.value ?? []),
        tags: (await tag.toArray()).flatMap((row) => row.value ?? [])
      }))
    );
  }

  /**
   * Epoch milliseconds of the oldest unacknowledged edit; null where main has all. Rows of the outbox with these orders
   * are acknowledged, though they still stand there.
   */
  pendingSince(answered: ReadonlySet<number> = new Set()): Promise<number | null> {
    return this.#ofOutbox('r', async () => {
      let oldest: number | null = null;
      // Of the index alone: a row may be large.
      await this.#db.outbox
        .orderBy('since')
        .limit(answered.size + 1)
        .eachKey((since, { primaryKey }) => {
          if (!answered.has(primaryKey)) oldest ??= since as number;
        });
      return oldest;
    });
  }

  /** The entities as they stand, in the order asked. Those unknown here come with a null value. */
  read(keys: readonly EntityKey[]): Promise<Current[]> {
    return this.#transaction('r', async () => {
      const rows = await FactRows.load(this.#db, keys);
      return keys.map((key) => currentOf(rows, key));
    });
  }

  /**
   * Puts changes and their operations in, all or none; each entity once. An unsent operation of an entity takes the
   * new value instead.
   */
  write(edits: readonly Edit[]): Promise<void> {
    return this.#transaction('rw', async () => {
      const rows = await FactRows.load(
        this.#db,
        edits.map(({ change }) => change)
      );
      const made = edits.flatMap((edit) => write(rows, edit) ?? []);
      const since = Math.min(...edits.map((edit) => edit.since));
      // Written once and not again to be sent: a newer value waits behind it as if it were under way.
      if (made.length > largeAct) rows.addToOutbox(made, since, true);
      else for (const operation of made) rows.addToOutbox([operation], since, rows.noneWaited);
      await rows.save();
    });
  }

  /**
   * Takes an entity as main gave it; newer or unacknowledged ones of our own stay. Resolves with what is here then; it
   * is not read again, for the links of a book are many.
   */
  adopt(change: Change, revision: number): Promise<Value | null> {
    return this.#transaction('rw', async () => {
      const rows = await FactRows.load(this.#db, [change]);
      const row = rows.row(change);
      if (row && (row.revision >= revision || rows.outboxOf(change.id).length > 0))
        return row.value;
      if (rows.outboxOf(change.id).length > 0) return null;
      rows.put(change, { revision, value: change.value, base: null });
      await rows.save();
      return change.value;
    });
  }

  /**
   * The next operations to send, oldest first, one an entity; they count as sent from here on. `whole` are the orders of
   * the rows that nothing stays behind of.
   */
  takeBatch(): Promise<{ operations: Operation[]; whole: number[] }> {
    return this.#ofOutbox('rw', async () => {
      const met = new Set<string>();
      const batch: Operation[] = [];
      const whole: number[] = [];
      const unsent: OutboxRow[] = [];
      let last = 0;
      // Few rows at first: each may hold many.
      for (let count = 1; batch.length < batchLength; count *= 2) {
        const rows = await this.#db.outbox.where('order').above(last).limit(count).toArray();
        for (const row of rows) {
          if (batch.length >= batchLength) break;
          const next = row.operations.filter(({ id }) => !met.has(id));
          for (const { id } of next) met.add(id);
          const taken = next.filter(({ operationId }) => !row.refused.includes(operationId));
          batch.push(...taken);
          if (taken.length === row.operations.length) whole.push(row.order);
          if (taken.length > 0 && !row.sent) unsent.push({ ...row, sent: true });
        }
        last = rows.at(-1)?.order ?? last;
        if (rows.length < count) break;
      }
      if (unsent.length > 0) await this.#db.outbox.bulkPut(unsent);
      return { operations: batch, whole };
    });
  }

  /** Main cannot read the operation: it stays, unsent, and no longer holds up the others. */
  refuse(operationId: OperationId): Promise<void> {
    return this.#transaction('rw', async () => {
      const rows = await this.#db.outbox.toArray();
      const row = rows.find(({ operations }) =>
        operations.some((operation) => operation.operationId === operationId)
      );
      if (row) await this.#db.outbox.put({ ...row, refused: [...row.refused, operationId] });
    });
  }

  /** Gives refused operations another chance: at start, perhaps under a newer version. */
  forgiveRefused(): Promise<void> {
    return this.#transaction('rw', async () => {
      const refused = this.#db.outbox.filter((row) => row.refused.length > 0);
      await refused.modify({ refused: [] });
    });
  }

  /** Takes acknowledged operations out of the outbox; the results are of these. `settled` are as they stand then. */
  settle(
    operations: readonly Operation[],
    results: readonly OperationResult[]
  ): Promise<{ settled: Current[]; conflicts: EntityKey[]; unknown: boolean }> {
    return this.#transaction('rw', async () => {
      const before = (await this.lastSequence()) ?? 0;
      const rows = await FactRows.load(this.#db, operations);
      const sent = new Map(operations.map((operation) => [operation.operationId, operation]));
      const settled: EntityKey[] = [];
      const conflicts: EntityKey[] = [];
      let unknown = false;
      let last = before;
      for (const { operationId, status, sequence } of results) {
        const operation = sent.get(operationId);
        const row = operation && ownRow(rows, operation);
        if (!row) continue;
        const { entity, id } = row.operation;
        const key = { entity, id };
        settled.push(key);
        if (status === 'conflict') {
          conflicts.push(key);
          if (!giveWay(rows, row)) unknown = true;
        } else {
          acknowledge(rows, row, sequence);
          // Nothing is missing in between: main's record of it will have nothing to tell.
          if (sequence === last + 1) last = sequence;
        }
      }
      await rows.save();
      if (last > before) await this.#db.sync.put({ key: 'sync', lastSequence: last });
      return { settled: settled.map((key) => currentOf(rows, key)), conflicts, unknown };
    });
  }

  /**
   * Applies main's records that follow on what is here. `gap` where some are missing in between: nothing after the gap
   * is applied. `current` are the entities of records that are new here, as they stand then; `known` are records that
   * were in already.
   */
  applyRecords(
    records: readonly JournalRecord[]
  ): Promise<{ current: Current[]; known: JournalRecord[]; gap: boolean }> {
    return this.#transaction('rw', async () => {
      const before = (await this.lastSequence()) ?? 0;
      const known = records.filter(({ sequence }) => sequence <= before);
      const fresh = records.filter(({ sequence }) => sequence > before);
      if (fresh.length === 0) return { current: [], known, gap: false };
      let last = before;
      const rows = await FactRows.load(
        this.#db,
        fresh.map(({ operation }) => operation)
      );
      for (const { sequence, operation } of fresh) {
        if (sequence <= last) continue;
        if (sequence !== last + 1) break;
        applyRecord(rows, sequence, operation);
        last = sequence;
      }
      await rows.save();
      await this.#db.sync.put({ key: 'sync', lastSequence: last });
      const gap = fresh.some(({ sequence }) => sequence > last);
      return { current: fresh.map(({ operation }) => currentOf(rows, operation)), known, gap };
    });
  }

  /** Replaces all facts by main's, and lays the unacknowledged edits over them again. */
  async rebuild(snapshot: Snapshot): Promise<void> {
    const db = this.#db;
    if (!db.isOpen()) await db.open();
    const tables = [db.annotation, db.pair, db.collection, db.term, db.tag, db.outbox, db.sync];
    await db.transaction('rw', tables, async () => {
      await fill(db, snapshot);
    });
  }

  /**
   * Replaces facts that differ from main's at the same sequence. Those that main does not have any more wait to be told to
   * it again. Null, nothing done, where the store stands at another sequence by now.
   */
  mend(snapshot: Snapshot): Promise<Differences | null> {
    return this.#transaction('rw', async () => {
      if ((await this.lastSequence()) !== snapshot.lastSequence) return null;
      const found = await differences(this.#db, snapshot);
      if (found.lacking + found.deleted + found.ahead.length === 0) return found;
      const since = Date.now();
      const at = new Date(since).toISOString();
      const operations = found.ahead.map(({ change, revision: baseRevision }): Operation => {
        return { operationId: crypto.randomUUID() as OperationId, baseRevision, at, ...change };
      });
      const rows = await FactRows.load(this.#db, []);
      for (let from = 0; from < operations.length; from += batchLength) {
        rows.addToOutbox(operations.slice(from, from + batchLength), since, true);
      }
      await rows.save();
      await fill(this.#db, snapshot);
      return found;
    });
  }

  /** Throws StoreLost where the store has been emptied: what is written into nothing would claim to be all. */
  #transaction<T>(mode: 'r' | 'rw', run: () => Promise<T>): Promise<T> {
    const { annotation, pair, collection, term, tag, outbox } = this.#db;
    return this.#over([annotation, pair, collection, term, tag, outbox], mode, run);
  }

  /** The same over the outbox alone: it waits for nothing but what touches that. */
  #ofOutbox<T>(mode: 'r' | 'rw', run: () => Promise<T>): Promise<T> {
    return this.#over([this.#db.outbox], mode, run);
  }

  #over<T>(tables: Table[], mode: 'r' | 'rw', run: () => Promise<T>): Promise<T> {
    const { sync } = this.#db;
    return orLost(
      this.#db.transaction(mode, [...tables, sync], async () => {
        if (!(await sync.get('sync'))) throw new StoreLost();
        return run();
      })
    );
  }
}

/** Main's facts and sequence in place of what there is, and over them what waits in the outbox. */
async function fill(db: WorkingDatabase, snapshot: Snapshot): Promise<void> {
  for (const entity of factKinds) {
    const rows = snapshot[factLists[entity]].map(({ revision, value }) => ({
      id: value.id,
      revision,
      value,
      base: null
    }));
    const table = db[entity] as Table;
    await table.clear();
    await table.bulkPut(rows);
  }
  const waiting = await db.outbox.orderBy('order').toArray();
  const operations = waiting.flatMap((each) => each.operations);
  const rows = await FactRows.load(db, operations);
  for (const operation of operations) {
    const known = rows.row(operation);
    rows.put(operation, {
      revision: operation.baseRevision,
      value: operation.value,
      base: known?.base ?? (known ? { revision: known.revision, value: known.value } : null)
    });
  }
  await rows.save();
  await db.sync.put({ key: 'sync', lastSequence: snapshot.lastSequence });
}

function currentOf(rows: FactRows, { entity, id }: EntityKey): Current {
  const pending = rows.outboxOf(id).length > 0;
  return { entity, id, value: rows.row({ entity, id })?.value ?? null, pending } as Current;
}

/** Puts a change in; the operation to be added for it, where none that waits takes it. */
function write(rows: FactRows, { change, since }: Edit): Operation | null {
  const row = rows.row(change);
  const waiting = rows.outboxOf(change.id);
  const last = waiting.at(-1);
  const revision = row?.revision ?? 0;
  const at = new Date(since).toISOString();
  rows.put(change, { revision, value: change.value, base: row?.base ?? null });
  if (!last || (last.sent && !last.refused)) {
    const operationId = crypto.randomUUID() as OperationId;
    return { operationId, baseRevision: revision, at, ...change };
  }
  if (change.value === null && last.operation.baseRevision === 0 && waiting.length === 1) {
    // Made and taken back before main heard of it.
    rows.takeFromOutbox(last);
    rows.remove(change);
    return null;
  }
  rows.changeInOutbox(last, { ...last.operation, value: change.value, at } as Operation);
  return null;
}

function ownRow(rows: FactRows, { id, operationId }: Operation): Waiting | undefined {
  return rows.outboxOf(id).find((row) => row.operation.operationId === operationId);
}

/** Main has the operation at `sequence`. Edits behind it now build on that. */
function acknowledge(rows: FactRows, row: Waiting, sequence: number): void {
  rows.takeFromOutbox(row);
  const fact = rows.row(row.operation);
  if (!fact) return;
  const overtaken = fact.base !== null && fact.base.revision >= sequence;
  const next = rows.outboxOf(row.operation.id)[0];
  if (next) {
    // One overtaken keeps its old base: main then sees the conflict and keeps both.
    if (overtaken) return;
    rows.changeInOutbox(next, { ...next.operation, baseRevision: sequence });
    rows.put(row.operation, { ...fact, revision: sequence, base: null });
  } else if (fact.base && overtaken) {
    rows.put(row.operation, { ...fact.base, base: null });
  } else {
    rows.put(row.operation, { revision: sequence, value: fact.value, base: null });
  }
}

/**
 * Main kept another edit and put ours beside it: shows main's, unless a further edit of ours waits (which then
 * conflicts in its turn). False where main's value has not come in yet.
 */
function giveWay(rows: FactRows, row: Waiting): boolean {
  rows.takeFromOutbox(row);
  const fact = rows.row(row.operation);
  if (!fact || rows.outboxOf(row.operation.id).length > 0) return true;
  if (!fact.base) return false;
  rows.put(row.operation, { ...fact.base, base: null });
  return true;
}

function applyRecord(rows: FactRows, sequence: number, operation: Operation): void {
  const own = ownRow(rows, operation);
  if (own) return acknowledge(rows, own, sequence);
  const known = { revision: sequence, value: operation.value };
  const fact = rows.row(operation);
  if (fact && fact.revision > sequence) return;
  if (fact && rows.outboxOf(operation.id).length > 0) rows.put(operation, { ...fact, base: known });
  else rows.put(operation, { ...known, base: null });
}

async function orLost<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'DatabaseClosedError') throw new StoreLost();
    throw thrown;
  }
}
