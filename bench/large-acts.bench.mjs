// Acts in a large pair with 2,000 highlights: what marking costs the main thread until it is painted and in the 300 ms
// from the key, beside the same pair without; how soon find shows what it found; and the longest task while finding,
// writing a note, going through the list, undoing.
/* global CSS, MutationObserver, document, requestAnimationFrame */
import { median, onStage, row, settled, spread } from './large-stage.mjs';
import { afterMarks } from './main-thread.mjs';

const creations = 30;

/** Notes tasks over 50 ms, when a key is answered by other words in the bar of find, and when by a frame; both painted. */
function watch() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  globalThis.answers = [];
  globalThis.frames = [];
  globalThis.late = 0;
  const inkOnWords = () => [...CSS.highlights.values()].reduce((sum, { size }) => sum + size, 0);
  const painted = (from, times) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => times.push(performance.now() - from);
      port2.postMessage(0);
    });
  let pressed = 0;
  document.addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
      if (event.key !== 'h') return;
      performance.mark('highlight');
      const before = inkOnWords();
      requestAnimationFrame(() => (globalThis.late += inkOnWords() > before ? 0 : 1));
      painted(pressed, globalThis.frames);
    },
    true
  );
  new MutationObserver(() => {
    const count = document
      .querySelector('.reader [role="search"] [role="status"]')
      ?.textContent.trim();
    if (!pressed || !count) return;
    const from = pressed;
    pressed = 0;
    painted(from, globalThis.answers);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

async function longest(page, name, act) {
  await settled(page);
  await page.evaluate(() => (globalThis.longTasks.length = 0));
  await act();
  await settled(page);
  const tasks = await page.evaluate(() => globalThis.longTasks);
  row(
    name,
    tasks.length === 0
      ? 'no task over 50 ms'
      : `longest task ${Math.max(...tasks).toFixed(0)} ms, ${tasks.length} over 50 ms`
  );
}

/**
 * Milliseconds for each highlight: of the main thread until it is painted; of all that the main thread does within 300 ms
 * (storing, margin, note, list, saving); the longest task after it is painted; by the clock from the key until then.
 */
async function marking(browser, page) {
  await page.evaluate(() => (globalThis.frames.length = 0));
  const times = await afterMarks(browser, page, 'highlight', async () => {
    for (let nth = 0; nth < creations; nth += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(250);
      const saved = page.waitForResponse((response) => response.url().endsWith('/api/facts.apply'));
      await page.keyboard.press('h');
      await saved;
      await page.waitForTimeout(320);
    }
  });
  const { late, clock } = await page.evaluate(() => ({
    late: globalThis.late,
    clock: globalThis.frames
  }));
  if (late > 0) throw new Error(`${late} highlights were not in the first frame after the key`);
  const of = (kind) => times.map((time) => time[kind]);
  return { painted: of('painted'), all: of('all'), longest: of('longest'), clock };
}

async function finding(page) {
  await longest(page, 'typing in find', async () => {
    await page.keyboard.press('Control+f');
    for (const query of ['ngu', 'bridge', 'cầu', 'council 7']) {
      await page.locator('.reader [role="search"] input[type="text"]').fill('');
      await page.evaluate(() => (globalThis.answers.length = 0));
      await page.keyboard.type(query, { delay: 150 });
      await settled(page);
      const answers = await page.evaluate(() => globalThis.answers);
      row(`find “${query}”, key to count, ms`, answers.length > 0 ? spread(answers) : 'no answer');
    }
    await page.keyboard.press('Escape');
  });
}

export default async function bench() {
  await onStage(async ({ browser, appContext }) => {
    const marked = await appContext(browser, 'marked', 'rows');
    const bare = await appContext(browser, 'bare', 'rows');
    for (const { page } of [marked, bare]) {
      await page.addInitScript(watch);
      await page.reload();
      await page.locator('[data-side="target"] p').first().waitFor();
      await settled(page);
    }
    const page = marked.page;
    await page.bringToFront();
    await page.locator('.pane').first().focus();
    const among = await marking(browser, page);
    await longest(page, 'undoing twenty acts', async () => {
      for (let nth = 0; nth < 20; nth += 1) await page.keyboard.press('Control+z');
    });
    await bare.page.bringToFront();
    await bare.page.locator('.pane').first().focus();
    const without = await marking(browser, bare.page);
    for (const [kind, name] of [
      ['painted', 'main thread until painted'],
      ['all', 'main thread in 300 ms'],
      ['longest', 'longest task after'],
      ['clock', 'by the clock']
    ]) {
      row(
        `highlight, ${name}, ms`,
        `none before ${spread(without[kind], 1)}`,
        `2,000 before ${spread(among[kind], 1)}`,
        `${(median(among[kind]) / median(without[kind])).toFixed(2)} ×`
      );
    }
    await page.bringToFront();
    await finding(page);
    await longest(page, 'opening the list of notes', () =>
      page.getByRole('tab', { name: /^All annotations/ }).click()
    );
    await longest(page, 'forty steps of j and k', async () => {
      await page.locator('.pane').first().focus();
      for (let nth = 0; nth < 40; nth += 1) await page.keyboard.press(nth % 4 === 3 ? 'k' : 'j');
    });
    await page.getByRole('tab', { name: 'Note', exact: true }).click();
    await page.locator('.pane').first().focus();
    await page.keyboard.press('n');
    await page.locator('[contenteditable="true"]').first().waitFor();
    await longest(page, 'typing in a note', () =>
      page.keyboard.type('Người viết ghi chú trong một bài rất dài. '.repeat(3), { delay: 30 })
    );
    await page.keyboard.press('Escape');
    await settled(page);
  });
}
