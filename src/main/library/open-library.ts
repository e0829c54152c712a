// A library folder, opened: one owner, facts in memory, every change in the journal before it counts.
import { randomUUID } from 'node:crypto';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import { sha256 } from '../sha256';
import { ArticleStore } from './article-store';
import { diskFiles, errorCode, replaceFile, writeError, type Files } from './files';
import { Journal } from './journal';
import type { Library, OpenOptions } from './library-contract';
import { LibraryFolder } from './library-folder';
import { journalFolder, loadFacts, type Loaded } from './load-facts';
import { lockFile, takeLock } from './lock';
import { newManifest, readManifest, writeManifest, type Manifest } from './manifest';
import { clearRestore, finishRestore, refuseBetweenRenames } from './restoring';
import { Seals } from './seals';

/** Set aside here, under names that say where they stood. */
export const damagedFolder = (folder: string): string => join(folder, 'damaged');

/** Names that other programs leave in folders; they do not make one full. */
const strayNames = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
/** Times a reader starts again because the owner folded meanwhile. */
const readAttempts = 5;

/**
 * Opens the library in `folder`, replaying what a crash left in the journal, and ending a restore that one interrupted. Throws libraryLocked {file, holder},
 * libraryNotMade {file, folder, reason}, libraryNotALibrary, libraryBeingRestored (to a reader), libraryTooNew, libraryDamaged,
 * folderUnwritable or fileUnreadable with {file}. A folder that holds anything else
 * is never made a library.
 */
export async function openLibrary(
  folder: string,
  options: OpenOptions,
  files: Files = diskFiles
): Promise<Library> {
  const root = resolve(folder);
  try {
    const open = options.readOnly ? openForReading : openAsOwner;
    return await open(root, options, files);
  } catch (thrown) {
    // A refused write has said its own by now: this could not even be read.
    if (!['EACCES', 'EPERM'].includes(errorCode(thrown) ?? '')) throw thrown;
    throw new AppError('fileUnreadable', { file: root }, { cause: thrown });
  }
}

async function openForReading(
  folder: string,
  options: OpenOptions,
  files: Files
): Promise<Library> {
  for (let attempt = 1; ; attempt += 1) {
    const manifest = await existing(files, folder);
    const articles = new ArticleStore(files, folder, options.clock);
    const loaded = await loadFacts(files, folder, manifest, articles);
    const after = await existing(files, folder);
    if (JSON.stringify(after) !== JSON.stringify(manifest) && attempt < readAttempts) continue;
    const damaged = [...loaded.damagedSidecars, ...loaded.damagedSegments];
    const names = damaged.map((file) => relative(folder, file));
    return new LibraryFolder(
      {
        ...{ files, folder, clock: options.clock, manifest, articles, owner: null },
        readOnlyBecause: options.readOnlyBecause ?? null
      },
      loaded,
      [...(await namesSetAside(files, folder)), ...names]
    );
  }
}

async function openAsOwner(folder: string, options: OpenOptions, files: Files): Promise<Library> {
  const { clock, program = 'diptych' } = options;
  if (!(await readManifest(files, folder))) {
    await writable(folder, () => finishRestore(files, folder, clock));
  }
  if (!(await readManifest(files, folder))) {
    if (!options.create) throw new AppError('libraryNotALibrary', { file: folder });
    await refuseIfFull(files, folder);
    await files.makeFolder(folder).catch((thrown: unknown) => {
      throw notMade(thrown, folder);
    });
  }
  const lock = await takeLock(files, folder, program, clock);
  try {
    const manifest = (await readManifest(files, folder)) ?? (await make(files, folder, options));
    const articles = new ArticleStore(files, folder, clock);
    const loaded = await loadFacts(files, folder, manifest, articles);
    const journal = new Journal(files, journalFolder(folder), loaded.journal.segments);
    const seals = await Seals.read(files, folder, manifest.lastSequence);
    const owner = { lock, journal, seals };
    const library = new LibraryFolder(
      { files, folder, clock, manifest, articles, owner, readOnlyBecause: null },
      loaded
    );
    await writable(folder, async () => {
      await clearRestore(files, folder);
      await articles.clearStaging();
      await setAside(files, folder, loaded, library, journal);
      await library.finishCarrying(loaded.journal.records);
    });
    library.ready([
      ...(await namesSetAside(files, folder)),
      ...loaded.damagedSegments
        .filter((file) => file === journalFolder(folder))
        .map(() => 'journal')
    ]);
    return library;
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
}

/** Copies damaged sidecars away, folds what could be read, then moves damaged segments away: in this order a crash loses nothing. */
async function setAside(
  files: Files,
  folder: string,
  loaded: Loaded,
  library: LibraryFolder,
  journal: Journal
): Promise<void> {
  if (loaded.damagedSidecars.length + loaded.damagedSegments.length === 0) return;
  for (const file of loaded.damagedSidecars) {
    const bytes = await files.read(file);
    const name = relative(folder, file)
      .replaceAll(/[\\/]/g, '-')
      .replace(/\.json$/, '');
    await files.makeFolder(damagedFolder(folder));
    const copy = join(damagedFolder(folder), `${name}-${sha256(bytes).slice(0, 8)}.json`);
    await replaceFile(files, copy, bytes);
  }
  await library.refold();
  await journal.quarantine(damagedFolder(folder));
}

async function namesSetAside(files: Files, folder: string): Promise<string[]> {
  const names = await files.list(damagedFolder(folder));
  return names.map((name) => join(basename(damagedFolder(folder)), name));
}

async function existing(files: Files, folder: string): Promise<Manifest> {
  const manifest = await readManifest(files, folder);
  if (manifest) return manifest;
  await refuseBetweenRenames(files, folder);
  await refuseIfFull(files, folder);
  throw new AppError('libraryNotALibrary', { file: folder });
}

async function make(files: Files, folder: string, options: OpenOptions): Promise<Manifest> {
  await refuseIfFull(files, folder);
  const manifest = newManifest(randomUUID(), options.clock.now());
  await writable(folder, () => writeManifest(files, folder, manifest));
  return manifest;
}

/** A library that lost its library.json is damaged; any other content belongs to someone else. */
async function refuseIfFull(files: Files, folder: string): Promise<void> {
  let names;
  try {
    names = await files.list(folder);
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOTDIR') throw new AppError('libraryNotALibrary', { file: folder });
    throw writeError(thrown, folder);
  }
  const known = names.filter(
    (name) => !strayNames.has(name) && !name.startsWith(lockFile) && name !== 'library.json.tmp'
  );
  if (known.length === 0) return;
  const lostManifest = known.includes('journal') && known.includes('articles');
  throw new AppError(lostManifest ? 'libraryDamaged' : 'libraryNotALibrary', {
    file: lostManifest ? join(folder, 'library.json') : folder
  });
}

/** Why there can be no new library; the folder that takes none may lie far above it. */
function notMade(thrown: unknown, folder: string): unknown {
  const code = errorCode(thrown) ?? '';
  const reasons: Record<string, string> = {
    EROFS: 'readOnly',
    EACCES: 'denied',
    EPERM: 'denied',
    ENOENT: 'missing'
  };
  const reason = reasons[code];
  if (reason === undefined) return writeError(thrown, folder);
  const refused = (thrown as NodeJS.ErrnoException).path ?? folder;
  const details = { file: folder, folder: dirname(refused), reason };
  return new AppError('libraryNotMade', details, { cause: thrown });
}

async function writable<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw writeError(thrown, folder);
  }
}
