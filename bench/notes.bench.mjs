// All notes of a library with 20,000 annotations in 200 articles: from the key to the first rows painted, not opened
// before and again; what typing in its field holds up. A plain page with the same first 50 rows is the reference.
/* global document, requestAnimationFrame */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import { loadModule } from './load-module.mjs';

const cli = fileURLToPath(new URL('../out/cli/index.js', import.meta.url));
const articles = 200;
const perArticle = 100;
const rounds = 5;

const english =
  'harbour bridge flood minister school river repair villagers budget report promise tender council embankment province rain season delay contractor audit family relocation compensation market ferry'.split(
    ' '
  );
const vietnamese =
  'bến cảng cầu lũ bộ trưởng trường học con sông sửa chữa người dân ngân sách báo cáo lời hứa đấu thầu hội đồng bờ kè tỉnh mưa mùa chậm trễ nhà thầu kiểm toán gia đình di dời bồi thường chợ phà đường'.split(
    ' '
  );
const colours = ['yellow', 'green', 'blue', 'pink', 'violet', 'orange'];
const tags = ['lũ lụt', 'budget', 'promise', 'nhân chứng', 'contradiction', 'số liệu'];
const speakers = ['Pham Thu Hang', 'Nguyễn Văn Lâm', 'Maria Okafor', 'Trần Đức Bình'];
const acts = ['asserts', 'denies', 'promises', 'warns'];

/** The same numbers in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function sentence(words, next) {
  const length = 9 + next(14);
  const all = Array.from({ length }, () => words[next(words.length)]).join(' ');
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}

async function fill(folder) {
  const { openLibrary } = await loadModule('src/main/library/open-library.ts');
  const { annotationOf, original, parsedArticle, setAnnotation } = await loadModule(
    'src/main/library/test-fixtures/facts.ts'
  );
  const next = numbers(20);
  const clock = { now: () => new Date() };
  const library = await openLibrary(folder, { clock, create: true });
  for (let article = 0; article < articles; article += 1) {
    const words = article % 2 === 0 ? english : vietnamese;
    const sentences = Array.from({ length: perArticle }, () => sentence(words, next));
    const title = sentence(words, next).slice(0, 70);
    const text = [
      title,
      ...Array.from({ length: 20 }, (_, n) => sentences.slice(n * 5, n * 5 + 5).join(' '))
    ].join('\n');
    const parsed = { ...parsedArticle(text), language: article % 2 === 0 ? 'en' : 'vi' };
    const { id } = await library.addArticle(parsed, original(text, `${article}.txt`));
    const operations = sentences.map((quote, n) => {
      const at = new Date(Date.UTC(2026, next(10), 1 + next(28), next(24))).toISOString();
      const other = words === english ? vietnamese : english;
      const made = annotationOf(id, quote, n % 3 === 0 ? '' : sentence(other, next), text);
      return setAnnotation({
        ...made,
        id: randomUUID(),
        colour: colours[next(6)],
        tags: n % 4 === 0 ? [] : [tags[next(6)], ...(n % 7 === 0 ? ['bờ sông'] : [])],
        author: n % 2 === 0 ? 'Lan' : 'Minh',
        created: at,
        modified: at,
        ...(n % 5 === 0
          ? {
              statement: { speaker: speakers[next(4)], act: acts[next(4)], topic: words[next(20)] }
            }
          : {})
      });
    });
    await library.apply(operations);
  }
  await library.close();
}

function serve(library, data) {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--library', library, '--port', '8378', '--lang', 'en'],
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

/** In the page: from the next key to the frame after the first rows stand there. */
const watchRows = `window.painted = () => new Promise((resolve) => {
  let pressed = null;
  addEventListener('keydown', () => (pressed ??= performance.now()), { capture: true, once: true });
  const look = () => {
    const row = pressed !== null && document.querySelector('main [data-index]:not([data-head]) q');
    if (row && row.getBoundingClientRect().height > 0)
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed)));
    else requestAnimationFrame(look);
  };
  look();
});
window.long = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.long.push(entry.duration);
}).observe({ type: 'longtask', buffered: false });`;

async function opened(page) {
  const time = page.evaluate('window.painted()');
  await page.keyboard.press('Shift+N');
  return time;
}

/** The same first 50 rows as a page of its own, from setting its words to the frame after. */
async function plainPage(browser, page) {
  const html = await page.evaluate(() => {
    const rows = [...document.querySelectorAll('main [data-index]')].slice(0, 50);
    return rows.map((row) => `<div>${row.outerHTML}</div>`).join('');
  });
  const bare = await browser.newPage();
  await bare.setContent('<body></body>');
  const ms = await bare.evaluate(
    (words) =>
      new Promise((resolve) => {
        const start = performance.now();
        document.body.innerHTML = words;
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      }),
    html
  );
  await bare.close();
  // A page behind another one is given no frames.
  await page.bringToFront();
  return ms;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const row = (name, values) =>
  console.log(
    `${name.padEnd(52)}median ${median(values).toFixed(0)} ms, ${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`
  );

export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-'));
  const library = join(folder, 'library');
  const browser = await chromium.launch(await chromiumLaunch());
  const figures = { plain: [], first: [], again: [], filtered: [], longest: [] };
  let child;
  try {
    await fill(library);
    const shell = await serve(library, folder);
    child = shell.child;
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    for (let round = 0; round < rounds; round += 1) {
      const page = await context.newPage();
      await page.addInitScript(watchRows);
      await page.goto(shell.address);
      await page.locator('main table [data-row]').first().waitFor({ timeout: 120_000 });
      figures.first.push(await opened(page));
      figures.plain.push(await plainPage(browser, page));
      await page.keyboard.press('Control+Shift+L');
      await page.locator('main table [data-row]').first().waitFor();
      figures.again.push(await opened(page));

      // Typing, letter by letter as a person does, in a window that has folded nothing yet.
      await page.keyboard.press('/');
      await page.evaluate('void (window.long.length = 0)');
      const started = performance.now();
      for (const letter of 'bo truong') await page.keyboard.type(letter, { delay: 60 });
      await page.waitForFunction(
        () =>
          document.querySelector('main [role="status"]')?.textContent.includes('annotation') &&
          document.querySelector('main mark') !== null
      );
      figures.filtered.push(performance.now() - started - 9 * 60);
      figures.longest.push(...(await page.evaluate('[0, ...window.long]')));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+L');
      await page.locator('main table [data-row]').first().waitFor();
      await page.close();
    }
    await context.close();
  } finally {
    child?.kill();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${articles * perArticle} annotations in ${articles} articles`);
  row('reference: a plain page with the first 50 rows', figures.plain);
  row('key → first rows painted, not opened before', figures.first);
  row('key → first rows painted, again', figures.again);
  row('nine letters typed → their rows, beside the typing', figures.filtered);
  console.log(
    `longest task while typing: ${Math.max(...figures.longest).toFixed(0)} ms (tasks over 50 ms: ${figures.longest.filter((ms) => ms > 0).length} in ${rounds} rounds)`
  );
}
