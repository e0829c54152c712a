// The app in a real browser, and the places where it shows what came out of a file.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import MarkdownIt from 'markdown-it';
import { expect, type Page } from '@playwright/test';
import { App } from '../e2e/pages/app';
import { BrowserSession } from '../e2e/shells';
import { defaultExportOptions } from '../src/shared/export-choices';
import { decode, encode } from '../src/shared/ipc/codec';
import { type RouteInput, type RouteName, type RouteOutput } from '../src/shared/ipc/routes';
import { placeFragment } from '../src/shared/window-place';
import type { ArticleId } from '../src/domain/ids';
import { settle } from './settle';
import type { CarriedCase } from './carriers';
import type { Watch } from './watch';

/** What the app itself asks its own server for. */
const ownPath = /^\/(?:api\/[\w.]+|events|assets\/[\w.-]+|[\w-]+\.(?:html|svg|png|ico))?$/;

export class HostilePlaces {
  private constructor(
    private readonly session: BrowserSession,
    private readonly app: App,
    private readonly folder: string
  ) {}

  static async open(folder: string, watch: Watch, bypassCSP = false): Promise<HostilePlaces> {
    let origin: string | null = null;
    const session = await BrowserSession.open({
      library: join(folder, 'library'),
      profile: join(folder, 'profile'),
      language: 'en',
      viewport: { width: 1280, height: 800 },
      bypassCSP,
      follow: (context) =>
        watch.follow(context, (url) => {
          if (url.protocol === 'file:') return true;
          origin ??= url.origin;
          return url.origin === origin && ownPath.test(url.pathname);
        })
    });
    return new HostilePlaces(session, new App(session, 'en'), folder);
  }

  get page(): Page {
    return this.session.page;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  /** A request as the interface makes them. */
  async request<N extends RouteName>(route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
    const reply = await this.page.evaluate(
      async ([name, body]) => {
        const headers = {
          'X-Diptych-Key': sessionStorage.getItem('diptych-key') ?? '',
          'X-Diptych-Tab': crypto.randomUUID(),
          'Content-Type': 'application/json'
        };
        return (await fetch(`/api/${name}`, { method: 'POST', headers, body })).text();
      },
      [route, encode(input)] as const
    );
    const result = decode(reply) as { ok: boolean; data: RouteOutput<N>; error: unknown };
    if (!result.ok) throw new Error(`${route}: ${JSON.stringify(result.error)}`);
    return result.data;
  }

  /** Imports all files by the window's own dialog, and waits until each is an article. */
  async importAll(files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
    const paths = files.map(({ name, bytes }) => {
      const path = join(this.folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    await this.app.importFiles(paths);
    const missing = async (): Promise<string[]> => {
      const there = new Set((await this.articles()).map(({ fileName }) => fileName));
      return files.map(({ name }) => name).filter((name) => !there.has(name));
    };
    await expect.poll(missing, { timeout: 600_000 }).toEqual([]);
  }

  async articles(): Promise<RouteOutput<'library.list'>['articles']> {
    return (await this.request('library.list', {})).articles;
  }

  /** Goes to what the palette finds first. */
  async reader(words: string): Promise<void> {
    await this.app.command(words);
    await expect(this.app.text('source').first()).toBeVisible();
    await this.touch();
  }

  /** Two articles side by side, as a window of its own would open them. */
  async pair(sourceId: ArticleId, targetId: ArticleId): Promise<void> {
    const jobId = crypto.randomUUID();
    const { value } = await this.request('pair.create', { jobId, sourceId, targetId });
    const loaded = this.page.waitForEvent('load');
    await this.page.evaluate(
      (place) => {
        location.hash = place;
        location.reload();
      },
      placeFragment({ kind: 'pair', id: value.id })
    );
    await loaded;
    await this.app.reads();
    await this.touch();
  }

  async rows(sourceId: ArticleId, targetId: ArticleId, token: string): Promise<void> {
    await this.request('pair.create', { jobId: crypto.randomUUID(), sourceId, targetId });
    await this.library();
    await this.page
      .getByRole('table', { name: this.app.t('library.pairs') })
      .getByRole('row')
      .filter({ hasText: token })
      .getByRole('button')
      .first()
      .click();
    await this.app.reads();
    await this.touch();
  }

  async library(): Promise<void> {
    await this.app.command(this.app.t('common.goLibrary'));
  }

  async palette(words: string): Promise<void> {
    await this.app.press('ControlOrMeta+k');
    await this.page.getByRole('combobox', { name: this.app.t('palette.find') }).fill(words);
    await expect(this.page.getByRole('option').first()).toBeVisible();
    await this.app.press('Escape');
  }

  /** A note on the sentence under the cursor, with what another program might have put on the clipboard. */
  async note({ format }: CarriedCase, markup: string): Promise<void> {
    await this.app.focusReading();
    await this.app.press('ArrowDown', 'n');
    await expect(this.app.noteField).toBeFocused();
    const type = format === 'txt' || format === 'md' ? 'text/plain' : 'text/html';
    await this.app.noteField.evaluate(
      (field, [kind, content]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData(kind, content);
        clipboardData.setData('text/plain', content);
        field.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
        );
      },
      [type, `<p>Seen: ${markup} end</p>`] as const
    );
    await this.touch();
    await this.app.press('Escape');
  }

  /** The export's preview, as web page and as Markdown. */
  async preview(words: string): Promise<void> {
    await this.reader(words);
    await this.app.press('ControlOrMeta+e');
    const dialog = this.page.getByRole('dialog', { name: this.app.t('export.title') });
    const form = dialog.getByRole('combobox', { name: this.app.t('export.form') });
    for (const [name, sign] of [
      ['html', '<!DOCTYPE html>'],
      ['md', 'generator: Diptych']
    ] as const) {
      await form.selectOption(name);
      await expect(dialog.getByText(sign)).toBeVisible();
    }
    await this.app.press('Escape');
  }

  /** The files that are taken away, each opened in a page of its own; Markdown by a reader that lets all markup pass. */
  async takenAway(id: ArticleId): Promise<void> {
    for (const form of ['html', 'md'] as const) {
      const { exportId } = await this.request('export.run', {
        jobId: crypto.randomUUID(),
        subject: { kind: 'article', id },
        options: { ...defaultExportOptions, form, clutter: true }
      });
      const bytes = Buffer.from(await this.request('export.bytes', { exportId }));
      const text = bytes.toString();
      const path = join(this.folder, `${id}-${form}.html`);
      const shown =
        form === 'html'
          ? text
          : `<!doctype html><meta charset="utf-8">${new MarkdownIt({ html: true, linkify: true }).render(text)}`;
      writeFileSync(path, shown);
      const page = await this.page.context().newPage();
      await page.goto(pathToFileURL(path).href);
      await this.touch(page);
      await settle(page);
      await page.close();
    }
  }

  /** Moves over everything and presses what is no link to the outside; throws where markup of an article stands in the page. */
  async touch(page = this.page): Promise<void> {
    const found = await page.evaluate(() => {
      const bad: string[] = [];
      const inert = /^(?:https?:|mailto:|#|blob:|\/|\.\/)/i;
      for (const element of document.querySelectorAll('*')) {
        if (
          /^(?:iframe|frame|object|embed|base|portal|audio|video|template|noscript)$/.test(
            element.localName
          )
        )
          bad.push(element.outerHTML);
        for (const { name, value } of element.attributes) {
          const leads = /^(?:href|src|xlink:href|action|formaction|data|poster|background)$/.test(
            name
          );
          if (/^on|^srcdoc$|^ping$/.test(name) || (leads && !inert.test(value)))
            bad.push(element.outerHTML.slice(0, 300));
        }
        for (const type of ['mouseover', 'pointerover', 'focusin', 'toggle', 'animationstart'])
          element.dispatchEvent(new Event(type, { bubbles: true }));
      }
      return bad;
    });
    if (found.length > 0) throw new Error(`markup of an article in the page: ${found.join('\n')}`);
  }
}
