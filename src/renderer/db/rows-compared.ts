// The rows of the facts as they are read at the start, and what of them differs from main's.
import type { PromiseExtended, Table } from 'dexie';
import { factKinds, factLists, Summing, type FactsSums } from '@shared/facts-sum';
import type { Change, Entity, Snapshot, Value } from './facts-repository';
import type { FactRow, WorkingDatabase } from './schema';

/** What the working store held at one moment. */
export interface Holding {
  lastSequence: number | null;
  /** Of the facts that are not deleted. */
  revisions: Record<Entity, ReadonlyMap<string, number>>;
  /** Ids of facts with edits that main has not acknowledged. */
  waiting: ReadonlySet<string>;
}

/** What the working store has otherwise than main, though both stand at the same sequence. */
export interface Differences {
  /** How many facts it lacks, or has as they once were. */
  lacking: number;
  /** How many it still has that main has deleted. */
  deleted: number;
  /** Facts that main had, for they have a revision, and has not any more, or only as they once were. */
  ahead: { change: Change; revision: number }[];
}

/** Rows read at once: the window answers in between. */
const portions: Record<Entity, number> = {
  annotation: 500,
  pair: 10,
  collection: 500,
  term: 500,
  tag: 500
};

/** Reads every row. Within a transaction over facts, outbox and sequence. */
export async function readHolding(db: WorkingDatabase): Promise<Holding> {
  const read = (entity: Entity): PromiseExtended<Map<string, number>> => {
    const known = new Map<string, number>();
    return eachRow(db, entity, ({ id, revision, value }) => {
      if (value) known.set(id, revision);
    }).then(() => known);
  };
  const [annotation, pair, collection, term, tag, outbox, sync] = await Promise.all([
    read('annotation'),
    read('pair'),
    read('collection'),
    read('term'),
    read('tag'),
    db.outbox.toArray(),
    db.sync.get('sync')
  ]);
  return {
    lastSequence: sync?.lastSequence ?? null,
    revisions: { annotation, pair, collection, term, tag },
    waiting: new Set(outbox.flatMap(({ entityIds }) => entityIds))
  };
}

/** What it comes to, but for what waits and for the ids in `changed`. */
export function sumHolding(
  { revisions, waiting }: Holding,
  changed: ReadonlySet<string>
): FactsSums {
  const sums = factKinds.map((entity) => {
    const summing = new Summing();
    for (const [id, revision] of revisions[entity]) {
      if (!waiting.has(id) && !changed.has(id)) summing.add(id, revision);
    }
    return [entity, summing.total];
  });
  return Object.fromEntries(sums) as FactsSums;
}

/** But for facts with unacknowledged edits: main answers for those. Within a transaction, as {@link readHolding}. */
export async function differences(db: WorkingDatabase, snapshot: Snapshot): Promise<Differences> {
  const found: Differences = { lacking: 0, deleted: 0, ahead: [] };
  const gone = new Set(snapshot.gone);
  const waiting = new Set((await db.outbox.toArray()).flatMap(({ entityIds }) => entityIds));
  for (const entity of factKinds) {
    const known = new Map<string, number>();
    for (const { revision, value } of snapshot[factLists[entity]]) {
      if (!waiting.has(value.id)) known.set(value.id, revision);
    }
    await eachRow(db, entity, ({ id, revision, value }) => {
      if (!value || waiting.has(id)) return;
      const theirs = known.get(id);
      known.delete(id);
      if (theirs !== undefined && theirs > revision) found.lacking += 1;
      else if (theirs === undefined && gone.has(id)) found.deleted += 1;
      else if (theirs !== revision) {
        // The row of a table is of its entity.
        found.ahead.push({ change: { entity, id, value } as Change, revision });
      }
    });
    found.lacking += known.size;
  }
  return found;
}

/** By promises of Dexie's own: a transaction follows the language's for a hundred steps only. */
function eachRow(
  db: WorkingDatabase,
  entity: Entity,
  run: (row: FactRow<Value>) => void
): PromiseExtended<void> {
  const rows = db[entity] as unknown as Table<FactRow<Value>, string>;
  const limit = portions[entity];
  const after = (last: string): PromiseExtended<void> =>
    rows
      .where(':id')
      .above(last)
      .limit(limit)
      .toArray((some) => {
        some.forEach(run);
        const end = some.at(-1);
        return end && some.length === limit ? after(end.id) : undefined;
      });
  return after('');
}
