// The trash over weeks, on real files and a clock that is set by hand, also wrongly.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  inTemporaryFolder,
  original,
  parsedArticle,
  setAnnotation
} from '../library/test-fixtures/facts';
import { TrashKeeping } from './trash-keeping';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-01T08:00:00.000Z');

/** A library with an article and a note in its trash since `start`, and one note more that nobody deleted. */
async function withTrash(
  work: (stage: {
    /** A session: the library is opened on that day (counted from `start`), checked and closed. What is in the trash then. */
    openOn: (day: number) => Promise<string[]>;
    ids: { article: string; note: string };
    /** Days from `start` before which the things do not leave, as last told. */
    told: () => number[];
    left: () => { at: string; count: number } | null;
    folder: string;
    kept: () => Promise<number>;
  }) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    let now = start;
    const clock = { now: () => new Date(now) };
    const open = () => openLibrary(folder, { clock, create: true });
    const library = await open();
    const doomed = 'Bài sẽ xoá\nĐoạn riêng tư.';
    const { id: article } = await library.addArticle(parsedArticle(doomed), original('a'));
    const { id: other } = await library.addArticle(parsedArticle(), original());
    const [note, kept] = [annotationOf(other, 'cầu', 'bỏ'), annotationOf(other, 'Ông Lâm', 'giữ')];
    await library.apply([setAnnotation(note), setAnnotation(kept)]);
    await library.apply([{ ...setAnnotation(note, 1, null), at: new Date(start).toISOString() }]);
    await library.trashArticle(article);
    await library.close();
    let leaves: number[] = [];
    let left: { at: string; count: number } | null = null;
    await work({
      folder,
      ids: { article, note: note.id },
      told: () => leaves,
      left: () => left,
      kept: async () => {
        const again = await open();
        const count = (await again.annotations()).length;
        await again.close();
        return count;
      },
      openOn: async (day) => {
        now = start + day * dayMs;
        const again = await open();
        const keeping = new TrashKeeping(again, clock);
        keeping.start();
        await keeping.close();
        const listed = await keeping.list();
        await again.close();
        const all = [...listed.articles, ...listed.annotations];
        leaves = all.map((each) => (Date.parse(each.leaves) - start) / dayMs);
        left = listed.left;
        return [
          ...listed.articles.map((each) => each.article.id),
          ...listed.annotations.map(({ annotation }) => annotation.id)
        ];
      }
    });
  });
}

const both = { length: 2 };

// Would catch: a trash that keeps things for ever, lets them go a day early, takes what nobody deleted, or says another day.
it('lets go after thirty days what the library was open with on seven of them, and says so', async () => {
  await withTrash(async ({ openOn, told, left, kept }) => {
    for (const day of [0, 1, 5, 9, 14, 20, 25, 29.9]) {
      expect(await openOn(day)).toMatchObject(both);
      expect(left()).toBeNull();
    }
    expect(told()).toEqual([30, 30]);
    expect(await openOn(30)).toEqual([]);
    expect(left()).toEqual({ at: new Date(start + 30 * dayMs).toISOString(), count: 2 });
    expect(await openOn(31)).toEqual([]);
    expect(left()?.count).toBe(2);
    expect(await kept()).toBe(1);
  });
});

// Would catch: a clock set years ahead (or an empty clock battery, set right later) that empties the trash at once.
it.each([
  ['ahead by years', [0, 4000, 4000.1, 4000.2, 1]],
  ['ahead and left there for days', [0, 4000, 4001, 4002, 4003, 4004, 4005]],
  ['back by years for a while', [-9000, -9000.5, 0, 1, 2]],
  ['never opened for a year', [0, 365]],
  ['right, and opened often on one day', [0, 40, 40.1, 40.2, 40.3, 40.4, 40.5, 40.6, 40.65]]
])('keeps what is there with the clock %s', async (_, days) => {
  await withTrash(async ({ openOn, told }) => {
    for (const day of days) expect(await openOn(day)).toMatchObject(both);
    for (const leaves of told()) expect(leaves).toBeGreaterThan(days.at(-1) ?? 0);
  });
});

// Would catch: a thing restored and deleted anew that leaves by the days of its first stay.
it('counts anew for what went in anew, and where its own count is damaged', async () => {
  await withTrash(async ({ openOn, folder }) => {
    for (const day of [0, 1, 2, 3, 4, 5, 6]) await openOn(day);
    const file = join(folder, 'trash', 'days.json');
    const ledger = JSON.parse(await readFile(file, 'utf8')) as { seen: { at: string }[] };
    expect(ledger.seen).toHaveLength(2);
    ledger.seen[0]!.at = '2025-01-01T00:00:00.000Z';
    await writeFile(file, JSON.stringify(ledger));
    expect(await openOn(40)).toHaveLength(1);
    await writeFile(file, '{"format":');
    expect(await openOn(60)).toHaveLength(1);
    for (const day of [61, 62, 63, 64, 65, 66]) expect(await openOn(day)).toHaveLength(1);
    expect(await openOn(67)).toEqual([]);
  });
});

// Would catch: the days of its first stay kept for what went in anew, which then never leaves.
it('lets go in the end what went in anew', async () => {
  await withTrash(async ({ openOn, folder }) => {
    for (const day of [0, 1, 2, 3, 4, 5, 6]) await openOn(day);
    const file = join(folder, 'trash', 'days.json');
    const ledger = JSON.parse(await readFile(file, 'utf8')) as { seen: { at: string }[] };
    ledger.seen[0]!.at = '2025-01-01T00:00:00.000Z';
    await writeFile(file, JSON.stringify(ledger));
    for (const day of [40, 41, 42, 43, 44, 45, 46]) expect(await openOn(day)).toHaveLength(1);
    expect(await openOn(47)).toEqual([]);
  });
});
