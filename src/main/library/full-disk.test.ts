// A real disk that is full while a library is written to, and still full when it is opened again.
// `DIPTYCH_FULL_DISKS=40` makes it as many.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepReport } from '../../../scripts/kept-report.mjs';
import { checkLibrary } from './check-library';
import { openLibrary } from './open-library';
import { openToWrite } from './open-to-write';
import { annotationOf, fixedClock, hashOfFolder, setAnnotation } from './test-fixtures/facts';
import { mountSmallDisk, noSmallDisk, type SmallDisk } from './test-fixtures/small-disk';
import {
  acknowledgedIn,
  buildWriter,
  lostOf,
  newLibrary,
  startWriter,
  type Acknowledged
} from './test-fixtures/writer';

const disks = Number(process.env.DIPTYCH_FULL_DISKS ?? 10);

describe.skipIf(noSmallDisk !== null)(`a full disk${noSmallDisk ? `: ${noSmallDisk}` : ''}`, () => {
  let folder: string;
  let program: string;
  let disk: SmallDisk;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-full-'));
    program = await buildWriter(folder);
    disk = mountSmallDisk(join(folder, 'disk'), 24);
  });
  afterAll(async () => {
    disk.unmount();
    await rm(folder, { recursive: true, force: true });
  });

  /** Lets a writer work until it dies of the full disk. What it said was saved. */
  async function writeUntilFull(path: string, id: string): Promise<Acknowledged[]> {
    const child = startWriter(program, path, id, 'ignore');
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(1);
    return acknowledgedIn(said);
  }

  // Catches an acknowledgement of what had no room, a start that needs room to read, one that takes away what it
  // cannot write back, and a library that stays read only when there is room again.
  it(
    `full while writing and at the next start: nothing acknowledged is lost, ${disks} times`,
    async () => {
      const { path, id } = await newLibrary(join(disk.path, 'library'));
      const all: Acknowledged[] = [];
      for (let round = 0; round < disks; round += 1) {
        disk.fill(randomInt(300_000));
        all.push(...(await writeUntilFull(path, id)));

        const before = await hashOfFolder(path);
        const library = await openToWrite(path, { clock: fixedClock }, true);
        const readOnlyBecause = 'diskFull';
        expect(library.info()).toMatchObject({ readOnly: true, readOnlyBecause, damaged: [] });
        expect(await lostOf(library, all), `disk ${round}`).toEqual([]);
        await library.close();
        expect(await hashOfFolder(path)).toEqual(before);

        disk.free();
        const again = await openToWrite(path, { clock: fixedClock }, true);
        expect(again.info()).toMatchObject({ readOnly: false, readOnlyBecause: null });
        expect(await lostOf(again, all), `disk ${round}, with room`).toEqual([]);
        await again.apply([setAnnotation(annotationOf(id, 'cầu'))]);
        await again.close();
        expect((await checkLibrary(path)).problems).toEqual([]);
      }
      const row = { disks, acknowledged: all.length, lost: 0 };
      keepReport('durability', 'Full disk, library', [row]);
      expect(all.length).toBeGreaterThan(disks);
    },
    60_000 + disks * 5_000
  );

  // Catches an open library that is given up, or damaged, by a disk that is full for a while.
  it('full under an open library: the change is refused by name, and goes through when there is room', async () => {
    const { path, id } = await newLibrary(join(disk.path, 'open'));
    const library = await openLibrary(path, { clock: fixedClock });
    disk.fill(0);
    // More than what is kept for such a time.
    const large = Array.from({ length: 80 }, () =>
      setAnnotation(annotationOf(id, 'cầu', 'chữ '.repeat(5_000)))
    );
    await expect(library.apply(large)).rejects.toMatchObject({ code: 'diskFull' });
    disk.free();
    const { results } = await library.apply(large);
    expect(results[0]).toMatchObject({ status: 'applied', sequence: 1 });
    await library.close();
    expect((await checkLibrary(path)).problems).toEqual([]);
  });

  // Catches a disk whose last byte somebody else has written, and no room for the note that a person is at; room that is given
  // away once and never kept again.
  it('full under an open library: notes are still saved, in the room that was kept for them', async () => {
    const { path, id } = await newLibrary(join(disk.path, 'kept'));
    const library = await openLibrary(path, { clock: fixedClock });
    for (let round = 1; round <= 2; round += 1) {
      disk.fill(0);
      const saved = [];
      for (;;) {
        const annotation = annotationOf(id, 'cầu', `${round} ${'chữ '.repeat(100)}`);
        try {
          await library.apply([setAnnotation(annotation)]);
          saved.push(annotation.id);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'diskFull' });
          break;
        }
      }
      expect(saved.length, `round ${round}`).toBeGreaterThan(500);
      const reader = await openLibrary(path, { clock: fixedClock, readOnly: true });
      const there = new Set((await reader.annotations()).map(({ value }) => value.id));
      expect(saved.filter((each) => !there.has(each))).toEqual([]);
      disk.free();
      await library.fold();
    }
    await library.close();
    expect((await checkLibrary(path)).problems).toEqual([]);
  });

  // Catches a library on a read-only disk that cannot be opened at all, or that refuses changes without saying why.
  it('taking no files: it is opened to be read, and every change is refused by that name', async () => {
    const own = mountSmallDisk(join(folder, 'sealed'), 24);
    const { path, id } = await newLibrary(join(own.path, 'library'));
    // Nor has such a disk any room.
    own.fill(0);
    own.seal(true);
    try {
      const library = await openToWrite(path, { clock: fixedClock }, true);
      const readOnlyBecause = 'folderUnwritable';
      expect(library.info()).toMatchObject({ readOnly: true, readOnlyBecause, damaged: [] });
      expect(await library.articles()).toHaveLength(1);
      const refusal = { code: 'libraryReadOnlyFolder', details: { file: path } };
      const note = setAnnotation(annotationOf(id, 'cầu'));
      await expect(library.apply([note])).rejects.toMatchObject(refusal);
      await expect(library.trashArticle(id)).rejects.toMatchObject(refusal);
      await library.close();
      // The command line, which came to write, is told so.
      const writing = openToWrite(path, { clock: fixedClock }, false);
      await expect(writing).rejects.toMatchObject({ code: 'folderUnwritable' });
    } finally {
      own.seal(false);
      own.free();
    }
    const again = await openToWrite(path, { clock: fixedClock }, true);
    expect(again.info()).toMatchObject({ readOnly: false, readOnlyBecause: null });
    await again.close();
    own.unmount();
  });
});
