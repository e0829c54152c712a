// Shows that the watch sees what it watches for: each vector in a page without any protection.
import { chromium, type Browser } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import { isFull, writeReport } from './report';
import { vectors, type Vector } from './vectors';
import { Watch } from './watch';

let browser: Browser;
let server: Server;
let served = '';
let origin = '';
const watch = new Watch();

beforeAll(async () => {
  browser = await chromium.launch(await chromiumLaunch());
  server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(request.url === '/' ? served : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  await watch.close();
  server.close();
});

/** What the vector does in a bare page: as it stands, after clicks, and put in once more as a rich-text editor would. */
async function letLoose({ name, markup }: Vector): Promise<string[]> {
  const context = await browser.newContext();
  await watch.follow(context, (url) => url.origin === origin);
  const address = await watch.listen(name);
  const inside = markup(`__pwn('${name}')`, address);
  served = `<!doctype html><body>${inside}`;
  const page = await context.newPage();
  await page.goto(`${origin}/`, { waitUntil: 'commit' });
  await page.waitForLoadState().catch(() => undefined);
  const quiet = (): boolean => watch.scripts.length + watch.requests.length === 0;
  for (let left = 20; left > 0 && quiet(); left -= 1) {
    await page
      .evaluate(
        (again) => {
          if (again) {
            const holder = document.body.appendChild(document.createElement('div'));
            holder.innerHTML = again;
            const once = holder.innerHTML;
            holder.innerHTML = once;
          }
          for (const each of document.querySelectorAll<HTMLElement>('a, button, .click')) {
            each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
          }
        },
        left === 10 ? inside : ''
      )
      .catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await context.close();
  return watch.take();
}

// Would catch: a watch that is blind, and vectors that never did harm to anyone.
it('every vector does harm where nothing stands in its way', async () => {
  const tried = vectors.filter((_vector, index) => isFull || index % 8 === 0);
  const done: [string, string[]][] = [];
  for (const vector of tried) done.push([vector.name, await letLoose(vector)]);
  writeReport('vectors', [
    {
      vectors: done.length,
      'ran script': done.filter(([, seen]) => seen.some((line) => line.startsWith('ran'))).length,
      'asked outside': done.filter(([, seen]) => seen.some((line) => /asked|connected/.test(line)))
        .length
    }
  ]);
  expect(done.filter(([, seen]) => seen.length === 0).map(([name]) => name)).toEqual([]);
}, 300_000);
