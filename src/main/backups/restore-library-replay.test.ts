// A whole library brought back, interrupted: every state that a crash may leave of it, and every operation failing once.
// `DIPTYCH_REPLAY=all` tries all states, else a slice.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepReport } from '../../../scripts/kept-report.mjs';
import { checkLibrary } from '../library/check-library';
import type { Files } from '../library/files';
import { diskFiles } from '../library/files';
import { takeLock } from '../library/lock';
import { openLibrary } from '../library/open-library';
import {
  DiskRecord,
  imageOf,
  statesAfterCrash,
  writeImage
} from '../library/test-fixtures/disk-record';
import { fixedClock } from '../library/test-fixtures/facts';
import { faultyFiles, PowerCut } from '../library/test-fixtures/faulty-files';
import { life, view } from '../library/test-fixtures/library-life';
import { BackupFolder } from './backup-folder';
import { makeBackup } from './make-backup';
import { restoreLibrary } from './restore-library';

const all = process.env.DIPTYCH_REPLAY === 'all';
/** While files are laid out beside the library one step is like the next: of so many one is tried. */
const stride = all ? 1 : 29;
/** The end of it is tried more closely. */
const endLength = 14;
const clock = fixedClock;

let parent: string;
/** A library and its backup of earlier. */
let root: string;
let before: string[];
let after: string[];

beforeAll(async () => {
  // In memory where there is such a folder: what is tried is our order, not the disk.
  parent = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'diptych-restore-'));
  root = join(parent, 'root');
  const library = await openLibrary(join(root, 'library'), { clock, create: true });
  const steps = life();
  for (const step of steps.slice(0, 9)) await step(library);
  await makeBackup(library, await BackupFolder.open(join(root, 'backups')), {
    reason: 'asked',
    clock
  });
  after = await view(library);
  for (const step of steps.slice(9)) await step(library);
  before = await view(library);
  await library.close();
  expect(before).not.toEqual(after);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function restore(at: string, files?: Files): Promise<string | null> {
  const source = await BackupFolder.open(join(at, 'backups'));
  const [backup] = await source.all();
  if (!backup) throw new Error('there is no backup');
  return restoreLibrary(source, backup, join(at, 'library'), { clock }, files);
}

/** What the next start shows, as the app starts: what is not there is made. */
async function start(at: string): Promise<string[]> {
  const library = await openLibrary(join(at, 'library'), { clock, create: true });
  const seen = await view(library);
  expect(library.info().damaged).toEqual([]);
  await library.close();
  expect((await checkLibrary(join(at, 'library'))).problems).toEqual([]);
  return seen;
}

/** As after a crash: the process that held the library, under whichever name it has now, is gone. */
async function withoutLocks(at: string): Promise<void> {
  const folders = (await readdir(at)).filter((name) => !name.endsWith('.json'));
  for (const name of folders) await rm(join(at, name, 'library.lock'), { force: true });
}

/** One of the two libraries whole under its name, the other one not lost unless it was a copy, nothing half beside them. */
async function expectWhole(at: string, where: string): Promise<void> {
  const seen = await start(at);
  expect([before, after], where).toContainEqual(seen);
  const names = (await readdir(at)).sort();
  const kept = names.filter((name) => name.startsWith('library before '));
  expect(names, where).toEqual(['backups', 'library', ...kept]);
  expect(kept.length, where).toBe(JSON.stringify(seen) === JSON.stringify(after) ? 1 : 0);
  for (const name of kept) {
    const old = await openLibrary(join(at, name), { clock, readOnly: true });
    expect(await view(old), where).toEqual(before);
  }
  expect(await start(at), `${where}, again`).toEqual(seen);
}

// Catches a start that finds no library between the two renames and makes an empty one in its place, half a library
// under the name of a whole one, and an old one that is gone before the new one stands.
it(`whatever a crash leaves of a restore: the library as it was or as it is to be${all ? '' : ' (a slice)'}`, async () => {
  const recorded = join(parent, 'recorded');
  await cp(root, recorded, { recursive: true });
  const image = imageOf(recorded);
  const record = DiskRecord.start();
  try {
    await restore(recorded);
  } finally {
    record.stop();
  }
  let [states, tried] = [0, 0];
  const moved = record.events.findIndex(
    (event) => event.kind === 'names' && event.gone.includes(join(recorded, 'library'))
  );
  for (const state of statesAfterCrash(record.events, image)) {
    states += 1;
    const atEnd = state.at > record.events.length - endLength;
    // From one renaming to the other, state by state: what must be on the disk before the second one is seen there alone.
    const inBetween = state.at > moved && state.at <= moved + 4;
    if (states % stride !== 0 && !(atEnd && states % 3 === 0) && !inBetween) continue;
    tried += 1;
    const to = join(parent, `state-${states}`);
    writeImage(state.image, recorded, to);
    await withoutLocks(to);
    await expectWhole(
      to,
      `state ${states}, after ${state.at} of ${record.events.length} operations`
    );
    await rm(to, { recursive: true });
  }
  keepReport('durability', 'Unsynced writes dropped, restoring a library', [
    { operations: record.events.length, states, tried, lost: 0, torn: 0 }
  ]);
  expect(tried).toBeGreaterThan(20);
}, 1_800_000);

/** The number of operations of an undisturbed restore. */
async function operations(): Promise<number> {
  const to = join(parent, 'counted');
  await cp(root, to, { recursive: true });
  const files = faultyFiles({ at: Infinity, kind: 'once' });
  await restore(to, files);
  await rm(to, { recursive: true });
  return files.count;
}

// Catches a failed restore that leaves neither library in its place, or what it staged beside it.
it.each(['error', 'power'] as const)(
  'interrupted by %s, at whichever operation, and a second one works',
  async (fault) => {
    const count = await operations();
    expect(count).toBeGreaterThan(30);
    for (let at = 1; at <= count; at += 1) {
      if (!all && at % 8 !== 0 && at <= count - endLength) continue;
      const to = join(parent, `${fault}-${at}`);
      await cp(root, to, { recursive: true });
      const files = faultyFiles(
        fault === 'power'
          ? { at, kind: 'power' }
          : { at, kind: 'once', code: at % 2 === 0 ? 'EIO' : 'ENOSPC' }
      );
      const outcome = await restore(to, files).catch((thrown: unknown) => thrown as Error);
      if (fault === 'power') {
        if (outcome instanceof Error) expect(outcome, `operation ${at}`).toBeInstanceOf(PowerCut);
        await withoutLocks(to);
      } else if (outcome instanceof Error) {
        expect(await start(to), `operation ${at}`).toEqual(before);
      }
      await expectWhole(to, `${fault} at ${at}`);
      await restore(to);
      expect(await start(to), `${fault} at ${at}, repeated`).toEqual(after);
      await rm(to, { recursive: true });
    }
  },
  120_000
);

// Catches a start beside a restore at work that takes from it what it is about to put in place.
it('is left alone while it is at work', async () => {
  const to = join(parent, 'at-work');
  await cp(root, to, { recursive: true });
  const files: Files = {
    ...diskFiles,
    async rename(from, target) {
      await diskFiles.rename(from, target);
      if (!target.includes('library before ')) return;
      await expect(start(to)).rejects.toMatchObject({ code: 'libraryLocked' });
    }
  };
  await restore(to, files);
  expect(await start(to)).toEqual(after);
});

// Catches half a library taken for a whole one where the library itself was moved away by a person meanwhile.
it('takes what is staged for a library only beside the one whose place it has', async () => {
  const to = join(parent, 'moved');
  await cp(root, to, { recursive: true });
  const files = faultyFiles({ at: 20, kind: 'power' });
  await expect(restore(to, files)).rejects.toBeInstanceOf(PowerCut);
  await withoutLocks(to);
  await rename(join(to, 'library'), join(to, 'elsewhere'));
  expect(await start(to)).toEqual([]);
  const lock = await takeLock(diskFiles, join(to, 'elsewhere'), 'test', clock);
  await lock.release();
});
