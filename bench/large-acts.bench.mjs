// Acts in a large pair with 2,000 highlights: what marking costs the main thread in all, beside the same pair without;
// from the key until it is painted; how soon find shows what it found; and the longest task while finding, writing a note, going through the list, undoing.
/* global MutationObserver, document, requestAnimationFrame */
import { median, onStage, row, settled, spread } from './large-stage.mjs';

const creations = 30;

/** Notes tasks over 50 ms, when a key is answered by other words in the bar of find, and when by a frame; both painted. */
function watch() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  globalThis.answers = [];
  globalThis.frames = [];
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
      if (event.key === 'h') painted(pressed, globalThis.frames);
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
 * Milliseconds for each highlight: of the main thread's own time in all (storing, painting, margin, note, list, saving),
 * of scripts among it, and by the clock from the key until it is painted. Own time hardly heeds how busy the machine is.
 */
async function marking(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
    return { all: 1000 * of('TaskDuration'), scripts: 1000 * of('ScriptDuration') };
  };
  await page.evaluate(() => (globalThis.frames.length = 0));
  const times = { all: [], scripts: [] };
  for (let nth = 0; nth < creations; nth += 1) {
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(120);
    const before = await spent();
    const saved = page.waitForResponse((response) => response.url().endsWith('/api/facts.apply'));
    await page.keyboard.press('h');
    await saved;
    await page.waitForTimeout(120);
    const after = await spent();
    times.all.push(after.all - before.all);
    times.scripts.push(after.scripts - before.scripts);
  }
  await cdp.detach();
  return { ...times, painted: await page.evaluate(() => globalThis.frames) };
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
    const among = await marking(page);
    await longest(page, 'undoing twenty acts', async () => {
      for (let nth = 0; nth < 20; nth += 1) await page.keyboard.press('Control+z');
    });
    await bare.page.bringToFront();
    await bare.page.locator('.pane').first().focus();
    const without = await marking(bare.page);
    for (const [kind, name] of [
      ['all', 'main thread'],
      ['scripts', 'scripts of it'],
      ['painted', 'key to painted']
    ]) {
      row(
        `making a highlight, ${name}, ms`,
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
