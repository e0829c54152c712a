// What the benches of a large pair share: the library, the app served to a real browser, the plain page beside it.
/* global requestIdleCallback */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import { servePlainPages } from './large-page.mjs';
import { loadModule } from './load-module.mjs';

const cli = fileURLToPath(new URL('../out/cli/index.js', import.meta.url));
const viewport = { width: 1440, height: 900 };

/** The app serving a library; the process, and the address to open. */
export function serve(library, data, port = '8397') {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--library', library, '--port', port, '--lang', 'en'],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DIPTYCH_DATA: data } }
  );
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const address = /http:\S+/.exec(output)?.[0];
      if (address) resolve({ child, address });
    });
  });
}

/** Runs `measure` with everything open, and takes it all down again. */
export async function onStage(measure) {
  const { titles, writeLargeLibrary } = await loadModule('bench/large-library.ts');
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-'));
  const ends = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const words = await writeLargeLibrary(join(folder, 'library'));
    const { child, address } = await serve(join(folder, 'library'), folder);
    ends.push(() => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM')));
    const launch = async () => {
      const browser = await chromium.launch(await chromiumLaunch());
      ends.push(() => browser.close());
      return browser;
    };
    /** A context in which the app's next start goes to the pair, in the mode. */
    const appContext = async (browser, pair, mode) => {
      const context = await browser.newContext({ viewport });
      const page = await context.newPage();
      await page.goto(address);
      await page.locator('table [data-row]').filter({ hasText: titles[pair] }).first().click();
      await page.locator('[data-side="target"] p').first().waitFor();
      if (mode === 'columns') {
        await page.keyboard.press('r');
        await page.locator('.body.columns').waitFor();
      }
      await settled(page);
      return { context, page };
    };
    const first = await launch();
    const { context, page } = await appContext(first, 'bare', 'rows');
    const rootStyle = (await page.locator('html').getAttribute('style')) ?? '';
    await context.close();
    const plain = await servePlainPages(words, rootStyle);
    ends.push(() => plain.close());
    await measure({
      browser: first,
      launch,
      address: address.replace(/#.*/, ''),
      plain: plain.address,
      appContext,
      plainContext: (browser) => browser.newContext({ viewport })
    });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** Until the page has had nothing to do for a while; of a machine that others keep busy not for ever. */
export async function settled(page) {
  await page.evaluate(async () => {
    let calm = 0;
    for (let look = 0; look < 60 && calm < 3; look += 1) {
      const deadline = await new Promise((resolve) =>
        requestIdleCallback(resolve, { timeout: 500 })
      );
      calm = !deadline.didTimeout && deadline.timeRemaining() > 10 ? calm + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
}

export const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Median and spread. */
export function spread(values, digits = 0) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

export function row(name, ...figures) {
  console.log(`${name.padEnd(44)}${figures.join('  ')}`);
}
