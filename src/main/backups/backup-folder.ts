// The folder of all backups of one library: what each holds, and the files they share.
import { randomUUID } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import {
  diskFiles,
  jsonBytes,
  readIfThere,
  replaceFile,
  writeError,
  type Files
} from '../library/files';
import { openLibrary } from '../library/open-library';
import type { Library } from '../library/library-contract';
import type { JobOptions } from '../jobs/job-contract';
import type { Clock } from '../ports';
import { backupRoot, filesOfBackup } from './backup-files';
import { readBackupList, type Backup, type BackupCounts } from './backup-schema';
import { keptBackups } from './rotation';
import { StoredFiles } from './stored-files';

/** Where a library's backups lie unless somebody says otherwise: beside it. */
export const backupsBeside = (library: string): string =>
  join(dirname(library), `${basename(library)} Backups`);

const readme = `Backups of a Diptych library

Each file in the folder "backups" lists the files of the library at one moment, with their SHA-256.
The files themselves are in "files", once for all backups, under their SHA-256; those ending in .gz are gzipped.
Diptych brings them back, all or one article at a time: choose "Backups" in the app, or run
    diptych restore
on the command line. To get at one file by hand: look up its path in the newest list, find the file
with that SHA-256 in "files", unpack it with gunzip if it ends in .gz, and give it its name back.
`;

export class BackupFolder {
  private constructor(
    readonly folder: string,
    private readonly files: Files,
    readonly stored: StoredFiles
  ) {}

  /** Nothing is made yet where there is no such folder. Throws folderUnwritable {file} for what can be none. */
  static async open(folder: string, files: Files = diskFiles): Promise<BackupFolder> {
    try {
      return new BackupFolder(folder, files, await StoredFiles.open(files, join(folder, 'files')));
    } catch (thrown) {
      throw writeError(thrown, folder);
    }
  }

  /** The latest first. A list that cannot be read is left out. */
  async all(): Promise<Backup[]> {
    const found: Backup[] = [];
    for (const name of await this.names()) {
      const backup = await this.read(name);
      if (backup) found.push(backup);
    }
    return found.sort((a, b) => (a.at < b.at ? 1 : -1));
  }

  /**
   * The latest of the library that bears one of the uuids now or bore it before; no older list is read for it. One dated
   * after `now`, from when the clock was ahead, only where there is no other.
   */
  async newest(uuids: ReadonlySet<string>, now: Date): Promise<Backup | undefined> {
    const names = await this.names();
    const isAhead = (name: string): boolean => name.slice(0, stampLength) > stampOf(now);
    for (const name of [...names.filter((name) => !isAhead(name)), ...names.filter(isAhead)]) {
      const backup = await this.read(name);
      if (backup && uuids.has(backup.library.uuid)) return backup;
    }
    return undefined;
  }

  /** Names begin with their time: the latest first. */
  private async names(): Promise<string[]> {
    const names = await this.files.list(join(this.folder, 'backups'));
    return names.filter((name) => name.endsWith('.json')).reverse();
  }

  private async read(name: string): Promise<Backup | null> {
    const bytes = await readIfThere(this.files, join(this.folder, 'backups', name));
    return readList(bytes, basename(name, '.json'));
  }

  /** Throws `backupNotFound`. */
  async one(id: string): Promise<Backup> {
    const backup = (await this.names()).includes(`${id}.json`) && (await this.read(`${id}.json`));
    if (!backup) throw new AppError('backupNotFound', { id });
    return backup;
  }

  /**
   * Opens the library as the backup has it; only where it holds what was counted is it a backup. Throws
   * `backupDamaged` where a file is missing or the counts are others.
   */
  async add(draft: Omit<Backup, 'id' | 'at'>, clock: Clock): Promise<Backup> {
    const now = clock.now();
    const at = now.toISOString();
    const id = `${stampOf(now)}-${randomUUID().slice(0, 8)}`;
    const backup = { ...draft, id, at };
    const file = join(this.folder, 'backups', `${id}.json`);
    const { lastSequence, counts } = await this.look(backup, clock);
    // A change that came in between may be in it too; then there is nothing to compare with.
    const still = lastSequence === draft.lastSequence;
    if (still && !sameValue(counts, draft.counts)) throw new AppError('backupDamaged', { file });
    Object.assign(backup, { lastSequence, counts });
    await this.files.makeFolder(dirname(file));
    await replaceFile(this.files, join(this.folder, 'README.txt'), Buffer.from(readme));
    await replaceFile(this.files, file, jsonBytes(backup));
    return backup;
  }

  /** The backup's library, opened for reading. Throws `backupDamaged` {file}, or as `openLibrary` does. */
  async openLibrary(backup: Backup, clock: Clock): Promise<Library> {
    const lacking = backup.files.find(({ sha256 }) => !this.stored.has(sha256));
    if (lacking) throw new AppError('backupDamaged', { file: join(this.folder, lacking.path) });
    const files = filesOfBackup(backup, this.stored);
    const library = await openLibrary(backupRoot, { clock, readOnly: true }, files);
    const [damaged] = library.info().damaged;
    if (damaged !== undefined && !damaged.startsWith('damaged')) {
      throw new AppError('backupDamaged', { file: damaged });
    }
    return library;
  }

  private async look(
    backup: Backup,
    clock: Clock
  ): Promise<Pick<Backup, 'counts' | 'lastSequence'>> {
    const library = await this.openLibrary(backup, clock);
    const { lastSequence } = library.info();
    return { lastSequence, counts: await countsOf(library) };
  }

  /** Those of the library that bears one of the uuids now or bore it before, the latest first. */
  async of(uuids: ReadonlySet<string>): Promise<Backup[]> {
    return (await this.all()).filter(({ library }) => uuids.has(library.uuid));
  }

  /**
   * Reads every list and every file that one of them names, and hands over the path of each that is missing or not what it
   * was. Throws `cancelled`.
   */
  async check(
    onDamage: (file: string) => void,
    { signal, onProgress }: Pick<JobOptions, 'signal' | 'onProgress'> = {}
  ): Promise<void> {
    const hashes = new Set<string>();
    for (const name of await this.names()) {
      const backup = await this.read(name);
      if (!backup) onDamage(join(this.folder, 'backups', name));
      for (const { sha256 } of backup?.files ?? []) hashes.add(sha256);
    }
    let done = 0;
    for (const hash of hashes) {
      if (signal?.aborted) throw new AppError('cancelled');
      onProgress?.(done++, hashes.size, '');
      const bytes = await this.stored.read(hash).catch(() => null);
      if (!bytes) onDamage(this.stored.pathOf(hash));
    }
  }

  /** Takes away the library's backups that need not stay beside `newest`, just made, and the files no backup holds any more. */
  async rotate(uuids: ReadonlySet<string>, newest: Backup): Promise<void> {
    const all = await this.all();
    const own = all.filter(({ library }) => uuids.has(library.uuid));
    const kept = keptBackups(own, newest);
    const gone = new Set(own.filter(({ id }) => !kept.has(id)));
    if (gone.size === 0) return;
    for (const { id } of gone) await this.files.remove(join(this.folder, 'backups', `${id}.json`));
    await this.files.syncFolder(join(this.folder, 'backups'));
    const left = all.filter((backup) => !gone.has(backup));
    const hashes = left.flatMap(({ files }) => files.map(({ sha256 }) => sha256));
    await this.stored.keepOnly(new Set(hashes));
  }
}

/** What a backup's name begins with. */
const stampOf = (time: Date): string => time.toISOString().slice(0, 19).replaceAll(':', '');
const stampLength = 17;

/** What a library holds, trash aside. */
export async function countsOf(
  library: Pick<Library, 'snapshot' | 'articleStamps'>
): Promise<BackupCounts> {
  const { annotations, pairs } = await library.snapshot();
  const articles = library.articleStamps().size;
  return { articles, pairs: pairs.length, annotations: annotations.length };
}

function readList(bytes: Uint8Array | null, id: string): Backup | null {
  const list = bytes && readBackupList(bytes);
  return list && list !== 'newer' && list.id === id ? list : null;
}
