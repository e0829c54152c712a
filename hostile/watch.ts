// Whatever an article's content does in a browser: script it runs, and what it asks for, by vector.
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';

const types: Record<string, string> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html',
  png: 'image/png'
};

const connected = (name: string): string => `${name} was connected to`;
/** What {@link Watch.heard} asks for. */
const ownPath = '/own';

export class Watch {
  /** Calls of the canary, dialogs, and reports of what a page's policy kept from happening. */
  readonly scripts: string[] = [];
  /** Connections and requests to the vectors' own listeners, and requests beyond the app's origin. */
  readonly requests: string[] = [];
  readonly #servers = new Map<string, Server>();

  /** Listens for a vector of its own; its address. */
  async listen(name: string): Promise<string> {
    const server = createServer((request, response) => {
      const { url = '' } = request;
      if (url === ownPath) {
        this.requests.splice(this.requests.lastIndexOf(connected(name)), 1);
        response.end();
        return;
      }
      this.requests.push(`${name} asked for ${url}`);
      response.writeHead(200, {
        'Content-Type': types[url.split('.').at(-1) ?? ''] ?? 'text/plain',
        'Access-Control-Allow-Origin': '*'
      });
      response.end(url.endsWith('.js') ? `__pwn('${name}')` : '');
    });
    server.on('connection', () => this.requests.push(connected(name)));
    this.#servers.set(name, server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Resolves once all that connected to the vector's listener by now was counted: it hears one after the other. */
  async heard(name: string): Promise<void> {
    const { port } = this.#servers.get(name)?.address() as AddressInfo;
    await new Promise<void>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: ownPath, agent: false }, (response) => {
        response.resume().on('end', resolve);
      }).on('error', reject);
    });
  }

  /** Watches every page of the context; requests that `isOwn` knows are let pass in silence. */
  async follow(context: BrowserContext, isOwn: (url: URL) => boolean): Promise<void> {
    await context.exposeBinding('__pwn', (_source, name: unknown) => {
      this.scripts.push(`ran: ${String(name)}`);
    });
    await context.exposeBinding('__kept', (_source, what: unknown) => {
      this.scripts.push(`kept by policy: ${String(what)}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const kept = (window as unknown as { __kept: (what: string) => void }).__kept;
        kept(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith('blob:') && !isOwn(new URL(url))) {
        this.requests.push(`page asked for ${url}`);
      }
    });
    const watch = (page: Page): void => {
      page.on('dialog', (dialog) => {
        this.scripts.push(`dialog: ${dialog.message()}`);
        dialog.dismiss().catch(() => undefined);
      });
    };
    context.pages().forEach(watch);
    context.on('page', watch);
  }

  /** What happened since the last call. */
  take(): string[] {
    return [...this.scripts.splice(0), ...this.requests.splice(0)];
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#servers.values()].map(
        (server) =>
          new Promise((resolve) => {
            server.close(resolve);
            server.closeAllConnections();
          })
      )
    );
  }
}
