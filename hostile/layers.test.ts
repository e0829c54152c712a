// Each layer alone: what an article is reduced to, with the page's policy off; and the policy, with raw markup put into
// the page as no part of the app would.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import type { ArticleId } from '../src/domain/ids';
import { serve, type WebShell } from '../src/main/web/serve';
import { carriedCase } from './carriers';
import { HostilePlaces } from './places';
import { isFull, writeReport } from './report';
import { vectors } from './vectors';
import { Watch } from './watch';
import { openWatchedApp, type WatchedApp } from './watched-app';

let folder = '';
const watch = new Watch();
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-layers-'));
});
afterAll(async () => {
  await watch.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

const settle = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, 40));

describe('the reduction to blocks, with the policy off', () => {
  const sides = isFull
    ? ([
        ['html', 'md'],
        ['mhtml', 'epub'],
        ['docx', 'txt']
      ] as const)
    : ([['html', 'md']] as const);
  const formats = sides.flat();
  let places: HostilePlaces;
  beforeAll(async () => {
    places = await HostilePlaces.open(folder, watch, true);
  }, 60_000);
  afterAll(() => places.close());

  // Would catch: a safety that is the policy's alone.
  it(`lets nothing run or be asked for, in ${vectors.length * formats.length} articles`, async () => {
    const cases = [];
    for (const [row, vector] of vectors.entries()) {
      const address = await watch.listen(vector.name);
      for (const [column, format] of formats.entries()) {
        const token = `kx${row}${String.fromCharCode(97 + column)}q`;
        cases.push(carriedCase(vector, format, token, address));
      }
    }
    await places.importAll(cases);
    // The watch sees, and the policy is off.
    await places.page.evaluate(() => {
      document.body.append(
        document.createRange().createContextualFragment('<script>__pwn(0)</script>')
      );
    });
    await settle();
    expect(watch.take()).toEqual(['ran: 0']);

    const articles = await places.articles();
    const idOf = (token = ''): ArticleId => {
      const found = articles.find(({ title, fileName }) => `${title} ${fileName}`.includes(token));
      if (!found) throw new Error(`${token} is not in the library`);
      return found.id;
    };
    for (let at = 0; at < cases.length; at += 2) {
      const [source, target] = cases.slice(at, at + 2);
      await places.pair(idOf(source?.token), idOf(target?.token));
      await settle();
      expect(watch.take(), `${source?.vector} in ${source?.format}, ${target?.format}`).toEqual([]);
    }
    writeReport('layers-reduction', [{ articles: cases.length, 'scripts or requests': 0 }]);
  }, 600_000);
});

describe('the policy, with raw markup in the page', () => {
  let app: WatchedApp;
  let shell: WebShell;
  let browser: Browser;
  const renderer = (): string => join(folder, 'renderer');
  const addresses: string[] = [];
  beforeAll(async () => {
    await cp('out/renderer', renderer(), { recursive: true });
    for (const [at, vector] of vectors.entries()) {
      addresses.push(await watch.listen(`raw ${vector.name}`));
      const markup = vector.markup(`__pwn('${vector.name}')`, addresses[at] ?? '');
      await writeFile(join(renderer(), `raw${at}.html`), `<!doctype html><body>${markup}`);
    }
    app = await openWatchedApp(join(folder, 'raw'));
    shell = await serve({ app, rendererFolder: renderer(), port: 0 });
    browser = await chromium.launch(await chromiumLaunch());
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await shell.close();
    await app.close();
  });

  /** A policy keeps a page from loading and running, not from being left: that is Electron's lock, and the browser's own. */
  const navigates = new Set(['meta-refresh', 'link-away']);

  // Would catch: a policy with a hole that the app's own markup never tried.
  it(`lets nothing run or be asked for, of ${vectors.length * 2}`, async () => {
    const { origin } = new URL(shell.address);
    const context = await browser.newContext();
    await watch.follow(context, () => true);
    const leaks: string[] = [];
    const look = async (name: string, way: string): Promise<void> => {
      await settle();
      const happened = watch.take().filter((line) => !line.startsWith('kept by policy'));
      if (!navigates.has(name)) leaks.push(...happened.map((line) => `${name}, ${way}: ${line}`));
    };
    const click = (): void => {
      for (const each of document.querySelectorAll<HTMLElement>('a, button, .click')) {
        each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      }
    };
    for (const [at, { name, markup }] of vectors.entries()) {
      const page = await context.newPage();
      // As a document of its own.
      await page.goto(`${origin}/raw${at}.html`, { waitUntil: 'commit' }).catch(() => undefined);
      await page.evaluate(click).catch(() => undefined);
      await look(name, 'document');
      // Into the app's page, in the way that runs scripts.
      await page.goto(`${origin}/`);
      const inside = markup(`__pwn('${name}')`, addresses[at] ?? '');
      await page
        .evaluate((text) => {
          const fragment = document.createRange().createContextualFragment(text);
          document.body.append(fragment);
        }, inside)
        .catch(() => undefined);
      await page.evaluate(click).catch(() => undefined);
      await look(name, 'fragment');
      await page.close();
    }
    await context.close();
    expect(leaks).toEqual([]);
    writeReport('layers-policy', [
      { 'put into the page': vectors.length * 2, 'scripts or requests': leaks.length }
    ]);
  }, 600_000);
});
