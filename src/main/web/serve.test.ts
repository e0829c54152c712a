// Real requests to a real server over a real library, written by hand where a browser would refuse to send them.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideBytes, decode, encode } from '@shared/ipc/codec';
import { AppError } from '@shared/ipc/errors';
import type { Result } from '@shared/ipc/result';
import { appPaths } from '../app-paths';
import { createApp, type App } from '../compose';
import { oddPaths } from '../odd-urls.test-data';
import { serve, type WebShell } from './serve';

let folder = '';
let app: App;
let shell: WebShell;
let port = 0;
let key = '';

interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}
interface Sent {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

function send({ method = 'GET', path = '/', headers = {}, body }: Sent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** As the page sends it; `headers` replace those it would send. */
function api(route: string, input: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  return send({
    method: 'POST',
    path: `/api/${route}`,
    headers: {
      Origin: `http://127.0.0.1:${port}`,
      'Content-Type': 'application/json',
      'X-Diptych-Key': key,
      'X-Diptych-Tab': 'tab',
      'Sec-Fetch-Site': 'same-origin',
      ...headers
    },
    body: encode(input)
  });
}
const resultOf = (reply: Reply): Result<unknown> => decode(reply.body) as Result<unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-web-'));
  const rendererFolder = join(folder, 'renderer');
  await mkdir(join(rendererFolder, 'assets'), { recursive: true });
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Diptych</title>');
  await writeFile(join(rendererFolder, 'assets/index-1a2b.js'), 'export {};');
  await writeFile(join(rendererFolder, 'notes.bak'), 'not served');
  app = await createApp({
    paths: appPaths(join(folder, 'data')),
    libraryFolder: join(folder, 'library'),
    locale: 'en',
    shell: 'browser',
    version: '0.0.0',
    program: 'test'
  });
  shell = await serve({ app, rendererFolder, port: 0 });
  const address = new URL(shell.address);
  port = Number(address.port);
  key = address.hash.slice('#key='.length);
});
afterAll(async () => {
  await shell.close();
  await app.close();
  await rm(folder, { recursive: true });
});

describe('what is served', () => {
  // Would catch: a page without its policy, or one that a stray `unsafe-inline` has opened.
  it('serves the page under a strict policy', async () => {
    const reply = await send({ path: '/' });
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = String(reply.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(reply.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  // Would catch: any way out of the built interface, or a listing of it.
  it('serves nothing else', async () => {
    expect((await send({ path: '/assets/index-1a2b.js' })).body).toBe('export {};');
    expect((await send({ path: '/notes.bak' })).status).toBe(404);
    expect(oddPaths.length).toBeGreaterThan(190);
    for (const path of oddPaths) {
      const { status } = await rawGet(path);
      expect([400, 404], path).toContain(status);
    }
  });

  // Would catch: a server that other machines can reach.
  it('listens on the loopback address only', async () => {
    expect(shell.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#key=[0-9a-f]{64}$/);
    const reaches = (host: string): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = connect(port, host, () => {
          socket.destroy();
          resolve(true);
        }).on('error', () => resolve(false));
      });
    expect(await reaches('127.0.0.1')).toBe(true);
    // Also of this machine alone; whoever listens on all addresses is found there, where the system has it.
    for (const host of ['127.0.0.2', '::1', ...ownAddresses()])
      expect(await reaches(host), host).toBe(false);
  });
});

/** Of this machine in its networks. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces()).flatMap((cards = []) =>
    cards.filter(({ internal }) => !internal).map(({ address }) => address)
  );

/** The path exactly as it stands, bytes and all, which `http.request` would not send. */
function rawGet(path: string): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]) });
    });
  });
}

describe('who may ask', () => {
  it('answers its own page', async () => {
    const reply = await api('app.hello', {});
    expect(reply.status).toBe(200);
    expect(reply.headers['cache-control']).toBe('no-store');
    expect(resultOf(reply)).toMatchObject({ ok: true, data: { shell: 'browser' } });
  });

  // Would catch: DNS rebinding, requests forged by other sites, and a guessable or optional secret.
  it.each<[string, Record<string, string>, number]>([
    ['a rebound name', { Host: 'evil.example' }, 403],
    ['a rebound name with the port', { Host: 'evil.example:27473' }, 403],
    ['a name that begins as the address does', { Host: '127.0.0.1.evil.example' }, 403],
    ['another port of this machine', { Host: '127.0.0.1:1' }, 403],
    ['localhost, another origin', { Host: 'localhost' }, 403],
    ['another site', { Origin: 'https://evil.example' }, 403],
    ['an opaque origin', { Origin: 'null' }, 403],
    ['another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['a cross-site request', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a request from the same site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['no key', { 'X-Diptych-Key': '' }, 401],
    ['a wrong key', { 'X-Diptych-Key': '0'.repeat(64) }, 401],
    ['a form', { 'Content-Type': 'text/plain' }, 415],
    ['a form with a file', { 'Content-Type': 'multipart/form-data; boundary=x' }, 415]
  ])('refuses %s', async (_who, headers, status) => {
    const reply = await api('app.hello', {}, headers);
    expect(reply.status).toBe(status);
    expect(reply.body).not.toContain('library');
  });

  it('refuses pages and events to foreign hosts, and events without the key', async () => {
    expect((await send({ headers: { Host: 'evil.example' } })).status).toBe(403);
    expect((await send({ path: '/events' })).status).toBe(401);
    expect((await send({ path: '/api/app.hello' })).status).toBe(401);
    const headers = { 'X-Diptych-Key': key };
    expect((await send({ path: '/api/app.hello', headers })).status).toBe(405);
    expect((await send({ method: 'OPTIONS', path: '/' })).status).toBe(405);
  });
});

/** Sends 80 MB without saying so; what comes of it. */
function tooMuch(): Promise<string> {
  return new Promise((resolve) => {
    const headers = { 'X-Diptych-Key': key, 'Content-Type': 'application/json' };
    const to = { host: '127.0.0.1', port, method: 'POST', path: '/api/files.put', headers };
    const outgoing = request(to, (response) => {
      resolve(String(response.statusCode));
      response.destroy();
    }).on('error', () => resolve('cut off'));
    const megabyte = Buffer.alloc(2 ** 20, ' ');
    let left = 80;
    const pump = (): void => {
      while (left > 0) {
        left -= 1;
        if (!outgoing.write(megabyte)) return void outgoing.once('drain', pump);
      }
      outgoing.end();
    };
    pump();
  });
}

describe('what may be asked', () => {
  // Would catch: a body that fills the memory, declared or not.
  it('refuses an oversized body', async () => {
    const headers = { 'Content-Length': String(200 * 2 ** 20) };
    const declared = await api('files.put', {}, headers).catch(() => ({ status: 413 }));
    expect(declared.status).toBe(413);
    expect(await tooMuch()).toMatch(/^(413|cut off)$/);
    expect((await api('app.hello', {})).status).toBe(200);
  });

  it('tells malformed requests without running them', async () => {
    const malformed = await send({
      method: 'POST',
      path: '/api/app.hello',
      headers: { 'X-Diptych-Key': key, 'Content-Type': 'application/json' },
      body: '{'
    });
    expect(malformed).toMatchObject({ status: 400, body: 'malformed\n' });
    for (const [route, input] of [
      ['no.such', {}],
      ['__proto__', {}],
      ['library.article', { id: '../../etc/passwd' }],
      ['app.hello', { more: 1 }],
      ['files.choose', {}]
    ] as const) {
      const result = resultOf(await api(route, input));
      expect(result, route).toMatchObject({ ok: false, error: { code: 'badRequest' } });
    }
  });

  // Would catch: bytes mangled on the way, or a handle that works twice.
  it('carries bytes', async () => {
    const bytes = new Uint8Array([0, 255, 128, 10]);
    const put = resultOf(await api('files.put', { name: 'a.txt', bytes }));
    expect(put).toMatchObject({ ok: true, data: { name: 'a.txt', byteLength: 4 } });
  });

  // Would catch: an uploaded file mangled as text, a name that no header can hold, or a handler run on half an input.
  it('takes bytes as they are, the name beside them', async () => {
    const upload = (beside: string): Promise<Reply> =>
      send({
        method: 'POST',
        path: '/api/files.put',
        headers: {
          'X-Diptych-Key': key,
          'Content-Type': 'application/octet-stream',
          [besideBytes]: beside
        },
        body: new Uint8Array([0, 255, 128, 13, 10])
      });
    const name = 'Đường “ven” sông.txt';
    expect(resultOf(await upload(encodeURIComponent(encode({ name }))))).toMatchObject({
      ok: true,
      data: { name, byteLength: 5 }
    });
    for (const beside of ['', '%', '{']) expect((await upload(beside)).status).toBe(400);
    expect(resultOf(await upload('%5B%5D'))).toMatchObject({
      ok: false,
      error: { code: 'badRequest' }
    });
  });
});

describe('events', () => {
  // Would catch: events held back in a buffer, or a listener kept for a tab that is gone.
  it('reach a tab as lines, until it goes', async () => {
    const lines: string[] = [];
    const gone = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/events`, {
      headers: { 'X-Diptych-Key': key },
      signal: gone.signal
    });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (): Promise<void> => {
      const { value = '' } = (await reader?.read()) ?? {};
      lines.push(...value.split('\n').filter((line) => line !== ''));
    };
    await next();
    app.events.emit('library.changed', {});
    while (lines.length === 0) await next();
    expect(lines).toEqual(['{"name":"library.changed","data":{}}']);
    gone.abort();
    app.events.emit('library.changed', {});
    expect((await api('app.hello', {})).status).toBe(200);
  });
});

// Would catch: six tabs that hold all the connections a browser has for a server, and leave none for requests.
it('streams to a few tabs at once, and lets the next in when one has gone', async () => {
  const open = async (signal: AbortSignal): Promise<number> => {
    const headers = { 'X-Diptych-Key': key };
    return (await fetch(`http://127.0.0.1:${port}/events`, { headers, signal })).status;
  };
  const first = new AbortController();
  const others = new AbortController();
  await expect.poll(() => open(first.signal)).toBe(200);
  for (let tab = 0; tab < 3; tab += 1) expect(await open(others.signal)).toBe(200);
  expect(await open(others.signal)).toBe(503);
  first.abort();
  await expect.poll(() => open(others.signal)).toBe(200);
  others.abort();
});

// Would catch: a second start that silently takes another port, and with it another, empty IndexedDB.
it('says that its port is taken', async () => {
  const second = serve({ app, rendererFolder: join(folder, 'renderer'), port });
  await expect(second).rejects.toEqual(new AppError('portBusy', { port }));
});
