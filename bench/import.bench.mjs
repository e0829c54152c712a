// A thousand web pages imported through the window of the browser shell, with progress: how long an article takes, how
// long the window's longest task is, and, on the same files in the same run, what Readability with linkedom takes alone.
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom/worker';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';

const cli = fileURLToPath(new URL('../out/cli/index.js', import.meta.url));
const corpus = fileURLToPath(new URL('../../shared/corpora/html-articles/html', import.meta.url));
const wanted = Number(process.env.BENCH_ARTICLES ?? 1000);

const words =
  'the council said on Tuesday that a new bridge over the river would open to traffic before winter and cost less'.split(
    ' '
  );

/** A page with menu, teasers and a body of a few hundred words, never the same twice. */
function madePage(number) {
  const sentence = (seed) =>
    `${Array.from({ length: 16 }, (_, at) => words[(seed * 7 + at * 5 + number) % words.length]).join(' ')} ${seed}.`;
  const body = Array.from(
    { length: 12 },
    (_, p) =>
      `<p>${Array.from({ length: 5 }, (_, s) => sentence(p * 5 + s + number)).join(' ')}</p>`
  ).join('\n');
  const menu = Array.from({ length: 30 }, (_, at) => `<li><a href="/${at}">Section ${at}</a></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge ${number}</title></head><body>
<nav><ul>${menu.join('')}</ul></nav><main><article><h1>Bridge number ${number} opens</h1>
<p class="byline">By Ann Writer</p><time datetime="2026-03-14">14 March 2026</time>${body}</article>
<aside><h2>Most read</h2><ul>${menu.join('')}</ul></aside></main><footer>© 2026</footer></body></html>`;
}

/** Real pages where they are at hand, each with a sentence of its own, and as many made ones. */
function writePages(folder) {
  const real = existsSync(corpus)
    ? readdirSync(corpus)
        .filter((name) => name.endsWith('.html'))
        .map((name) => readFileSync(join(corpus, name), 'utf8'))
    : [];
  return Array.from({ length: wanted }, (_, number) => {
    const page = number % 2 === 0 && real.length > 0 ? real[(number / 2) % real.length] : null;
    const path = join(folder, `${String(number).padStart(4, '0')}.html`);
    writeFileSync(
      path,
      page
        ? page.replace(/<\/p>/i, ` Copy number ${number}.</p>`) + `<!-- ${number} -->`
        : madePage(number)
    );
    return path;
  });
}

function serve(library, data) {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--library', library, '--port', '8378', '--lang', 'en'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, DIPTYCH_DATA: data }
    }
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

/** Runs in the page: the ends of all imports. */
function watch() {
  globalThis.bench = { ends: [] };
  performance.setResourceTimingBufferSize(10_000);
  new PerformanceObserver((list) => {
    for (const { name, responseEnd } of list.getEntries()) {
      if (name.endsWith('/library.importFiles')) globalThis.bench.ends.push(responseEnd);
    }
  }).observe({ type: 'resource' });
}

/** Lengths in ms of the window's tasks by the clock and by the processor, of which a busy machine takes nothing. */
function tasksIn(trace) {
  const { traceEvents } = JSON.parse(trace);
  const mark = traceEvents.find(({ name }) => name === 'bench-start');
  return traceEvents
    .filter(
      ({ name, pid, tid, ts }) =>
        name === 'RunTask' && pid === mark.pid && tid === mark.tid && ts >= mark.ts
    )
    .map(({ dur = 0, tdur = 0 }) => ({ clock: dur / 1000, processor: tdur / 1000 }));
}

function longTasks(name, all) {
  const long = all.filter((duration) => duration > 50);
  const longest = long.length > 0 ? `, the longest ${Math.max(...long).toFixed(0)} ms` : '';
  console.log(`${name.padEnd(46)}${long.length} over 50 ms${longest}`);
}

const at = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)];
const row = (name, values) =>
  console.log(
    `${name.padEnd(46)}p50 ${at(values, 0.5).toFixed(1)} ms, p95 ${at(values, 0.95).toFixed(1)} ms, mean ${(values.reduce((a, b) => a + b, 0) / values.length).toFixed(1)} ms`
  );

function readAlone(path) {
  const started = performance.now();
  const { document } = parseHTML(readFileSync(path, 'utf8'));
  new Readability(document, { disableJSONLD: true }).parse();
  return performance.now() - started;
}

export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-'));
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox);
  const paths = writePages(inbox);
  const browser = await chromium.launch(await chromiumLaunch());
  let child;
  try {
    const shell = await serve(join(folder, 'library'), folder);
    child = shell.child;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watch);
    await page.goto(shell.address);
    const open = page.getByRole('banner').getByRole('button', { name: 'Open files…' });
    const chooser = page.waitForEvent('filechooser');
    await open.click();
    await (await chooser).setFiles(paths);
    await browser.startTracing(page, {
      categories: ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing']
    });
    const started = await page.evaluate(() => performance.mark('bench-start').startTime);
    const panel = page.getByRole('region', { name: 'Import' });
    await panel
      .getByText(`${wanted.toLocaleString('en')} files`, { exact: true })
      .waitFor({ timeout: 1_200_000 });
    await page.waitForTimeout(1000);
    const { ends } = await page.evaluate(() => globalThis.bench);
    const summary = await panel.getByRole('status').textContent();
    const sorted = ends.toSorted((a, b) => a - b);
    const each = sorted.slice(1).map((end, index) => end - sorted[index]);
    console.log(
      `${wanted} pages: ${summary.trim()}, ${((sorted.at(-1) - started) / 1000).toFixed(1)} s in all`
    );
    row('import, from one article to the next', each);
    row('reference: Readability + linkedom alone', paths.map(readAlone));
    const tasks = tasksIn((await browser.stopTracing()).toString());
    longTasks(
      'tasks of the window, by the clock',
      tasks.map(({ clock }) => clock)
    );
    longTasks(
      'the same, by the processor’s time',
      tasks.map(({ processor }) => processor)
    );
  } finally {
    child?.kill('SIGTERM');
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
