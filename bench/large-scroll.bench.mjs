// A large pair scrolled through from top to end in the same time as a plain page, a step a frame: how many frames took
// over 50 ms.
/* global document, requestAnimationFrame */
import { median, onStage, row, settled, spread } from './large-stage.mjs';

const rounds = 2;
const durationMs = 20_000;

/** Scrolls the panes; of panes that follow each other the first alone. Gives the times between frames. */
function scrollThrough({ selector, all, durationMs }) {
  const found = [...document.querySelectorAll(selector)];
  const panes = all ? found : found.slice(0, 1);
  for (const pane of panes) pane.scrollTop = 0;
  return new Promise((resolve) => {
    const frames = [];
    let began = 0;
    let last = 0;
    const step = (now) => {
      if (began === 0) began = now;
      else frames.push(now - last);
      last = now;
      const share = Math.min(1, (now - began) / durationMs);
      for (const pane of panes) {
        pane.scrollTop = share * (pane.scrollHeight - pane.clientHeight);
      }
      if (share < 1) requestAnimationFrame(step);
      else resolve(frames);
    };
    requestAnimationFrame(step);
  });
}

const slowShare = (frames) => (100 * frames.filter((ms) => ms > 50).length) / frames.length;

export default async function bench() {
  await onStage(async ({ browser, plain, appContext, plainContext }) => {
    for (const mode of ['rows', 'columns']) {
      const { context, page } = await appContext(browser, 'marked', mode);
      const beside = await plainContext(browser);
      const plainPage = await beside.newPage();
      await plainPage.goto(`${plain}/${mode}`);
      await settled(plainPage);
      const slow = { plain: [], app: [] };
      const frames = { plain: [], app: [] };
      for (let round = 0; round < rounds; round += 1) {
        for (const [name, of] of Object.entries({ plain: plainPage, app: page })) {
          await of.bringToFront();
          // The pane under the wheel leads from here on.
          await of.mouse.move(500, 400);
          await of.mouse.wheel(0, 1);
          await settled(of);
          const times = await of.evaluate(scrollThrough, {
            selector: '.pane',
            all: name === 'plain',
            durationMs
          });
          slow[name].push(slowShare(times));
          frames[name].push(median(times));
        }
      }
      await context.close();
      await beside.close();
      row(
        `frames over 50 ms, ${mode}, %`,
        `plain ${spread(slow.plain, 1)}`,
        `app ${spread(slow.app, 1)}`,
        `${(median(slow.app) - median(slow.plain)).toFixed(1)} points more`
      );
      row(
        `a frame, ${mode}, ms`,
        `plain ${spread(frames.plain, 1)}`,
        `app ${spread(frames.app, 1)}`
      );
    }
  });
}
