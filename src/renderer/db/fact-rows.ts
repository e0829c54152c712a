// Rows of many entities, and what waits for main of them: read at once, changed in memory, written back at once.
import type { Table } from 'dexie';
import type { Operation } from '@domain/annotation/operation';
import type { OperationId } from '@domain/ids';
import type { FactRow, Known, OutboxRow, WorkingDatabase } from './schema';
import type { Entity, EntityKey, Value } from './facts-repository';

type Row = FactRow<Value>;

/** One operation of the outbox; `order` is its row's. */
export interface Waiting {
  order: number;
  sent: boolean;
  refused: boolean;
  operation: Operation;
}

/** For one transaction: load, change, save. */
export class FactRows {
  readonly #db: WorkingDatabase;
  readonly #rows = new Map<string, Row>();
  readonly #outbox = new Map<string, Waiting[]>();
  readonly #outboxRows = new Map<number, OutboxRow>();
  readonly #put = new Map<string, EntityKey>();
  readonly #removed = new Map<string, EntityKey>();
  /** By the ids of operations in the outbox: their new values, or null for those taken out. */
  readonly #outboxChanged = new Map<OperationId, Operation | null>();
  /** Orders of the rows these stand in. */
  readonly #outboxTouched = new Set<number>();
  readonly #outboxAdded: Omit<OutboxRow, 'order'>[] = [];
  #noneWaited = false;

  private constructor(db: WorkingDatabase) {
    this.#db = db;
  }

  static async load(db: WorkingDatabase, keys: readonly EntityKey[]): Promise<FactRows> {
    const rows = new FactRows(db);
    const ids = [...new Set(keys.map(({ id }) => id))];
    const [outbox] = await Promise.all([
      db.outbox.count().then((count) => {
        rows.#noneWaited = count === 0;
        return count === 0 || ids.length === 0 ? [] : waitingOf(db, ids);
      }),
      ...byEntity(keys).map(async ([entity, own]) => {
        const all = table(db, entity);
        for (const row of (await stretch(all, 'id', own)) ?? (await all.bulkGet(own))) {
          if (row) rows.#rows.set(entity + row.id, row);
        }
      })
    ]);
    for (const row of outbox) rows.#takeIn(row);
    return rows;
  }

  /** Nothing at all stood in the outbox when they were loaded: what is added goes to main next, as it is. */
  get noneWaited(): boolean {
    return this.#noneWaited;
  }

  row({ entity, id }: EntityKey): Row | undefined {
    return this.#rows.get(entity + id);
  }

  /** What was waiting when it was loaded, but for what was taken out since; in the order of sending. */
  outboxOf(id: string): readonly Waiting[] {
    return this.#outbox.get(id) ?? [];
  }

  /** The row's value is of the key's entity: the tables are never mixed. */
  put({ entity, id }: EntityKey, row: Known<Value> & { base: Known<Value> | null }): void {
    const { revision, value, base } = row;
    this.#rows.set(entity + id, { id, revision, value, base });
    this.#put.set(entity + id, { entity, id });
    this.#removed.delete(entity + id);
  }

  remove({ entity, id }: EntityKey): void {
    this.#rows.delete(entity + id);
    this.#put.delete(entity + id);
    this.#removed.set(entity + id, { entity, id });
  }

  /** As one row; `sinceMs` is of the oldest edit. */
  addToOutbox(operations: Operation[], sinceMs: number, sent: boolean): void {
    const entityIds = operations.map(({ id }) => id);
    this.#outboxAdded.push({ entityIds, operations, sent, refused: [], since: sinceMs });
  }

  /** Its operation takes another value, and another chance where it was refused. */
  changeInOutbox(waiting: Waiting, operation: Operation): void {
    const { id } = operation;
    const changed = { ...waiting, refused: false, operation };
    this.#outbox.set(
      id,
      this.outboxOf(id).map((old) => (old === waiting ? changed : old))
    );
    this.#outboxChanged.set(operation.operationId, operation);
    this.#outboxTouched.add(waiting.order);
  }

  takeFromOutbox(waiting: Waiting): void {
    const { id, operationId } = waiting.operation;
    this.#outbox.set(
      id,
      this.outboxOf(id).filter((old) => old !== waiting)
    );
    this.#outboxChanged.set(operationId, null);
    this.#outboxTouched.add(waiting.order);
  }

  async save(): Promise<void> {
    const { outbox } = this.#db;
    for (const [entity, ids] of byEntity([...this.#put.values()])) {
      const rows = ids.flatMap((id) => this.row({ entity, id }) ?? []);
      await inHandfuls(rows, (some) => table(this.#db, entity).bulkPut(some));
    }
    for (const [entity, ids] of byEntity([...this.#removed.values()])) {
      await table(this.#db, entity).bulkDelete(ids);
    }
    const touched = [...this.#outboxTouched].flatMap((order) => this.#rest(order) ?? []);
    const empty = touched.filter(({ operations }) => operations.length === 0);
    const left = touched.filter(({ operations }) => operations.length > 0);
    await inHandfuls(left, (some) => outbox.bulkPut(some));
    await inHandfuls(this.#outboxAdded, (some) => outbox.bulkAdd(some));
    await outbox.bulkDelete(empty.map(({ order }) => order));
  }

  #takeIn(row: OutboxRow): void {
    const { order, sent, refused, operations } = row;
    this.#outboxRows.set(order, row);
    for (const operation of operations) {
      const waiting = { order, sent, refused: refused.includes(operation.operationId), operation };
      const list = this.#outbox.get(operation.id);
      if (list) list.push(waiting);
      else this.#outbox.set(operation.id, [waiting]);
    }
  }

  /** The row with what was changed in it. */
  #rest(order: number): OutboxRow | undefined {
    const row = this.#outboxRows.get(order);
    if (!row) return undefined;
    const operations = row.operations.flatMap((operation) => {
      const changed = this.#outboxChanged.get(operation.operationId);
      return changed === undefined ? operation : (changed ?? []);
    });
    const refused = row.refused.filter((id) => !this.#outboxChanged.has(id));
    return { ...row, entityIds: operations.map(({ id }) => id), operations, refused };
  }
}

/** Each row written is copied in the window: between handfuls it answers. */
async function inHandfuls<T>(rows: T[], write: (some: T[]) => PromiseLike<unknown>): Promise<void> {
  const handful = 200;
  for (let at = 0; at < rows.length; at += handful) await write(rows.slice(at, at + handful));
}

/**
 * All rows from the first to the last of many keys, in one request: a request for each is what takes long. Null where
 * few of them were asked for. Large acts are stored by id, so that this is the rule.
 */
async function stretch<T, Key, Added>(
  rows: Table<T, Key, Added>,
  key: string,
  ids: readonly string[]
): Promise<T[] | null> {
  if (ids.length < 20) return null;
  const sorted = ids.toSorted();
  const range = rows.where(key).between(sorted[0], sorted.at(-1), true, true);
  return (await range.count()) <= ids.length * 4 ? range.toArray() : null;
}

/** Rows with operations of these, in the order of sending. Found by their keys: a row of many is read only once. */
async function waitingOf(
  { outbox }: WorkingDatabase,
  ids: readonly string[]
): Promise<OutboxRow[]> {
  const sorted = ids.toSorted();
  const stretched = outbox.where('entityIds').between(sorted[0], sorted.at(-1), true, true);
  let orders = new Set(await stretched.primaryKeys());
  if (orders.size > ids.length * 4) {
    const each = ids.map((id) => outbox.where('entityIds').equals(id).primaryKeys());
    orders = new Set((await Promise.all(each)).flat());
  }
  const rows = await outbox.bulkGet([...orders].sort((a, b) => a - b));
  return rows.flatMap((row) => row ?? []);
}

function byEntity(keys: readonly EntityKey[]): [Entity, string[]][] {
  const ids = new Map<Entity, Set<string>>();
  for (const { entity, id } of keys) ids.set(entity, (ids.get(entity) ?? new Set()).add(id));
  return [...ids].map(([entity, own]) => [entity, [...own]]);
}

function table(db: WorkingDatabase, entity: Entity): Table<Row, string> {
  return db[entity] as unknown as Table<Row, string>;
}
