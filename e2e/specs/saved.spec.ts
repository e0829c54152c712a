// From a note to "Saved": through IndexedDB, main, the journal on the disk, and back. `DIPTYCH_SAVED_NOTES=10000` fills
// the library first, saves more often and holds the time to its bound.
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { keepReport } from '../../scripts/kept-report.mjs';
import { openLibrary } from '../../src/main/library/open-library';
import {
  annotationOf,
  fixedClock,
  original,
  parsedArticle,
  setAnnotation
} from '../../src/main/library/test-fixtures/facts';
import { LibraryRoom } from '../pages/library-room';
import { expect, test as base } from '../test';

const notes = Number(process.env.DIPTYCH_SAVED_NOTES ?? 0);
const saves = notes > 0 ? 100 : 15;
const mostMs = 50;
const articles = 100;
const textOf = (n: number): string =>
  `Bài số ${n}\nThành phố khánh thành cầu hôm thứ Ba. Người dân đến xem.\nHết bài ${n}.`;

async function fill(folder: string): Promise<void> {
  const library = await openLibrary(folder, { clock: fixedClock, create: true });
  for (let n = 0; n < (notes > 0 ? articles : 1); n += 1) {
    const text = textOf(n);
    const { id } = await library.addArticle(parsedArticle(text), original(text, `${n}.txt`));
    const own = Array.from({ length: notes / articles }, (_, at) =>
      setAnnotation(annotationOf(id, 'khánh thành', `ghi chú ${at}`, text))
    );
    await library.apply(own);
  }
  await library.close();
}

const test = base.extend({
  library: async ({ folder }, use) => {
    const library = join(folder, 'library');
    await fill(library);
    await use(library);
  }
});

interface Timed {
  saved: Promise<number>;
}

/** In the page: milliseconds from the next key until the status line says this again. */
function timeUntil(words: string): void {
  const status = document.querySelector('footer [role="status"]');
  const times = window as unknown as Timed;
  times.saved = new Promise((resolve) => {
    let from = 0;
    addEventListener('keydown', () => (from = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (from === 0 || !status?.textContent.includes(words)) return;
      observer.disconnect();
      resolve(performance.now() - from);
    });
    observer.observe(document.querySelector('footer') ?? document, {
      subtree: true,
      childList: true,
      characterData: true
    });
  });
}

/** Milliseconds of appending a kilobyte and syncing it, on the library's own disk. */
function bareSaves(file: string): number[] {
  const handle = openSync(file, 'a');
  const line = Buffer.alloc(1024, 'x');
  const times = Array.from({ length: saves }, () => {
    const from = performance.now();
    writeSync(handle, line);
    fdatasyncSync(handle);
    return performance.now() - from;
  });
  closeSync(handle);
  return times;
}

function figuresOf(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}

// Catches a way to the disk that grows with the library, and one that waits for what nobody needs.
test(`a note is saved at once, beside ${notes} others`, async ({ app, folder }) => {
  await new LibraryRoom(app).article('Bài số 0').click();
  await app.focusReading();
  await app.press('ArrowDown', 'n');
  await expect(app.noteField).toBeFocused();
  await app.page.keyboard.type('ghi chú');
  await app.press('Escape');
  await app.saved();
  await app.focusReading();
  const times: number[] = [];
  for (let round = 0; round < saves; round += 1) {
    await app.page.evaluate(timeUntil, app.t('common.status_saved'));
    // Its colour: a change of the note that no editor holds back for a moment.
    await app.press(round % 2 === 0 ? '2' : '3');
    times.push(await app.page.evaluate(() => (window as unknown as Timed).saved));
  }
  const saved = figuresOf(times);
  const bare = figuresOf(bareSaves(join(folder, 'bare')));
  keepReport('durability', 'Note to Saved', [
    { what: 'note to Saved', notes, saves, ...saved },
    { what: 'append and fdatasync alone', notes, saves, ...bare }
  ]);
  process.stdout.write(
    `note to Saved: p50 ${saved.p50} ms, p95 ${saved.p95} ms; bare ${bare.p95} ms\n`
  );
  if (notes > 0) expect(saved.p95).toBeLessThanOrEqual(mostMs);
});
