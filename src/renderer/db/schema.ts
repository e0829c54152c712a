// The working store's tables. It is never the only copy: main's journal is the truth, this is what the interface
// queries. Versions are declared in order and never edited once released; upgrades go to `migrations/`.
import { Dexie, type Table } from 'dexie';
import type { Pair } from '@domain/align/schema';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { OperationId } from '@domain/ids';
import type { Tag } from '@domain/tag/schema';
import { upgradeToPortions } from './migrations/0005-outbox-of-portions';
import type { NotesView, PanelView, ReaderView } from './view-state';

/** A value as main last told it; `value` is null for one in the trash. */
export interface Known<T> {
  revision: number;
  value: T | null;
}

/** `value` is what the user sees. `base` holds what main told meanwhile, while own edits are unacknowledged. */
export interface FactRow<T> extends Known<T> {
  id: string;
  base: Known<T> | null;
}

/**
 * Operations that main has not acknowledged, each of another entity: one, or those of a portion of a large act. Of one
 * entity they go to main one by one; at most the last one is not `sent` and takes newer values. A large act's are
 * written as sent.
 */
export interface OutboxRow {
  /** Counts up: the order in which operations are sent. */
  order: number;
  /** Of the operations, in their order. */
  entityIds: string[];
  operations: Operation[];
  sent: boolean;
  /** Those main found malformed. Kept, but not sent again before the next start or the next edit. */
  refused: OperationId[];
  /** Epoch milliseconds of the oldest edit in it. */
  since: number;
}

/** Written in the same transaction as the facts, so that it never claims more than there is. */
export interface SyncRow {
  key: 'sync';
  lastSequence: number;
}

export interface ViewRow {
  key: string;
  value: ReaderView | PanelView | NotesView;
}

export interface Tables {
  annotation: Table<FactRow<Annotation>, string>;
  pair: Table<FactRow<Pair>, string>;
  collection: Table<FactRow<Collection>, string>;
  term: Table<FactRow<Term>, string>;
  tag: Table<FactRow<Tag>, string>;
  outbox: Table<OutboxRow, number, Omit<OutboxRow, 'order'>>;
  sync: Table<SyncRow, string>;
  view: Table<ViewRow, string>;
}
export type WorkingDatabase = Dexie & Tables;

/** The last of the versions that {@link workingDatabase} declares. */
const schemaVersion = 5;

/** Whether a later version of the app wrote a database of this native number: Dexie's are ten times the declared ones. */
export function isNewer(nativeVersion: number): boolean {
  return Math.floor(nativeVersion / 10) > schemaVersion;
}

export function databaseName(libraryUuid: string): string {
  return `diptych-${libraryUuid}`;
}

/**
 * Declares the database, in the origin's own IndexedDB or another one, without opening it. Every commit is flushed to disk before it counts. Where somebody deletes
 * it or a newer version of the app takes it over, the connection is given up, and stays so until it is opened again.
 */
export function workingDatabase(libraryUuid: string, storage = indexedDB): WorkingDatabase {
  const db = new Dexie(databaseName(libraryUuid), {
    chromeTransactionDurability: 'strict',
    indexedDB: storage
  }) as WorkingDatabase;
  db.version(1).stores({
    annotation: 'id',
    pair: 'id',
    outbox: '++order, entityId',
    sync: 'key',
    view: 'key'
  });
  // A store of version 1 is behind main by the collections' records, and replays them like any others.
  db.version(2).stores({ collection: 'id' });
  db.version(3).stores({ term: 'id' });
  db.version(4).stores({ tag: 'id' });
  db.version(schemaVersion)
    .stores({ outbox: '++order, *entityIds, since' })
    .upgrade(upgradeToPortions);
  // A browser that lost the list of its databases can hand out what is left of the old rows as a new one: half of the facts,
  // and the mark that they are all. The outbox stays: what main has never had may be in it, and sent twice it counts once.
  db.on('populate', (transaction) => {
    for (const name of ['annotation', 'pair', 'collection', 'term', 'tag', 'sync', 'view']) {
      void transaction.table(name).clear();
    }
  });
  db.on('versionchange', () => {
    db.close();
    return false;
  });
  return db;
}
