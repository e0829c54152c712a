// Each layer alone: what an article is reduced to, with the page's policy off; and the policy, with raw markup put into
// the page as no part of the app would.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import type { ArticleId } from '../src/domain/ids';
import { serve, type WebShell } from '../src/main/web/serve';
import { carriedCase, type CarriedCase } from './carriers';
import { HostilePlaces } from './places';
import { isFull, writeReport } from './report';
import { settle } from './settle';
import { vectors, type Vector } from './vectors';
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

/** Shown in pairs. */
const gateFormats = ['html', 'md'] as const;

interface Put {
  name: string;
  listener: string;
  markup: string;
  navigates: boolean;
  /** In no surroundings. */
  isAlone: boolean;
}

/** A policy keeps a page from loading and running, not from being left: that is Electron's lock, and the browser's own. */
const navigates = new Set(['meta-refresh', 'link-away']);

/** Come to nothing as a fragment, in any page: only a document's own parser runs them. */
const inDocumentsAlone = new Set([
  'svg-load',
  'svg-script',
  'svg-script-href',
  'mutated-math-form'
]);

/** What a vector stands in, for the policy alone: of a full run, more than nothing. */
const surroundings: Record<string, (inner: string) => string> = {
  '': (inner) => inner,
  ' in a cell': (inner) => `<table><tr><td>${inner}</td></tr></table>`,
  ' in a drawing': (inner) => `<svg><foreignObject>${inner}</foreignObject></svg>`,
  ' in a formula': (inner) => `<math><mtext>${inner}</mtext></math>`,
  ' in a form': (inner) => `<form><fieldset><legend>x</legend>${inner}</fieldset></form>`,
  ' after what is left open': (inner) => `<p title="x"><b><i><div><button>${inner}`
};

/** Presses whatever can be pressed. Runs in the page. */
function click(): void {
  for (const each of document.querySelectorAll<HTMLElement>('a, button, .click')) {
    each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }
}

/** Puts markup into the page in the way that runs scripts, and presses what came with it. Runs in the page. */
function append(markup: string): void {
  const holder = document.body.appendChild(document.createElement('div'));
  holder.append(document.createRange().createContextualFragment(markup));
  for (const each of holder.querySelectorAll<HTMLElement>('a, button, .click')) {
    each.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  }
}

/** Vectors that stand in one article, each with a word after it that shows where it ended. */
interface Bundle {
  vector: Vector;
  names: string[];
  after: string[];
}

/**
 * All vectors, each calling out by its own name and listener: in a full run each alone, else several together but
 * for those that would swallow what comes after them.
 */
async function bundled(): Promise<Bundle[]> {
  const groups: Vector[][] = [];
  for (const vector of vectors) {
    const open = groups.at(-1);
    const alone = isFull || /^(?:mutated|base$)/.test(vector.name);
    if (open && !alone && open.length < 6 && !/^(?:mutated|base$)/.test(open[0]?.name ?? ''))
      open.push(vector);
    else groups.push([vector]);
  }
  return Promise.all(
    groups.map(async (group) => {
      const names = group.map(({ name }) => name);
      const addresses = await Promise.all(names.map((name) => watch.listen(name)));
      const after = names.map((name) => `after ${name}`);
      const parts = group.map(
        ({ name, markup }, at) =>
          `${markup(`__pwn('${name}')`, addresses[at] ?? '')}\n\n<p>${after[at]}</p>`
      );
      return { vector: { name: names.join(', '), markup: () => parts.join('\n\n') }, names, after };
    })
  );
}

describe('the reduction to blocks, with the policy off', () => {
  const formats = isFull ? (['html', 'md', 'mhtml', 'epub', 'docx', 'txt'] as const) : gateFormats;
  let places: HostilePlaces;
  beforeAll(async () => {
    places = await HostilePlaces.open(folder, watch, true);
  }, 60_000);
  afterAll(() => places.close());

  // Would catch: a safety that is the policy's alone.
  it(`lets nothing run or be asked for, of ${vectors.length * formats.length} in articles`, async () => {
    const bundles = await bundled();
    const cases = bundles.flatMap(({ vector }, row) =>
      formats.map((format, column) =>
        carriedCase(vector, format, `kx${row}${String.fromCharCode(97 + column)}q`, '')
      )
    );
    await places.importAll(cases);
    // The watch sees, and the policy is off.
    await places.page.evaluate(() => {
      document.body.append(
        document.createRange().createContextualFragment('<script>__pwn(0)</script>')
      );
    });
    await settle(places.page);
    expect(watch.take()).toEqual(['ran: 0']);

    const articles = await places.articles();
    const idOf = ({ token }: CarriedCase): ArticleId => {
      const found = articles.find(({ title, fileName }) => `${title} ${fileName}`.includes(token));
      if (!found) throw new Error(`${token} is not in the library`);
      return found.id;
    };
    let tried = 0;
    for (const [row, { names, after }] of bundles.entries()) {
      const own = cases.slice(row * formats.length, (row + 1) * formats.length);
      for (let at = 0; at < own.length; at += 2) {
        const ids = own.slice(at, at + 2).map(idOf);
        const [source, target] = ids;
        if (source === undefined || target === undefined) throw new Error('formats come in pairs');
        await places.pair(source, target);
        await settle(places.page);
        for (const name of names) await watch.heard(name);
        expect(watch.take(), names.join()).toEqual([]);
        for (const id of ids) {
          // Would catch: a vector that hid the next from the parser, so that only the first was tried.
          const article = await places.request('library.article', { id });
          const shown = after.filter((word) => article.text.includes(word)).length;
          if (names.length > 1) expect(shown, names.join()).toBe(names.length);
          tried += names.length;
        }
      }
    }
    expect(tried).toBe(vectors.length * formats.length);
    writeReport('layers-reduction', [{ 'in articles': tried, 'scripts or requests': 0 }]);
  }, 1_200_000);
});

describe('the policy, with raw markup in the page', () => {
  let app: WatchedApp;
  let shell: WebShell;
  let bare: Server;
  let browser: Browser;
  const renderer = (): string => join(folder, 'renderer');
  const put: Put[] = [];
  const raw = vectors.length * (isFull ? Object.keys(surroundings).length : 1);
  beforeAll(async () => {
    await cp('out/renderer', renderer(), { recursive: true });
    for (const { name, markup } of vectors) {
      const listener = `raw ${name}`;
      const address = await watch.listen(listener);
      const own = { listener, navigates: navigates.has(name) };
      const inner = markup(`__pwn('${name}')`, address);
      for (const [where, around] of Object.entries(surroundings)) {
        if (where === '' || isFull)
          put.push({ ...own, name: name + where, isAlone: where === '', markup: around(inner) });
      }
    }
    for (const [at, { markup }] of put.entries())
      await writeFile(join(renderer(), `raw${at}.html`), `<!doctype html><body>${markup}`);
    app = await openWatchedApp(join(folder, 'raw'));
    shell = await serve({ app, rendererFolder: renderer(), port: 0 });
    bare = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end('<!doctype html><body>');
    });
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch(await chromiumLaunch());
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await shell.close();
    await app.close();
    bare.close();
  });

  /** A page of the browser's own, whose every doing is watched. */
  async function watchedPage(): Promise<Page> {
    const context = await browser.newContext();
    await watch.follow(context, () => true);
    return context.newPage();
  }

  /** At that address, in a context that no fragment has been in. */
  async function anew(old: Page | null, origin: string): Promise<Page> {
    await old?.context().close();
    const page = await watchedPage();
    await page.goto(`${origin}/`);
    await settle(page);
    // Would catch: a page of the app whose own doing its policy has to keep from happening.
    expect(watch.take()).toEqual([]);
    return page;
  }

  /** What came of it and was not kept from happening. */
  async function harm(page: Page, { listener }: Put): Promise<string[]> {
    await settle(page);
    await watch.heard(listener);
    return watch.take().filter((line) => !line.startsWith('kept by policy'));
  }

  // Would catch: a policy with a hole that the app's own markup never tried.
  it(`lets nothing run or be asked for, of ${raw} documents`, async () => {
    const { origin } = new URL(shell.address);
    const page = await watchedPage();
    const leaks: string[] = [];
    for (const [at, each] of put.entries()) {
      await page.goto(`${origin}/raw${at}.html`).catch(() => undefined);
      await page.evaluate(click).catch(() => undefined);
      const found = await harm(page, each);
      if (!each.navigates) leaks.push(...found.map((line) => `${each.name}: ${line}`));
    }
    await page.context().close();
    expect(leaks).toEqual([]);
    writeReport('layers-documents', [
      { 'put into a document': put.length, 'scripts or requests': leaks.length }
    ]);
  }, 600_000);

  // Would catch: a policy that the app's own page does not have.
  it(`lets nothing run or be asked for, of ${raw} fragments`, async () => {
    const { origin } = new URL(shell.address);
    let page = await anew(null, origin);
    const leaks: string[] = [];
    for (const each of put) {
      // One after the other into the same page, and those of a full run that stand alone each into a page of its own.
      if (isFull && each.isAlone) page = await anew(page, origin);
      await page.evaluate(append, each.markup).catch(() => undefined);
      const found = await harm(page, each);
      if (!each.navigates) leaks.push(...found.map((line) => `${each.name}: ${line}`));
      else page = await anew(page, origin);
    }
    await page.context().close();
    expect(leaks).toEqual([]);
    writeReport('layers-fragments', [
      { 'put into the page': put.length, 'scripts or requests': leaks.length }
    ]);
  }, 600_000);

  // Would catch: a wait that ends before the harm, and a page in which one fragment shields the next.
  it('would see the harm of each fragment in a page without a policy', async () => {
    const { port } = bare.address() as AddressInfo;
    const origin = `http://127.0.0.1:${port}`;
    const quiet: string[] = [];
    let page = await anew(null, origin);
    for (const each of put) {
      await page.evaluate(append, each.markup).catch(() => undefined);
      const found = await harm(page, each);
      if (found.length === 0) quiet.push(each.name);
      if (each.navigates || page.url() !== `${origin}/`) page = await anew(page, origin);
    }
    await page.context().close();
    writeReport('layers-control', [
      { 'put into a page without policy': put.length, 'did harm': put.length - quiet.length }
    ]);
    // In some surroundings they come to nothing of themselves.
    const alone = new Set(
      vectors.map(({ name }) => name).filter((name) => !inDocumentsAlone.has(name))
    );
    expect(quiet.filter((name) => alone.has(name))).toEqual([]);
    expect(quiet.length).toBeLessThan(put.length / 2);
  }, 600_000);
});
