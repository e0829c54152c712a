// When backups are made by themselves: each occasion alone, with the library's own changes and a clock that is set by hand.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  inTemporaryFolder,
  original,
  parsedArticle,
  setTag,
  tagOf
} from '../library/test-fixtures/facts';
import { BackupService } from './backup-service';

const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Scene {
  library: Library;
  service: BackupService;
  clock: { now: () => Date };
  place: { folder: string };
  change: (times: number) => Promise<void>;
  /** Lets so much time go by; resolves when nothing more is under way that it set off. */
  pass: (ms: number) => Promise<void>;
  /** Sets the clock, while no time goes by. */
  setClock: (byMs: number) => void;
  /** Why each was made, the first one by its date first. */
  reasons: () => Promise<string[]>;
  /** Resolves when so many have been made. */
  made: (count: number) => Promise<void>;
}

/** A library with one backup, just made, and nothing changed since. */
async function scene(work: (scene: Scene) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    let now = Date.parse('2026-11-21T09:41:00.000Z');
    const clock = { now: () => new Date(now) };
    const library = await openLibrary(join(parent, 'library'), { clock, create: true });
    await library.addArticle(parsedArticle(), original());
    let count = 0;
    const waiting = new Map<number, () => void>();
    const place = { folder: join(parent, 'backups') };
    const service = new BackupService(library, place, clock, () => {
      count += 1;
      waiting.get(count)?.();
    });
    await service.make('asked');
    // What it begins is waited for, also where it should not have begun it.
    const begun = vi.spyOn(service, 'make');
    await service.start();
    await work({
      library,
      service,
      clock,
      place,
      change: async (times) => {
        const names = Array.from({ length: times }, (_, nth) => `nhãn ${nth} ${Math.random()}`);
        await library.apply(names.map((name) => setTag(tagOf(name))));
      },
      pass: async (ms) => {
        now += ms;
        await vi.advanceTimersByTimeAsync(ms);
      },
      setClock: (byMs) => void (now += byMs),
      reasons: async () => {
        await Promise.allSettled(begun.mock.results.map(({ value }) => value as Promise<unknown>));
        return (await service.list()).map(({ reason }) => reason).reverse();
      },
      made: (wanted) =>
        count >= wanted
          ? Promise.resolve()
          : new Promise((resolve) => void waiting.set(wanted, resolve))
    });
    await service.close();
    await library.close();
  });
}

// Would catch: a library in which one works for hours and nothing is backed up, and one backed up at every stroke.
it('makes one after 50 changes, not after 49, five minutes apart at least', async () => {
  await scene(async ({ change, pass, reasons, made }) => {
    await change(49);
    await pass(10 * minuteMs);
    expect(await reasons()).toEqual(['asked']);
    await change(1);
    await pass(minuteMs);
    await made(2);
    await change(50);
    await pass(minuteMs);
    expect(await reasons()).toEqual(['asked', 'changes']);
    await pass(5 * minuteMs);
    await made(3);
    expect(await reasons()).toEqual(['asked', 'changes', 'changes']);
  });
});

// Would catch: a few changes a day that are never backed up while the app stays open, and a backup a day of nothing.
it('makes one a day where anything changed, and none where nothing did', async () => {
  await scene(async ({ change, pass, reasons, made }) => {
    await pass(2 * dayMs);
    expect(await reasons()).toEqual(['asked']);
    await change(1);
    await pass(31 * minuteMs);
    await made(2);
    await change(1);
    await pass(23 * 60 * minuteMs);
    expect(await reasons()).toEqual(['asked', 'daily']);
    await pass(90 * minuteMs);
    await made(3);
    expect(await reasons()).toEqual(['asked', 'daily', 'daily']);
  });
});

// Would catch: work of the last minutes that is in no backup, and one more for every time the app was only looked at.
it('makes one at the end where anything changed, and none where nothing did', async () => {
  await scene(async ({ service, change, pass, reasons }) => {
    await pass(minuteMs);
    await change(1);
    await service.close();
    expect(await reasons()).toEqual(['asked', 'quit']);
    await service.close();
    expect(await reasons()).toEqual(['asked', 'quit']);
  });
});

// Would catch: an article brought back by mistake, and no way to what there was before.
it('makes one before an article is brought back', async () => {
  await scene(async ({ library, service, change, pass, reasons }) => {
    await pass(minuteMs);
    await change(1);
    const [first] = await service.list();
    const [article] = await library.articles();
    if (!first || !article) throw new Error('nothing to bring back');
    await service.restoreArticle(first.id, article.id, {});
    expect(await reasons()).toEqual(['asked', 'restore']);
  });
});

// Would catch: after the clock was set back no backup for as long as it was set back, however much is changed, and a
// computer kept awake by asking all the time.
it.each([
  ['back by a year', -365 * dayMs],
  ['ahead by ten years', 3653 * dayMs]
])('makes one after 50 changes with the clock set %s', async (_, byMs) => {
  await scene(async ({ setClock, change, pass, reasons, made }) => {
    await pass(10 * minuteMs);
    setClock(byMs);
    await change(50);
    await pass(minuteMs);
    await made(2);
    await change(50);
    await pass(minuteMs);
    expect(await reasons()).toHaveLength(2);
    await pass(5 * minuteMs);
    await made(3);
    expect((await reasons()).sort()).toEqual(['asked', 'changes', 'changes']);
  });
});

// Would catch: few changes that stay without a backup until the clock comes to where it was when the last one was made.
it('makes the daily one with the clock set back, once', async () => {
  await scene(async ({ setClock, change, pass, reasons, made }) => {
    setClock(-365 * dayMs);
    await change(1);
    await pass(31 * minuteMs);
    await made(2);
    await change(1);
    await pass(23 * 60 * minuteMs);
    expect((await reasons()).sort()).toEqual(['asked', 'daily']);
  });
});

// Would catch: a backup made while the clock was ahead that stands for the newest ever after, so that each start makes
// another one of nothing.
it('knows after the next start what was made last, though an earlier one is dated ahead', async () => {
  await scene(async ({ library, service, setClock, clock, change, place, reasons }) => {
    setClock(3653 * dayMs);
    await change(1);
    await service.make('asked');
    setClock(-3653 * dayMs + minuteMs);
    await change(1);
    await service.close();
    expect((await reasons()).sort()).toEqual(['asked', 'asked', 'quit']);
    const again = new BackupService(library, place, clock, () => undefined);
    await again.start();
    await again.close();
    expect(await reasons()).toHaveLength(3);
  });
});

// Would catch: what the command line changed while the app was closed, and is in no backup until something else changes.
it('makes one of what another process changed since the last one', async () => {
  await scene(async ({ library, service, change, clock, place, reasons }) => {
    await service.close();
    await change(1);
    const again = new BackupService(library, place, clock, () => undefined);
    await again.start();
    await again.close();
    expect((await reasons()).sort()).toEqual(['asked', 'quit']);
  });
});

// Would catch: a start that fails, or fails unheard, because the folder of the backups cannot be read; and work that is never
// backed up and nobody told.
it('starts where the folder of the backups cannot be read, and says so with the one that is due', async () => {
  await scene(async ({ library, clock, place, change, pass }) => {
    await rm(place.folder, { recursive: true });
    await writeFile(place.folder, 'no folder');
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => (tell = resolve));
    const service = new BackupService(library, place, clock, () => tell());
    await service.start();
    expect(service.problem).toBeNull();
    await change(1);
    await pass(minuteMs);
    await told;
    expect(service.problem).toMatchObject({
      code: 'folderUnwritable',
      details: { file: place.folder }
    });
    await service.close();
  });
});
