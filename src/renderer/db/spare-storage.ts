// Where the browser cannot open the origin's IndexedDB at all, a storage bucket has files of its own.

/** As far as we use it; TypeScript's library does not know it yet. https://wicg.github.io/storage-buckets/ */
interface StorageBuckets {
  open(name: string): Promise<{ indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

const name = 'spare';

/** The bucket's IndexedDB, made anew where that cannot be opened either. Rejects where the browser has none. */
export async function spareStorage(): Promise<IDBFactory> {
  const { storageBuckets } = navigator as Navigator & { storageBuckets?: StorageBuckets };
  if (!storageBuckets) throw new Error('no storage buckets');
  const { indexedDB } = await storageBuckets.open(name);
  try {
    await indexedDB.databases();
    return indexedDB;
  } catch {
    await storageBuckets.delete(name);
    return (await storageBuckets.open(name)).indexedDB;
  }
}
