// Typing into a note, and the browser or the server killed in the middle of it: at most 300 ms of keystrokes are lost
// (`npm run test:durability -- typing`).
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { keepReport } from '../../scripts/kept-report.mjs';
import { KillableBrowser } from '../killable-browser';
import { App } from '../pages/app';
import { ended, freePort, serve, type Session } from '../shells';
import { expect, test } from '../test';

const full = process.env.DIPTYCH_TYPING_KILLS !== undefined;
const kills = Number(process.env.DIPTYCH_TYPING_KILLS ?? 3);
/** Alone on the machine; beside other tests a processor that is taken away costs more than what is looked for. */
const mostLostMs = full ? 300 : 1_000;
/** Each word can be told from every other by its number. */
const textOf = (round: number, length: number): string =>
  Array.from({ length: Math.ceil(length / 6) }, (_, n) => `${round}x${String(n).padStart(3, '0')} `)
    .join('')
    .slice(0, length);

/** Types until the browser is gone. `times` says when each character had been taken by the page, in epoch milliseconds. */
async function typeOn(page: Page, text: string, times: number[]): Promise<void> {
  try {
    for (const letter of text) {
      await page.keyboard.type(letter);
      times.push(Date.now());
    }
  } catch {
    // The browser is gone.
  }
}

// Catches words typed and seen that a crash takes away: an editor that holds them back, a store that says done before
// it is on the disk, an edit made while main is away that is never sent.
test(`typing survives kill -9 of the browser but for its last ${mostLostMs} ms, ${kills} times`, async ({
  shell,
  language,
  folder,
  library
}) => {
  test.skip(shell === 'electron', 'the browser is killed by itself');
  test.setTimeout(60_000 + kills * 30_000);
  const profile = join(folder, 'profile');
  const port = await freePort();
  const start = () => serve({ library, port, profile, language });
  let server = await start();
  const killServer = async (): Promise<void> => {
    server.child.kill('SIGKILL');
    await ended(server.child);
  };
  let browser = await KillableBrowser.start(join(profile, 'killed'));
  /** Of each kill, from the oldest keystroke that is gone to the kill; 0 where none is. */
  const lost: number[] = [];
  /** What is left of the notes. */
  const kept: string[] = [];
  try {
    for (let round = 1; round <= kills; round += 1) {
      const page = await browser.open(server.address);
      const app = new App({ page } as Session, language);
      if (round === 1) await app.openSample();
      else await app.readsOn();
      await app.focusReading();
      await app.press('ArrowRight', 'n');
      await expect(app.noteField).toBeFocused();

      // The note is known to main first: a new annotation is not what is tried here.
      await app.saved();
      const serverToo = round % 2 === 0;
      const length = 6 + Math.floor(Math.random() * 60);
      const times: number[] = [];
      const typed = (): number => times.length;
      const typing = typeOn(page, textOf(round, 3_000), times);
      const intervals = [5];
      await expect.poll(typed, { intervals }).toBeGreaterThan(length / 2);
      if (serverToo) await killServer();
      await expect.poll(typed, { intervals }).toBeGreaterThan(length);
      const killed = await browser.kill();
      await typing;

      if (serverToo) server = await start();
      browser = await KillableBrowser.start(join(profile, 'killed'));
      const after = await browser.open(server.address);
      const reader = new App({ page: after } as Session, language);
      await reader.readsOn();
      await reader.saved();
      await reader.inspector.getByRole('tab', { name: app.t('annotations.tabAll') }).click();
      const notes = reader.inspector.getByRole('option');
      await expect(notes).toHaveCount(round);
      const shown = await notes.evaluateAll((rows) =>
        rows.map((row) => row.querySelector('.note')?.textContent ?? '')
      );
      for (const earlier of kept) shown.splice(shown.indexOf(earlier), 1);
      // Nothing at all where the kill came before the first words were written.
      const { length: keptLength } = shown[0] ?? '';
      kept.push(textOf(round, keptLength));
      expect(shown).toEqual(kept.slice(-1));
      const firstLost = times[keptLength];
      lost.push(firstLost === undefined ? 0 : killed - firstLost);
      await after.close();
    }
  } finally {
    await browser.kill();
    await killServer();
  }
  const sorted = lost.toSorted((a, b) => a - b);
  const [median, worst] = [sorted[kills >> 1], sorted.at(-1)];
  keepReport('durability', 'Typing killed', [
    { kills, medianMs: median ?? 0, worstMs: worst ?? 0 }
  ]);
  process.stdout.write(`${kills} kills lost ${median} ms of typing (median), ${worst} at worst\n`);
  expect(worst).toBeLessThanOrEqual(mostLostMs);
});
