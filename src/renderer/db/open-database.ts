// Opens the working store, or makes a new one where the old one cannot be opened.
import type { Table } from 'dexie';
import { AppError } from '@shared/ipc/errors';
import { readHolding, type Holding } from './rows-compared';
import { databaseName, isNewer, workingDatabase, type WorkingDatabase } from './schema';
import { spareStorage } from './spare-storage';

/** Deleting waits for other tabs to let go; one that hangs must not keep this window from starting. */
const deleteTimeoutMs = 3_000;
/** What cannot be opened at once may still be held by a browser that was killed: unsent edits are in it. */
const retryMs = 500;

export interface OpenedDatabase {
  db: WorkingDatabase;
  /** What it held when it was opened; null where the old one could not be opened or read, and this one stands in its place. */
  holding: Holding | null;
}

/**
 * Throws `storageTooNew`, the database as it was, where a later version of the app wrote it, and `storageUnavailable` where
 * not even a new database can be opened.
 */
export async function openDatabase(libraryUuid: string): Promise<OpenedDatabase> {
  try {
    return await openOrRecreate(libraryUuid, indexedDB);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    // Some damage lies below all databases of the origin: none can be opened, and none deleted.
  }
  try {
    const { db } = await openOrRecreate(libraryUuid, await spareStorage());
    return { db, holding: null };
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('storageUnavailable', {}, { cause });
  }
}

async function openOrRecreate(libraryUuid: string, storage: IDBFactory): Promise<OpenedDatabase> {
  await refuseNewer(libraryUuid, storage);
  let opened = await openWhole(libraryUuid, storage);
  if (!opened) {
    await new Promise((resolve) => setTimeout(resolve, retryMs));
    opened = await openWhole(libraryUuid, storage);
  }
  return opened ?? { db: await recreate(libraryUuid, storage), holding: null };
}

/** Null where it cannot be opened or read. */
async function openWhole(libraryUuid: string, storage: IDBFactory): Promise<OpenedDatabase | null> {
  const db = workingDatabase(libraryUuid, storage);
  try {
    await db.open();
    // Reads every row of every table that holds facts: some damage shows only when it is read.
    const facts: Table[] = [db.annotation, db.pair, db.collection, db.term, db.tag];
    const holding = await db.transaction('r', [...facts, db.outbox, db.sync], async () => {
      return await readHolding(db);
    });
    return { db, holding };
  } catch {
    db.close();
    return null;
  }
}

/** Dexie opens what is newer than it knows, and changes it. */
async function refuseNewer(libraryUuid: string, storage: IDBFactory): Promise<void> {
  // Storage that cannot even be listed is no reason to stop here: opening it will tell.
  const found = await storage.databases().catch(() => []);
  const own = found.find(({ name }) => name === databaseName(libraryUuid));
  if (own?.version !== undefined && isNewer(own.version)) throw new AppError('storageTooNew');
}

async function recreate(libraryUuid: string, storage: IDBFactory): Promise<WorkingDatabase> {
  const db = workingDatabase(libraryUuid, storage);
  await Promise.race([
    db.delete(),
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error('deleting the database is blocked')), deleteTimeoutMs)
    )
  ]);
  await db.open();
  return db;
}
