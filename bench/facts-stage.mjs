// What the benches of a library full of annotations share: the library, the app served to a real browser, and in its
// window a clock from the next key to the frame in which a thing stands there, and the tasks that held it up.
/* global addEventListener, document, requestAnimationFrame */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import { serve } from './large-stage.mjs';
import { loadModule } from './load-module.mjs';

/** What is waited for comes within this or never. */
const patienceMs = 60_000;

/** In the page. */
function watch() {
  /** Milliseconds from the next key to the frame after something of the selector is there; rejects when it never is. */
  globalThis.clockTo = (selector, patience) => {
    globalThis.clocked = new Promise((resolve, reject) => {
      let pressed = null;
      addEventListener('keydown', () => (pressed ??= performance.now()), {
        capture: true,
        once: true
      });
      const look = () => {
        const there = pressed !== null && document.querySelector(selector);
        if (there && there.getBoundingClientRect().height > 0)
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
        else if (pressed !== null && performance.now() - pressed > patience)
          reject(new Error(`${selector} never came`));
        else requestAnimationFrame(look);
      };
      look();
    });
  };
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/** Milliseconds from the key to the frame in which the selector's first thing is painted. */
export async function keyTo(page, key, selector) {
  await page.evaluate(
    ([wanted, patience]) => globalThis.clockTo(wanted, patience),
    [selector, patienceMs]
  );
  await page.keyboard.press(key);
  return page.evaluate(() => globalThis.clocked);
}

/** The longest task of the window while `act` runs, and how many were over 50 ms; none is 0. */
export async function longestTask(page, act) {
  await page.evaluate(() => void (globalThis.longTasks.length = 0));
  await act();
  // Entries are handed out a moment after the task.
  const tasks = await page.evaluate(
    () => new Promise((resolve) => setTimeout(() => resolve(globalThis.longTasks), 200))
  );
  return { longest: Math.max(0, ...tasks), over: tasks.length };
}

/** The list of the library, of which the keys are. */
export async function inLibrary(page) {
  await page.locator('main table [data-row]').first().waitFor({ timeout: patienceMs });
}

/**
 * Runs `measure({ browser, open })` over a library that `fill(library, facts)` has filled, and takes it all down again;
 * `open` gives a fresh window in front, in the library.
 */
export async function onFactsStage(port, fill, measure) {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-'));
  const ends = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const { openLibrary } = await loadModule('src/main/library/open-library.ts');
    const facts = await loadModule('src/main/library/test-fixtures/facts.ts');
    const path = join(folder, 'library');
    const library = await openLibrary(path, { clock: { now: () => new Date() }, create: true });
    await fill(library, facts);
    await library.close();
    const { child, address } = await serve(path, folder, port);
    ends.push(() => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM')));
    const browser = await chromium.launch(await chromiumLaunch());
    ends.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(patienceMs);
    await context.addInitScript(watch);
    const open = async () => {
      const page = await context.newPage();
      await page.goto(address);
      await inLibrary(page);
      return page;
    };
    await measure({ browser, open });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
