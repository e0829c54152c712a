// 2,000 tags on 20,000 annotations: from the key to the tree, and renaming a tag that 10,000 of them carry, until
// IndexedDB holds it and until main has it all.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import { row, serve, settled, spread } from './large-stage.mjs';
import { loadModule } from './load-module.mjs';

const articles = 100;
const perArticle = 200;
const tops = 40;
const beneath = 49;
const rounds = 3;

async function fill(folder) {
  const { openLibrary } = await loadModule('src/main/library/open-library.ts');
  const { annotationOf, original, parsedArticle, setAnnotation, setTag, tagOf } = await loadModule(
    'src/main/library/test-fixtures/facts.ts'
  );
  const library = await openLibrary(folder, { clock: { now: () => new Date() }, create: true });
  const tree = Array.from({ length: tops }, (_, top) => {
    const parent = tagOf(`Chủ đề ${top}`);
    const names = Array.from({ length: beneath }, (__, n) => `Thẻ ${top}-${n}`);
    return [parent, ...names.map((name) => tagOf(name, parent.id))];
  }).flat();
  await library.apply(tree.map(({ key: _key, ...tag }) => setTag(tag)));
  for (let article = 0; article < articles; article += 1) {
    const sentences = Array.from({ length: perArticle }, (_, n) => `Sentence ${n} of ${article}.`);
    const text = sentences.join('\n');
    const { id } = await library.addArticle(parsedArticle(text), original(text, `${article}.txt`));
    const annotations = sentences.map((quote, n) => ({
      ...annotationOf(id, quote, '', text),
      id: randomUUID(),
      tags: [tree[(article * perArticle + n) % tree.length].name, ...(n % 2 ? ['Wide'] : [])]
    }));
    await library.apply(annotations.map((annotation) => setAnnotation(annotation)));
  }
  await library.close();
}

const watch = `window.shown = () => new Promise((resolve) => {
  let pressed = null;
  addEventListener('keydown', () => (pressed ??= performance.now()), { capture: true, once: true });
  const look = () => {
    if (pressed !== null && document.querySelector('dialog [role="treeitem"]'))
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
  const time = page.evaluate('window.shown()');
  await page.keyboard.press('Shift+T');
  return time;
}

export default async function bench() {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-bench-'));
  const library = join(folder, 'library');
  const browser = await chromium.launch(await chromiumLaunch());
  const figures = { first: [], again: [], shown: [], saved: [], longest: [] };
  let child;
  try {
    await fill(library);
    const shell = await serve(library, folder, '8396');
    child = shell.child;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(watch);
    await page.goto(shell.address);
    for (let round = 0; round < rounds; round += 1) {
      if (round > 0) await page.reload();
      await page.locator('main table [data-row]').first().waitFor({ timeout: 120_000 });
      await settled(page);
      figures.first.push(await opened(page));
      await page.keyboard.press('Escape');
      figures.again.push(await opened(page));
      const name = round === 0 ? 'Wide' : `Wide ${round - 1}`;
      await page.keyboard.type(name);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('F2');
      await page.keyboard.type(`Wide ${round}`);
      await settled(page);
      await page.evaluate('void (window.long.length = 0)');
      const start = performance.now();
      await page.keyboard.press('Enter');
      await page
        .locator('dialog .said')
        .getByText(`Wide ${round} now`)
        .waitFor({ timeout: 120_000 });
      figures.shown.push(performance.now() - start);
      await page.getByText('Saved', { exact: true }).first().waitFor({ timeout: 240_000 });
      figures.saved.push(performance.now() - start);
      figures.longest.push(Math.max(0, ...(await page.evaluate('window.long'))));
      await page.keyboard.press('Escape');
    }
  } finally {
    child?.kill();
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  row('2,000 tags, 20,000 annotations: key → tree, first', spread(figures.first), 'ms');
  row('the same again', spread(figures.again), 'ms');
  row('rename on 10,000 annotations, in IndexedDB', spread(figures.shown), 'ms');
  row('the same, all saved by main', spread(figures.saved), 'ms');
  row('longest task of it', spread(figures.longest), 'ms');
}
