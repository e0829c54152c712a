// One backup: every file that changed since the last one into the store, the list of all, proven by opening it.
import { join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { writeError, diskFiles } from '../library/files';
import type { Library } from '../library/library-contract';
import { readManifest } from '../library/manifest';
import type { Clock } from '../ports';
import { countsOf, type BackupFolder } from './backup-folder';
import { backupFormat, type Backup, type BackupFile, type BackupReason } from './backup-schema';
import { isGone, walkLibrary, type FoundFile } from './library-walk';

interface BackupOptions {
  reason: BackupReason;
  clock: Clock;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Most files are stored while work goes on; for the rest, and the journal, the library is held still for a moment.
 * Throws diskFull or folderUnwritable {file}, `backupDamaged`, `cancelled`; then there is no new backup, and the older
 * ones are as they were.
 */
export async function makeBackup(
  library: Pick<Library, 'folder' | 'info' | 'quiet' | 'snapshot' | 'articleStamps'>,
  target: BackupFolder,
  { reason, clock, signal, onProgress }: BackupOptions
): Promise<Backup> {
  const { uuid, name } = library.info();
  const known = new Map<string, BackupFile>();
  const uuids = await uuidsOf(library.folder);
  // Who asks for one gets every file read and compared, and what went bad in the backups stored anew.
  const previous = reason === 'asked' ? undefined : await target.newest(uuids, clock.now());
  for (const file of previous?.files ?? []) known.set(file.path, file);
  const store = async (found: readonly FoundFile[]): Promise<BackupFile[]> => {
    const stored: BackupFile[] = [];
    for (const [index, file] of found.entries()) {
      if (signal?.aborted) throw new AppError('cancelled');
      const same = unchanged(file, known.get(file.path));
      const entry = same && target.stored.has(same.sha256) ? same : await put(file);
      if (entry) stored.push(entry);
      onProgress?.(index + 1, found.length);
    }
    return stored;
  };
  const put = async (file: FoundFile): Promise<BackupFile | null> => {
    try {
      const bytes = await diskFiles.read(join(library.folder, file.path));
      const entry = { ...file, byteLength: bytes.length, sha256: await target.stored.put(bytes) };
      known.set(file.path, entry);
      return entry;
    } catch (thrown) {
      if (isGone(thrown)) return null;
      throw writeError(thrown, target.folder);
    }
  };
  await store(await walkLibrary(library.folder));
  const { files, counts, lastSequence } = await library.quiet(async () => {
    const { lastSequence } = library.info();
    const counts = await countsOf(library);
    return { files: await store(await walkLibrary(library.folder)), counts, lastSequence };
  });
  const of = { uuid, name };
  const draft = { format: backupFormat, library: of, reason, lastSequence, counts, files };
  try {
    const backup = await target.add(draft, clock);
    await target.rotate(uuids, backup);
    return backup;
  } catch (thrown) {
    throw writeError(thrown, target.folder);
  }
}

/** Of the library, now and before it was brought back from a backup. Throws as `readManifest` does. */
export async function uuidsOf(folder: string): Promise<Set<string>> {
  const manifest = await readManifest(diskFiles, folder);
  return new Set(manifest ? [manifest.uuid, ...(manifest.formerly ?? [])] : []);
}

function unchanged(file: FoundFile, known: BackupFile | undefined): BackupFile | null {
  const same = known?.byteLength === file.byteLength && known.modifiedMs === file.modifiedMs;
  return same ? known : null;
}
