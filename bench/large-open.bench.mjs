// A large pair: from the start of the navigation to the first screen of words painted, beside a plain page.
/* global document, innerHeight, innerWidth, requestAnimationFrame */
import { median, onStage, row, settled, spread } from './large-stage.mjs';

const rounds = 5;

/** Says when words of both columns stand down to the lower part of the screen, and that frame was painted. */
function watchReadable() {
  const column = (x) => {
    for (let y = 0.95; y > 0.6; y -= 0.02) {
      const words = document
        .elementFromPoint(x * innerWidth, y * innerHeight)
        ?.closest('p, h1, h2');
      const language = words?.textContent ? words.closest('[lang]')?.getAttribute('lang') : null;
      if (language) return language;
    }
    return null;
  };
  const look = () => {
    const seen = new Set(Array.from({ length: 18 }, (_, nth) => column((nth + 1) / 20)));
    if (!(seen.has('vi') && seen.has('en'))) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (globalThis.readableAt = performance.now());
    port2.postMessage(0);
    return 0;
  };
  requestAnimationFrame(look);
}

async function readable(page, go) {
  await go();
  const at = await page.waitForFunction(() => globalThis.readableAt);
  return at.jsonValue();
}

export default async function bench() {
  await onStage(async ({ browser, plain, appContext, plainContext }) => {
    for (const mode of ['rows', 'columns']) {
      const figures = { plain: [], app: [] };
      const app = await appContext(browser, 'marked', mode);
      const beside = await plainContext(browser);
      const plainPage = await beside.newPage();
      await app.page.addInitScript(watchReadable);
      await plainPage.addInitScript(watchReadable);
      for (let round = 0; round < rounds; round += 1) {
        figures.plain.push(await readable(plainPage, () => plainPage.goto(`${plain}/${mode}`)));
        await settled(plainPage);
        figures.app.push(await readable(app.page, () => app.page.reload()));
        await settled(app.page);
      }
      await app.context.close();
      await beside.close();
      row(
        `readable, ${mode}, ms`,
        `plain ${spread(figures.plain)}`,
        `app ${spread(figures.app)}`,
        `${(median(figures.app) / median(figures.plain)).toFixed(2)} ×`
      );
    }
  });
}
