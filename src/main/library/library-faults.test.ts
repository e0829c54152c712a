// Every operation of a library's life interrupted, once each: by an error, by a full disk, by the power going.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLibrary } from './check-library';
import type { Files } from './files';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import { fixedClock } from './test-fixtures/facts';
import { faultyFiles, PowerCut } from './test-fixtures/faulty-files';
import { life, view } from './test-fixtures/library-life';

let parent: string;
beforeAll(async () => {
  // Some 50,000 syncs: in memory where there is such a folder. What is tested is our order, not the disk.
  parent = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'diptych-faults-'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

let folders = 0;
const newFolder = (): string => join(parent, String((folders += 1)));
const open = (folder: string, files?: Files): Promise<Library> =>
  openLibrary(folder, { clock: fixedClock, create: true }, files);

/** As a next process would: the one that held the library is gone. */
async function openAfterCrash(folder: string): Promise<Library> {
  await rm(join(folder, 'library.lock'), { force: true });
  return open(folder);
}

/** Sidecars that the check calls changed by another program; none where there is no library yet. */
async function altered(folder: string): Promise<string[]> {
  if (!existsSync(join(folder, 'library.json'))) return [];
  const { problems } = await checkLibrary(folder);
  return problems.flatMap(({ file, error }) => (error.code === 'sidecarAltered' ? file : []));
}

/** The view after each step of an undisturbed life, and the number of changing operations in it. */
async function undisturbed(): Promise<{ views: string[][]; operations: number }> {
  const files = faultyFiles({ at: Infinity, kind: 'once' });
  const library = await open(newFolder(), files);
  const views = [await view(library)];
  for (const step of life()) {
    await step(library);
    views.push(await view(library));
  }
  await library.close();
  return { views, operations: files.count };
}

describe('a library', () => {
  let views: string[][];
  let operations: number;
  beforeAll(async () => {
    ({ views, operations } = await undisturbed());
  });

  /** Lives until the power goes; returns the number of acknowledged steps. */
  async function liveUntilDark(folder: string, at: number): Promise<number> {
    const files = faultyFiles({ at, kind: 'power' });
    let done = 0;
    try {
      const library = await open(folder, files);
      for (const step of life()) {
        await step(library);
        done += 1;
      }
      await library.close();
    } catch (thrown) {
      if (!(thrown instanceof PowerCut)) throw thrown;
    }
    return done;
  }

  // Catches an acknowledgement before the sync, a rename whose folder is not synced, a segment that goes too early; hashes of
  // sidecars that are behind, or ahead of, what a crash left in them.
  it('loses nothing acknowledged when the power goes, at whichever operation', async () => {
    expect(operations).toBeGreaterThan(100);
    for (let at = 1; at <= operations; at += 1) {
      const folder = newFolder();
      const done = await liveUntilDark(folder, at);
      expect(await altered(folder), `operation ${at}`).toEqual([]);
      const again = await openAfterCrash(folder);
      // The step under way may have come to its end or not; nothing else may differ.
      expect([views[done], views[done + 1]], `operation ${at}`).toContainEqual(await view(again));
      expect(again.info().damaged, `operation ${at}`).toEqual([]);
      await again.close();
      expect((await checkLibrary(folder)).problems, `operation ${at}`).toEqual([]);
      await rm(folder, { recursive: true });
    }
  }, 120_000);

  // Catches a recovery that itself takes away what it recovers from.
  it('loses nothing when the power goes again while it recovers', async () => {
    const folder = newFolder();
    const done = await liveUntilDark(folder, operations - 12);
    const reading = await openLibrary(folder, { clock: fixedClock, readOnly: true });
    const expected = await view(reading);
    await rm(join(folder, 'library.lock'));
    expect([views[done], views[done + 1]]).toContainEqual(expected);
    for (let at = 1; ; at += 1) {
      const copy = newFolder();
      await cp(folder, copy, { recursive: true });
      const files = faultyFiles({ at, kind: 'power' });
      let dark = false;
      try {
        await (await open(copy, files)).close();
      } catch (thrown) {
        if (!(thrown instanceof PowerCut)) throw thrown;
        dark = true;
      }
      const third = await openAfterCrash(copy);
      expect(await view(third), `operation ${at}`).toEqual(expected);
      await third.close();
      if (!dark && files.count < at) break;
    }
  });

  it.each(['EIO', 'ENOSPC'] as const)(
    'goes on after one %s, at whichever operation, and a repeated step has its effect once',
    async (code) => {
      for (let at = 1; at <= operations; at += 1) {
        const folder = newFolder();
        const files = faultyFiles({ at, kind: 'once', code });
        const library = await open(folder, files).catch(() => open(folder, files));
        for (const step of life()) await step(library).catch(() => step(library));
        expect(await view(library), `operation ${at}`).toEqual(views.at(-1));
        await library.close();
        const again = await open(folder);
        expect(await view(again), `operation ${at}, reopened`).toEqual(views.at(-1));
        await again.close();
        await rm(folder, { recursive: true });
      }
    },
    120_000
  );

  it('acknowledges nothing on a full disk, keeps what it had, and goes on when there is room', async () => {
    const steps = life();
    for (let full = 1; full < steps.length; full += 1) {
      const folder = newFolder();
      const counting = faultyFiles({ at: Infinity, kind: 'once' });
      const first = await open(folder, counting);
      const own = life();
      for (const step of own.slice(0, full)) await step(first);
      await first.close();

      const files = faultyFiles({ at: 2, kind: 'from', code: 'ENOSPC' });
      const library = await open(folder, files);
      const before = await view(library);
      // Folding an empty journal writes nothing and may well succeed.
      const outcome = await own[full]?.(library).then(
        () => 'done',
        (thrown: unknown) => (thrown as { code?: string }).code
      );
      expect(['diskFull', 'done']).toContain(outcome);
      if (outcome === 'diskFull') expect(await view(library)).toEqual(before);
      files.heal();
      if (outcome === 'diskFull') await own[full]?.(library);
      expect(await view(library)).toEqual(views[full + 1]);
      await library.close();
      await rm(folder, { recursive: true });
    }
  });
});
