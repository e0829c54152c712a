// Rows of many entities, and what waits for main of them: read at once, changed in memory, written back at once.
import type { Table } from 'dexie';
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
        const all = table(db, entity);
        for (const row of (await stretch(all, 'id', own)) ?? (await all.bulkGet(own))) {
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

  addToOutbox(row: Omit<OutboxRow, 'order' | 'entityId' | 'refused'>): void {
    this.#outboxAdded.push({ ...row, entityId: row.operation.id, refused: false });
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
    for (const [entity, ids] of byEntity([...this.#put.values()])) {
      const rows = ids.flatMap((id) => this.row({ entity, id }) ?? []);
      await inHandfuls(rows, (some) => table(this.#db, entity).bulkPut(some));
    }
    for (const [entity, ids] of byEntity([...this.#removed.values()])) {
      await table(this.#db, entity).bulkDelete(ids);
    }
    await inHandfuls([...this.#outboxPut.values()], (some) => outbox.bulkPut(some));
    await inHandfuls(this.#outboxAdded, (some) => outbox.bulkAdd(some));
    await deleteOrders(outbox, this.#outboxRemoved);
  }
}

/** Each row written is copied in the window: between handfuls it answers. */
async function inHandfuls<T>(rows: T[], write: (some: T[]) => PromiseLike<unknown>): Promise<void> {
  const handful = 200;
  for (let at = 0; at < rows.length; at += handful) await write(rows.slice(at, at + handful));
}

/** In one request where nothing else stands between them. */
async function deleteOrders(
  outbox: WorkingDatabase['outbox'],
  orders: ReadonlySet<number>
): Promise<void> {
  const sorted = [...orders].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return;
  if (last - first + 1 > sorted.length) await outbox.bulkDelete(sorted);
  else await outbox.where('order').between(first, last, true, true).delete();
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

/** In the order of sending. Never by a cursor: its steps are made one after the other, these reads all at once. */
async function waitingOf(db: WorkingDatabase, ids: readonly string[]): Promise<OutboxRow[]> {
  const count = await db.outbox.count();
  if (count === 0) return [];
  const inOrder = (rows: OutboxRow[]): OutboxRow[] => rows.sort((a, b) => a.order - b.order);
  const near =
    count <= ids.length ? await db.outbox.toArray() : await stretch(db.outbox, 'entityId', ids);
  if (near) {
    const wanted = new Set(ids);
    return inOrder(near.filter(({ entityId }) => wanted.has(entityId)));
  }
  const each = ids.map((id) => db.outbox.where('entityId').equals(id).toArray());
  return inOrder((await Promise.all(each)).flat());
}

function byEntity(keys: readonly EntityKey[]): [Entity, string[]][] {
  const ids = new Map<Entity, Set<string>>();
  for (const { entity, id } of keys) ids.set(entity, (ids.get(entity) ?? new Set()).add(id));
  return [...ids].map(([entity, own]) => [entity, [...own]]);
}

function table(db: WorkingDatabase, entity: Entity): Table<Row, string> {
  return db[entity] as unknown as Table<Row, string>;
}
