// A working library's writes, renames and syncs are recorded; every state that a crash may leave of them is put on a
// disk and opened. `DIPTYCH_REPLAY=all` tries all of them, else a slice.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepReport } from '../../../scripts/kept-report.mjs';
import { BackupFolder, countsOf } from '../backups/backup-folder';
import { makeBackup } from '../backups/make-backup';
import { checkLibrary } from './check-library';
import { diskFiles } from './files';
import { openLibrary } from './open-library';
import { DiskRecord, statesAfterCrash, writeImage } from './test-fixtures/disk-record';
import { fixedClock } from './test-fixtures/facts';
import { life, view, type Step } from './test-fixtures/library-life';

const all = process.env.DIPTYCH_REPLAY === 'all';
/** Of so many states one is tried. */
const stride = all ? 1 : 31;

let parent: string;
beforeAll(async () => {
  // In memory where there is such a folder: what is tried is our order, not the disk.
  parent = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'diptych-replay-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** A life with backups in it, and what leaves for good at its end. */
function wholeLife(backups: BackupFolder): Step[] {
  const backup: Step = (library) =>
    makeBackup(library, backups, { reason: 'asked', clock: fixedClock });
  const steps = life();
  return [
    ...steps.slice(0, 8),
    backup,
    ...steps.slice(8),
    backup,
    async (library) => {
      const [deleted] = (await library.trash()).annotations;
      if (deleted) await library.purgeAnnotation(deleted.annotation.id);
    },
    async (library) => {
      const [article] = await library.articles();
      if (article) await library.trashArticle(article.id);
    },
    async (library) => {
      const [trashed] = (await library.trash()).articles;
      if (trashed) await library.purgeArticle(trashed.article.id);
    }
  ];
}

// Catches a rename before its bytes, a deletion before what it gives way to, an acknowledgement before the sync, a
// recovery that takes torn bytes for whole ones, and a backup that is listed before all of it is there.
it(`whatever a crash leaves of unsynced writes: nothing acknowledged is lost, nothing torn${all ? '' : ' (a slice)'}`, async () => {
  const root = join(parent, 'recorded');
  const folder = join(root, 'library');
  const record = DiskRecord.start();
  const views: string[][] = [];
  /** Number of events after which each step had been acknowledged. */
  const acknowledged: number[] = [];
  const backupsBy: number[] = [];
  try {
    await diskFiles.makeFolder(root);
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    views.push(await view(library));
    const backups = await BackupFolder.open(join(root, 'backups'));
    for (const step of wholeLife(backups)) {
      await step(library);
      acknowledged.push(record.events.length);
      views.push(await view(library));
      backupsBy.push((await backups.all()).length);
    }
    await library.close();
  } finally {
    record.stop();
  }
  expect(backupsBy.at(-1)).toBe(2);

  let states = 0;
  let tried = 0;
  let setAside = 0;
  for (const { at, image, holed } of statesAfterCrash(record.events, new Map())) {
    states += 1;
    if (states % stride !== 0) continue;
    tried += 1;
    const to = join(parent, String(states));
    writeImage(image, root, to);
    await rm(join(to, 'library', 'library.lock'), { force: true });
    const done = acknowledged.filter((count) => count <= at).length;
    const where = `state ${states}, after ${at} of ${record.events.length} operations`;
    const library = await openLibrary(join(to, 'library'), { clock: fixedClock, create: true });
    // The step under way may have come to its end or not; nothing else may differ.
    const seen = await view(library);
    const [before, after] = [views[done] ?? [], views[done + 1] ?? []];
    // But for the last step, which is of many notes: each by itself may have gone or not.
    if (done === acknowledged.length - 1) {
      expect(before, where).toEqual(expect.arrayContaining(seen));
      expect(seen, where).toEqual(expect.arrayContaining(after));
    } else expect([before, after], where).toContainEqual(seen);
    const { damaged } = library.info();
    await library.close();
    const { problems } = await checkLibrary(join(to, 'library'));
    const told = [...damaged, ...problems.map(({ file }) => file)];
    // A whole line with zeros in it might have been acknowledged and spoilt later: it is kept aside, and said.
    const expected = holed ? told.filter((file) => /^damaged.journal-\d+\.ndjson$/.test(file)) : [];
    expect(told, where).toEqual(expected);
    if (told.length > 0) setAside += 1;
    const kept = await BackupFolder.open(join(to, 'backups'));
    const whole = await kept.all();
    expect(whole.length, where).toBeGreaterThanOrEqual(done === 0 ? 0 : (backupsBy[done - 1] ?? 0));
    for (const backup of whole) {
      const opened = await kept.openLibrary(backup, fixedClock);
      expect(await countsOf(opened), where).toEqual(backup.counts);
    }
    await rm(to, { recursive: true });
  }
  keepReport('durability', 'Unsynced writes dropped', [
    { operations: record.events.length, states, tried, lost: 0, torn: 0, setAside }
  ]);
  expect(tried).toBeGreaterThan(50);
}, 3_600_000);
