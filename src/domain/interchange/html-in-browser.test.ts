// The page as a colleague's browser shows it. Catches a page that needs scripts, that leads nowhere, that is hard to read
// for some, or that asks a network for anything.
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumLaunch } from '../../../e2e/chromium.mjs';
import { violations } from '../../../e2e/run-axe';
import { annotation, article, pairOf } from '../../main/jobs/worker/export/testing/fixtures';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { textForm } from '../../main/jobs/worker/export/text-form';

const source = article('en', [
  'Harbour bridge to close',
  'The bridge closes on May 20, the city said.',
  { text: 'What comes next', kind: 'heading', level: 4 },
  { text: 'Ferries run all night.', kind: 'listItem' },
  '<script>document.body.textContent = "gone"</script>'
]);
const target = article('vi', [
  'Cầu Cảng đóng cửa',
  'Cầu sẽ đóng từ ngày 20/5, thành phố cho biết.',
  { text: 'Tiếp theo là gì', kind: 'heading', level: 4 },
  { text: 'Phà chạy suốt đêm.', kind: 'listItem' }
]);
const mentioned = annotation('e', [[source, 'Ferries']], { colour: 'violet', note: 'x' });
const annotations = [
  mentioned,
  annotation('a', [[source, 'on May 20']], {
    note: richNote(mentioned.id),
    colour: 'green',
    tags: ['date']
  }),
  annotation('b', [[target, 'ngày 20/5, thành phố']], {
    note: '=1+1',
    colour: 'pink',
    statement: { speaker: 'Thành phố', act: 'promises' }
  }),
  annotation('c', [[target, 'suốt đêm']], { colour: 'yellow' }),
  annotation('d', [[source, 'closes on']], { colour: 'blue' }),
  annotation('f', [[target, 'Phà']], { colour: 'orange', note: 'y' })
];
const { text: html } = textForm({
  form: 'html',
  articles: [source, target],
  pair: pairOf(source, target),
  annotations,
  clutter: false,
  jsonLd: '',
  date: '2026-03-14T09:26:53.000Z',
  version: '1',
  language: 'en'
});

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunch());
});
afterAll(() => browser.close());

async function open(options: { javaScriptEnabled: boolean; colorScheme?: 'dark' }): Promise<Page> {
  const context = await browser.newContext({ ...options, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.route('**/*', (route) =>
    route.request().url() === 'http://page.invalid/'
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.abort()
  );
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('http://page.invalid/');
  expect(asked).toEqual(['http://page.invalid/']);
  return page;
}

it('stands side by side, highlighted and linked, with scripts off', async () => {
  const page = await open({ javaScriptEnabled: false });
  const [left, right] = [page.getByText('the city said'), page.getByText('Cầu sẽ đóng')];
  const boxes = [await left.first().boundingBox(), await right.first().boundingBox()];
  expect((boxes[0]?.x ?? 0) + 200).toBeLessThan(boxes[1]?.x ?? 0);
  expect(Math.abs((boxes[0]?.y ?? 0) - (boxes[1]?.y ?? 99))).toBeLessThan(60);
  expect(await page.locator('mark').count()).toBeGreaterThanOrEqual(6);
  const link = await page.locator('a[href^="#"]').first().boundingBox();
  // Clicked where it lies: what waits for frames needs scripts.
  await page.mouse.click((link?.x ?? 0) + 2, (link?.y ?? 0) + 2);
  await page.waitForURL(/#.+/);
  await page.context().close();
});

it.each([undefined, 'dark'] as const)('is clean to axe, colours %s', async (colorScheme) => {
  const page = await open({ javaScriptEnabled: true, ...(colorScheme ? { colorScheme } : {}) });
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  expect(await violations(page, { type: 'tag', values: tags })).toEqual([]);
  expect(await page.getByText('document.body.textContent').count()).toBe(1);
  await page.context().close();
});
