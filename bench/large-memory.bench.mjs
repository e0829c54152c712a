// Memory of a large pair when it is open and settled, and after it was scrolled through, beside a plain page: what the
// renderer process holds (its share of pages that several hold), its JavaScript heap and nodes, after a collection.
/* global document, requestAnimationFrame */
import { readdirSync, readFileSync } from 'node:fs';
import { median, onStage, row, settled, spread } from './large-stage.mjs';

const rounds = 2;

/** Bytes of the processes that show pages, of those begun by the browser. */
async function rendererBytes(browser) {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const sizes = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      if (!readdirSync('/proc').includes(String(id))) return 0;
      const rollup = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8');
      return 1024 * Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    });
  return Math.max(...sizes);
}

async function weigh(browser, page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  await settled(page);
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes } = await cdp.send('Memory.getDOMCounters');
  await cdp.detach();
  return { process: (await rendererBytes(browser)) / 1e6, heap: usedSize / 1e6, nodes };
}

function scrollThrough() {
  const pane = document.querySelector('.pane');
  return new Promise((resolve) => {
    let step = 0;
    const next = () => {
      step += 1;
      pane.scrollTop = (step / 600) * (pane.scrollHeight - pane.clientHeight);
      if (step < 600) requestAnimationFrame(next);
      else resolve(undefined);
    };
    next();
  });
}

export default async function bench() {
  await onStage(async ({ launch, plain, appContext, plainContext }) => {
    for (const mode of ['rows', 'columns']) {
      const figures = { plain: [], app: [], scrolled: [] };
      for (let round = 0; round < rounds; round += 1) {
        const first = await launch();
        const page = await (await plainContext(first)).newPage();
        await page.goto(`${plain}/${mode}`);
        await settled(page);
        figures.plain.push(await weigh(first, page));
        await first.close();
        const second = await launch();
        const app = await appContext(second, 'marked', mode);
        await app.page.reload();
        await app.page.locator('[data-side="target"] p').first().waitFor();
        await settled(app.page);
        figures.app.push(await weigh(second, app.page));
        await app.page.evaluate(scrollThrough);
        await settled(app.page);
        figures.scrolled.push(await weigh(second, app.page));
        await second.close();
      }
      for (const [kind, unit] of [
        ['process', 'MB'],
        ['heap', 'MB'],
        ['nodes', '']
      ]) {
        const of = (name) => figures[name].map((figure) => figure[kind]);
        const ratio = Math.max(median(of('app')), median(of('scrolled'))) / median(of('plain'));
        row(
          `${kind}, ${mode}${unit && `, ${unit}`}`,
          `plain ${spread(of('plain'))}`,
          `app ${spread(of('app'))}`,
          `after scrolling ${spread(of('scrolled'))}`,
          `${ratio.toFixed(2)} ×`
        );
      }
    }
  });
}
