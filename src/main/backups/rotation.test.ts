import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backupFormat } from './backup-schema';
import { keptBackups as keptBeside } from './rotation';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-02T08:00:00.000Z');

function backup(afterMs: number, annotations = 100) {
  const at = new Date(start + afterMs).toISOString();
  return { id: at, at, format: backupFormat, counts: { articles: 5, pairs: 2, annotations } };
}

/** What stays when the last of these was made last. */
function keptBackups(backups: ReturnType<typeof backup>[]): Set<string> {
  const newest = backups.at(-1);
  return newest ? keptBeside(backups, newest) : new Set();
}

it('keeps the ten newest of a busy hour', () => {
  const hour = Array.from({ length: 30 }, (_, index) => backup(index * 60_000));
  expect([...keptBackups(hour)].sort()).toEqual(hour.slice(20).map(({ id }) => id));
});

// Would catch: a busy day that pushes out all that was there the day, or the week, before.
it('keeps the last of seven days and of four weeks besides', () => {
  const daily = Array.from({ length: 60 }, (_, index) => backup(index * dayMs));
  const busy = Array.from({ length: 20 }, (_, index) => backup(60 * dayMs + index * 60_000));
  const kept = [...keptBackups([...daily, ...busy])].sort();
  const days = daily.slice(54).map(({ id }) => id);
  // 2 March 2026 is a Monday: the weeks end on days 55, 48, 41 of this count.
  const weeks = [daily[41]?.id, daily[48]?.id, daily[55]?.id];
  expect(kept).toEqual(
    [...new Set([...weeks, ...days, ...busy.slice(10).map(({ id }) => id)])].sort()
  );
});

// Would catch: an emptied library whose backups push out those that hold the work.
it('lets nothing go where the newest holds less than half', () => {
  const many = Array.from({ length: 40 }, (_, index) => backup(index * 60_000));
  const emptied = backup(41 * 60_000, 3);
  expect(keptBackups([...many, emptied]).size).toBe(41);
});

/** Makes one after the other, and rotates after each, as it happens. */
function live(
  moments: readonly number[],
  annotations = 100
): Map<string, ReturnType<typeof backup>> {
  const there = new Map<string, ReturnType<typeof backup>>();
  for (const moment of moments) {
    const made = backup(moment, annotations);
    there.set(made.id, made);
    const kept = keptBeside([...there.values()], made);
    for (const id of there.keys()) if (!kept.has(id)) there.delete(id);
  }
  return there;
}
const daily = (days: number, from = 0): number[] =>
  Array.from({ length: days }, (_, day) => from + day * dayMs);
const tenYears = 3653 * dayMs;

// Would catch: a clock that was ten years ahead for weeks, after which every new backup is thrown away as the oldest.
it('keeps what is made after the clock was ahead, as if it never had been', () => {
  const since = [
    ...daily(40, 20 * dayMs),
    ...Array.from({ length: 20 }, (_, n) => 60 * dayMs + n * 60_000)
  ];
  const there = live([...daily(20), ...daily(40, tenYears), ...since]);
  for (const id of live([...daily(20), ...since]).keys()) expect([...there.keys()]).toContain(id);
  expect(there.size).toBeLessThanOrEqual(44);
});

// Would catch: the same while the clock is behind, and backups of before that are pushed out by it.
it('keeps those of before a clock that was set back by a year, and those made since', () => {
  const before = live(daily(60));
  const since = live(daily(40, -365 * dayMs));
  const there = live([...daily(60), ...daily(40, -365 * dayMs)]);
  expect([...there.keys()].sort()).toEqual([...before.keys(), ...since.keys()].sort());
});

// Would catch: an emptied library that rotates what holds the work, because a backup dated ahead counts as the newest.
it('sees that the newest holds less than half, whatever the dates say', () => {
  const many = [...daily(30), ...daily(5, tenYears)].map((time) => backup(time));
  const emptied = backup(31 * dayMs, 3);
  expect(keptBeside([...many, emptied], emptied).size).toBe(36);
});

// Would catch: an update after which the last backup that the earlier version can read is gone within a day.
it('keeps the last of each format, however old', () => {
  const earlier = daily(3).map((time) => ({
    ...backup(time),
    format: 'diptych-backup/0' as typeof backupFormat
  }));
  const kept = keptBackups([...earlier, ...daily(60, 3 * dayMs).map((time) => backup(time))]);
  expect(earlier.map(({ id }) => kept.has(id))).toEqual([false, false, true]);
});

it('always keeps the newest, never more than 22 of one format, and no others than it was given', () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 200 * dayMs }), { maxLength: 80 });
  fc.assert(
    fc.property(times, fc.boolean(), (list, jumping) => {
      const backups = (jumping ? list : list.toSorted((a, b) => a - b)).map((time) => backup(time));
      const kept = keptBackups(backups);
      const newest = backups.at(-1);
      // Once for those from a time when the clock was ahead, once for the others.
      expect(kept.size).toBeLessThanOrEqual(jumping ? 44 : 22);
      if (newest) expect(kept).toContain(newest.id);
      for (const id of kept) expect(backups.map((each) => each.id)).toContain(id);
    })
  );
});
