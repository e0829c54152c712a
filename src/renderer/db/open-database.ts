// Opens the working store, or makes a new one where the old one cannot be opened.
import { Dexie, type Table } from 'dexie';
import { AppError } from '@shared/ipc/errors';
import { databaseName, isNewer, workingDatabase, type WorkingDatabase } from './schema';

/** Deleting waits for other tabs to let go; one that hangs must not keep this window from starting. */
const deleteTimeoutMs = 3_000;

export interface OpenedDatabase {
  db: WorkingDatabase;
  /** The old one could not be opened or read and was deleted. */
  damaged: boolean;
}

/**
 * Throws `storageTooNew`, the database as it was, where a later version of the app wrote it, and `storageUnavailable` where
 * not even a new database can be opened.
 */
export async function openDatabase(libraryUuid: string): Promise<OpenedDatabase> {
  await refuseNewer(libraryUuid);
  const db = workingDatabase(libraryUuid);
  try {
    await db.open();
    // Reads every row of every table that holds facts: some damage shows only when it is read.
    const facts = [db.annotation, db.pair, db.collection, db.term, db.tag];
    await db.transaction('r', [...facts, db.outbox, db.sync], () =>
      Promise.all([...facts.map((table: Table) => table.toArray()), db.outbox.toArray()])
    );
    return { db, damaged: false };
  } catch {
    db.close();
  }
  try {
    return { db: await recreateDatabase(libraryUuid), damaged: true };
  } catch (cause) {
    throw new AppError('storageUnavailable', {}, { cause });
  }
}

/** Dexie opens what is newer than it knows, and changes it. */
async function refuseNewer(libraryUuid: string): Promise<void> {
  // Storage that cannot even be listed is no reason to stop here: opening it will tell.
  const found = await indexedDB.databases().catch(() => []);
  const own = found.find(({ name }) => name === databaseName(libraryUuid));
  if (own?.version !== undefined && isNewer(own.version)) throw new AppError('storageTooNew');
}

async function recreateDatabase(libraryUuid: string): Promise<WorkingDatabase> {
  await Promise.race([
    Dexie.delete(databaseName(libraryUuid)),
    new Promise((_, reject) =>
      setTimeout(() => reject(new Error('deleting the database is blocked')), deleteTimeoutMs)
    )
  ]);
  const db = workingDatabase(libraryUuid);
  await db.open();
  return db;
}
