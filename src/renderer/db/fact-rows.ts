// Rows of many entities, and what waits for main of them: read at once, changed in memory, written back at once.
import type { Table } from 'dexie';
import type { Operation } from '@domain/annotation/operation';
import type { FactRow, Known, OutboxRow, WorkingDatabase } from './schema';
import type { Entity, EntityKey, Value } from './facts-repository';

type Row = FactRow<Value>;

/** For one transaction: load, change, save. */
export class FactRows {
  readonly #db: WorkingDatabase;
  readonly #rows = new Map<string, Row>();
  readonly #outbox = new Map<string, OutboxRow[]>();
  readonly #put = new Map<string, EntityKey>();
  readonly #removed = new Map<string, EntityKey>();
  readonly #outboxPut = new Map<number, OutboxRow>();
  readonly #outboxRemoved = new Set<number>();
  readonly #outboxAdded: Omit<OutboxRow, 'order'>[] = [];

  private constructor(db: WorkingDatabase) {
    this.#db = db;
  }

  static async load(db: WorkingDatabase, keys: readonly EntityKey[]): Promise<FactRows> {
    const rows = new FactRows(db);
    const ids = [...new Set(keys.map(({ id }) => id))];
    const [outbox] = await Promise.all([
      waitingOf(db, ids),
      ...byEntity(keys).map(async ([entity, own]) => {
        for (const row of await table(db, entity).bulkGet(own)) {
          if (row) rows.#rows.set(entity + row.id, row);
        }
      })
    ]);
    for (const row of outbox) {
      const list = rows.#outbox.get(row.entityId);
      if (list) list.push(row);
      else rows.#outbox.set(row.entityId, [row]);
    }
    return rows;
  }

  row({ entity, id }: EntityKey): Row | undefined {
    return this.#rows.get(entity + id);
  }

  /** What was waiting when it was loaded, but for what was taken out since; in the order of sending. */
  outboxOf(id: string): readonly OutboxRow[] {
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

  addToOutbox(operation: Operation, sinceMs: number): void {
    const waits = { sent: false, refused: false, since: sinceMs };
    this.#outboxAdded.push({ entityId: operation.id, operation, ...waits });
  }

  changeInOutbox(row: OutboxRow): void {
    const all = this.outboxOf(row.entityId).map((old) => (old.order === row.order ? row : old));
    this.#outbox.set(row.entityId, all);
    this.#outboxPut.set(row.order, row);
  }

  takeFromOutbox({ entityId, order }: OutboxRow): void {
    this.#outbox.set(
      entityId,
      this.outboxOf(entityId).filter((row) => row.order !== order)
    );
    this.#outboxPut.delete(order);
    this.#outboxRemoved.add(order);
  }

  async save(): Promise<void> {
    const { outbox } = this.#db;
    const puts = byEntity([...this.#put.values()]).map(([entity, ids]) =>
      table(this.#db, entity).bulkPut(ids.flatMap((id) => this.row({ entity, id }) ?? []))
    );
    const removals = byEntity([...this.#removed.values()]).map(([entity, ids]) =>
      table(this.#db, entity).bulkDelete(ids)
    );
    await Promise.all([
      ...puts,
      ...removals,
      outbox.bulkPut([...this.#outboxPut.values()]),
      outbox.bulkDelete([...this.#outboxRemoved]),
      outbox.bulkAdd(this.#outboxAdded)
    ]);
  }
}

/** In the order of sending. Never by a cursor: its steps are made one after the other, these reads all at once. */
async function waitingOf(db: WorkingDatabase, ids: readonly string[]): Promise<OutboxRow[]> {
  const count = await db.outbox.count();
  if (count === 0) return [];
  if (count <= ids.length) {
    const wanted = new Set(ids);
    return (await db.outbox.toArray()).filter(({ entityId }) => wanted.has(entityId));
  }
  const each = ids.map((id) => db.outbox.where('entityId').equals(id).toArray());
  return (await Promise.all(each)).flat().sort((a, b) => a.order - b.order);
}

function byEntity(keys: readonly EntityKey[]): [Entity, string[]][] {
  const ids = new Map<Entity, Set<string>>();
  for (const { entity, id } of keys) ids.set(entity, (ids.get(entity) ?? new Set()).add(id));
  return [...ids].map(([entity, own]) => [entity, [...own]]);
}

function table(db: WorkingDatabase, entity: Entity): Table<Row, string> {
  return db[entity] as unknown as Table<Row, string>;
}
