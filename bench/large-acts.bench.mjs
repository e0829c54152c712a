// Acts in a large pair with 2,000 highlights: what marking costs the main thread in all, beside the same pair without;
// how soon find shows what it found; and the longest task while finding, writing a note, going through the list, undoing.
/* global MutationObserver, document, requestAnimationFrame */
import { median, onStage, row, settled, spread } from './large-stage.mjs';

const creations = 100;

/** Notes tasks over 50 ms, and when a key is answered by other words in the bar of find, painted. */
function watch() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  globalThis.answers = [];
  let pressed = 0;
  document.addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
  new MutationObserver(() => {
    const count = document
      .querySelector('.reader [role="search"] [role="status"]')
      ?.textContent.trim();
    if (!pressed || !count) return;
    const from = pressed;
    pressed = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => globalThis.answers.push(performance.now() - from);
      port2.postMessage(0);
    });
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

/** Milliseconds of the main thread for each highlight: storing, painting, margin, list, saving. */
async function marking(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const times = [];
  for (let nth = 0; nth < creations; nth += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(120);
    const before = await spent();
    const saved = page.waitForResponse((response) => response.url().endsWith('/api/facts.apply'));
    await page.keyboard.press('h');
    await saved;
    await page.waitForTimeout(120);
    times.push(1000 * ((await spent()) - before));
  }
  await cdp.detach();
  return times;
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

    const without = [];
    const among = [];
    await page.locator('.pane').first().focus();
    among.push(...(await marking(page)));
    await longest(page, 'undoing twenty acts', async () => {
      for (let nth = 0; nth < 20; nth += 1) await page.keyboard.press('Control+z');
    });
    await bare.page.bringToFront();
    await bare.page.locator('.pane').first().focus();
    without.push(...(await marking(bare.page)));
    row(
      `making a highlight, ms, ${creations} each`,
      `none before ${spread(without, 1)}`,
      `2,000 before ${spread(among, 1)}`,
      `${(median(among) / median(without)).toFixed(2)} ×`
    );
  });
}
