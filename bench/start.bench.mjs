// Cold start of the browser shell: from starting `diptych serve` on a library that holds the sample pair, to its words
// on screen in a browser that is already running. A bare page of the same browser and an empty Node are the reference.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';

const cli = fileURLToPath(new URL('../out/cli/index.js', import.meta.url));
const rounds = 7;

const running = new Set();

function serve(library, data) {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--library', library, '--port', '8377', '--lang', 'en'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DIPTYCH_DATA: data }
    }
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
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

const end = (child) => new Promise((resolve) => child.once('exit', resolve).kill('SIGTERM'));
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const row = (name, values) =>
  console.log(
    `${name.padEnd(46)}median ${median(values).toFixed(0)} ms, ${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`
  );

export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-'));
  const library = join(folder, 'library');
  const browser = await chromium.launch(await chromiumLaunch());
  const figures = { node: [], blank: [], listening: [], readable: [] };
  try {
    const { child, address } = await serve(library, folder);
    const first = await browser.newPage();
    await first.goto(address);
    await first.getByRole('button', { name: 'Open the sample pair' }).click();
    await first.locator('[data-side="target"] p').first().waitFor();
    await first.context().close();
    await end(child);

    for (let round = 0; round < rounds; round += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      let started = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      figures.node.push(performance.now() - started);
      started = performance.now();
      await page.goto('data:text/html,<p>words</p>');
      await page.locator('p').waitFor();
      figures.blank.push(performance.now() - started);

      started = performance.now();
      const shell = await serve(library, folder);
      figures.listening.push(performance.now() - started);
      await page.goto(shell.address);
      const pair = page.locator('table [data-row]').first();
      const words = page.locator('[data-side="target"] p').first();
      await pair.or(words).first().waitFor();
      if (await pair.isVisible()) await pair.click();
      await words.waitFor();
      figures.readable.push(performance.now() - started);
      await context.close();
      await end(shell.child);
    }
  } finally {
    for (const child of running) child.kill();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  row('reference: an empty Node', figures.node);
  row('reference: a bare page', figures.blank);
  row('serve started → listening', figures.listening);
  row('serve started → sample pair readable', figures.readable);
}
