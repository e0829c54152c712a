// IndexedDB destroyed in nine ways while the browser is closed: every note is back, from the library's files, and the
// library is as it was. Each way has an origin of its own in one profile, so that one browser tries all of them.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { keepReport } from '../../scripts/kept-report.mjs';
import { openLibrary } from '../../src/main/library/open-library';
import {
  annotationOf,
  fixedClock,
  original,
  parsedArticle,
  setAnnotation
} from '../../src/main/library/test-fixtures/facts';
import { chromiumLaunch } from '../chromium.mjs';
import { besideStores, damages, storeFolder, type Damage } from '../destroyed-store';
import { listLibrary } from '../library-folder';
import { App } from '../pages/app';
import { LibraryRoom } from '../pages/library-room';
import { ended, freePort, serve, type Session } from '../shells';
import { expect, test } from '../test';

test.use({ trace: 'off' });

const rounds = 3;
const notes = Number(process.env.DIPTYCH_STORE_NOTES ?? 200);
const mostMs = 5_000;

interface Served {
  damage: Damage;
  library: string;
  port: number;
  address: string;
  /** Of the library's files, but for its lock and journal. */
  files: string[];
  stop: () => Promise<void>;
}

async function fill(folder: string): Promise<void> {
  const library = await openLibrary(folder, { clock: fixedClock, create: true });
  const { id } = await library.addArticle(parsedArticle(), original());
  const texts = Array.from(
    { length: notes },
    (_, n) => `ghi chú ${n} ${'đê sông '.repeat(n % 20)}`
  );
  await library.apply(texts.map((text) => setAnnotation(annotationOf(id, 'khánh thành', text))));
  await library.close();
}

/** All notes in the order of their ids. */
const sorted = <T extends { value: { id: string } | null }>(stored: T[]): T[] =>
  stored.toSorted((a, b) => ((a.value?.id ?? '') < (b.value?.id ?? '') ? -1 : 1));

/** What main holds, as a reader beside it sees it. */
async function truth(folder: string): Promise<unknown[]> {
  const library = await openLibrary(folder, { clock: fixedClock, readOnly: true });
  const annotations = await library.annotations();
  await library.close();
  return sorted(annotations);
}

/** The rows of the window's store. */
const stored = async (page: Page): Promise<unknown[]> => {
  const rows = await page.evaluate(async () => {
    const { storageBuckets } = navigator as unknown as {
      storageBuckets: { open(name: string): Promise<{ indexedDB: IDBFactory }> };
    };
    // Where nothing of the origin can be opened, the store stands elsewhere.
    let storage = indexedDB;
    const [known] = await storage.databases().catch(async () => {
      storage = (await storageBuckets.open('spare')).indexedDB;
      return storage.databases();
    });
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(request.error?.name));
      });
    const db = await done(storage.open(known?.name ?? ''));
    const all = await done(db.transaction('annotation').objectStore('annotation').getAll());
    db.close();
    return all as { revision: number; value: { id: string } | null }[];
  });
  return sorted(rows.map(({ revision, value }) => ({ revision, value })));
};

/** In the page: remembers whether the browser handed out an empty database. */
function watchForEmpty(): void {
  const prototype = IDBFactory.prototype as unknown as {
    open: (this: IDBFactory, name: string, version?: number) => IDBOpenDBRequest;
  };
  const { open } = prototype;
  prototype.open = function (name, version) {
    const request = open.call(this, name, version);
    request.addEventListener('upgradeneeded', ({ oldVersion }) => {
      if (oldVersion === 0) document.documentElement.dataset.storeWasEmpty = 'true';
    });
    return request;
  };
}

const filesOf = (folder: string): string[] =>
  listLibrary(folder).filter((line) => !/^(library\.lock|seen\.json)/.test(line));

// Catches a window that believes an empty or half store, says nothing of its loss, sends the loss to main, or takes
// long to fill a new one.
test(`IndexedDB destroyed in ${damages.length} ways, ${rounds} times each, is restored whole (${notes} notes)`, async ({
  shell,
  language,
  folder
}) => {
  test.skip(shell === 'electron', 'a profile with an origin for each way');
  test.setTimeout(120_000 + notes * 200);
  const template = join(folder, 'template');
  await fill(template);
  const expected = await truth(template);
  const served: Served[] = [];
  for (const [n, damage] of damages.entries()) {
    const library = join(folder, `library-${n}`);
    cpSync(template, library, { recursive: true });
    const port = await freePort();
    const own = join(folder, `profile-${n}`);
    const { child, address } = await serve({ library, port, profile: own, language });
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await ended(child);
    };
    served.push({ damage, library, port, address, files: filesOf(library), stop });
  }

  const launch = await chromiumLaunch();
  let context: BrowserContext | undefined;
  const start = async (profile: string): Promise<BrowserContext> => {
    await context?.close();
    context = await chromium.launchPersistentContext(profile, {
      ...launch,
      viewport: { width: 1280, height: 800 }
    });
    await context.addInitScript(watchForEmpty);
    return context;
  };
  /** Opens the window and waits until it shows all notes; milliseconds of it, and whether the store was empty. */
  const look = async (context: BrowserContext, { address }: Served, first: boolean) => {
    const page = await context.newPage();
    const app = new App({ page } as Session, language);
    const from = performance.now();
    await page.goto(address);
    // In the library, or in the notes where the store still knows that one was there.
    await expect(new LibraryRoom(app).sidebar).toBeVisible();
    const empty = (await page.locator('html').getAttribute('data-store-was-empty')) !== null;
    const told = page.getByText(app.t('library.factsRestored'));
    if (empty) await expect(told).toHaveCount(first ? 0 : 1);
    await app.press('Shift+N');
    await expect(page.getByText(app.t('notes.count', { count: notes }))).toBeVisible();
    const ms = Math.round(performance.now() - from);
    expect(await stored(page)).toEqual(expected);
    await app.saved();
    await page.close();
    return { ms, empty };
  };

  const figures: { way: string; restored: number; wiped: number; ms: number[] }[] = [];
  try {
    const filled = join(folder, 'browser');
    const filling = await start(filled);
    for (const each of served) await look(filling, each, true);
    for (const { damage } of served) {
      figures.push({ way: damage.name, restored: 0, wiped: 0, ms: [] });
    }
    for (let round = 0; round < rounds; round += 1) {
      await context?.close();
      const profile = join(folder, `browser-${round}`);
      cpSync(filled, profile, { recursive: true });
      for (const { damage, port } of served) damage.strike(storeFolder(profile, port));
      // The last time with all that a window may have put by beside it.
      if (round === rounds - 1) rmSync(besideStores(profile), { recursive: true });
      for (let starts = 1; starts <= 2; starts += 1) {
        const browser = await start(profile);
        for (const [n, each] of served.entries()) {
          if (each.damage.starts < starts) continue;
          const { ms, empty } = await look(browser, each, false);
          const figure = figures[n];
          if (!figure || each.damage.starts !== starts) continue;
          figure.restored += 1;
          figure.wiped += empty ? 1 : 0;
          figure.ms.push(ms);
        }
      }
    }
    for (const { library, files } of served) expect(filesOf(library)).toEqual(files);
  } finally {
    await context?.close();
    await Promise.all(served.map(({ stop }) => stop()));
  }
  keepReport(
    'durability',
    'IndexedDB destroyed',
    figures.map(({ ms, ...figure }) => ({ ...figure, notes, ms: ms.join(' ') }))
  );
  const all = figures.flatMap(({ ms }) => ms);
  expect(figures.reduce((sum, { restored }) => sum + restored, 0)).toBe(damages.length * rounds);
  // A store was destroyed at all.
  expect(figures.filter(({ wiped }) => wiped > 0).length).toBeGreaterThan(3);
  expect(Math.max(...all)).toBeLessThanOrEqual(mostMs);
});
