import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backupFormat } from './backup-schema';
import { keptBackups } from './rotation';

const dayMs = 86_400_000;
const start = Date.parse('2026-03-02T08:00:00.000Z');

function backup(afterMs: number, annotations = 100) {
  const at = new Date(start + afterMs).toISOString();
  return { id: at, at, format: backupFormat, counts: { articles: 5, pairs: 2, annotations } };
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

it('always keeps the newest, never more than 22 of one format, and no others than it was given', () => {
  const times = fc.uniqueArray(fc.integer({ min: 0, max: 200 * dayMs }), { maxLength: 80 });
  fc.assert(
    fc.property(times, (list) => {
      const backups = list.map((time) => backup(time));
      const kept = keptBackups(backups);
      const newest = backups.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
      expect(kept.size).toBeLessThanOrEqual(22);
      if (newest) expect(kept).toContain(newest.id);
      for (const id of kept) expect(backups.map((each) => each.id)).toContain(id);
    })
  );
});
