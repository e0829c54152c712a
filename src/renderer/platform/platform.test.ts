import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { besideBytes, decode, encode } from '@shared/ipc/codec';
import type { EventMessage } from '@shared/ipc/events';
import type { Result } from '@shared/ipc/result';
import { BridgeClient } from './bridge-client';
import type { Client } from './client';
import { pickFiles, putFile } from './files';
import { HttpClient, takeKey } from './http-client';
import { readLines } from './line-stream';
import { saveExport } from './save';

const origin = 'http://127.0.0.1:1';
const clients: HttpClient[] = [];

/** The loopback server's side of fetch: requests by path, event streams that the test feeds. */
class Server {
  readonly seen: { path: string; headers: Headers; body: unknown }[] = [];
  readonly streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  reply: () => Response = () => new Response(encode({ ok: true, data: null }));
  up = true;

  constructor() {
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      if (!this.up) return Promise.reject(new TypeError('Failed to fetch'));
      const path = (input as string).slice(origin.length);
      const headers = new Headers(init?.headers);
      const body = typeof init?.body === 'string' ? decode(init.body) : init?.body;
      this.seen.push({ path, headers, body });
      if (path !== '/events') return Promise.resolve(this.reply());
      const stream = new ReadableStream<Uint8Array>({
        start: (controller) => void this.streams.push(controller)
      });
      return Promise.resolve(new Response(stream));
    });
  }

  send(bytes: Uint8Array): void {
    this.streams.at(-1)?.enqueue(bytes);
  }
}

function connect(): HttpClient {
  const client = new HttpClient(origin, 'abc');
  clients.push(client);
  return client;
}

afterEach(() => {
  for (const client of clients.splice(0)) client.close();
  vi.restoreAllMocks();
});

describe('the key', () => {
  // Catches a secret left in the address bar, or lost on reload.
  it('is taken off the address and kept for reloads', () => {
    sessionStorage.removeItem('diptych-key');
    const replaceState = vi.fn();
    const place = { hash: '#key=0f3a', pathname: '/', search: '' };
    expect(takeKey(place, { replaceState, state: null }, sessionStorage)).toBe('0f3a');
    expect(replaceState).toHaveBeenCalledWith(null, '', '/');
    expect(takeKey({ ...place, hash: '' }, { replaceState, state: null }, sessionStorage)).toBe(
      '0f3a'
    );
    sessionStorage.removeItem('diptych-key');
    expect(takeKey({ ...place, hash: '#x' }, { replaceState, state: null }, sessionStorage)).toBe(
      ''
    );
  });
});

describe('requests over HTTP', () => {
  // Catches a wire that the server does not understand, and bytes damaged on the way.
  it('carry the key, the tab and bytes', async () => {
    const server = new Server();
    const bytes = new Uint8Array([0, 255, 128]);
    const data = { handle: crypto.randomUUID(), name: 'a', byteLength: 3 };
    server.reply = () => new Response(encode({ ok: true, data }));
    const client = connect();
    expect(await client.request('files.put', { name: 'một “a”', bytes })).toEqual(data);
    const request = server.seen.find(({ path }) => path === '/api/files.put');
    expect(request?.body).toBe(bytes);
    expect(decode(decodeURIComponent(request?.headers.get(besideBytes) ?? ''))).toEqual({
      name: 'một “a”'
    });
    expect(request?.headers.get('X-Diptych-Key')).toBe('abc');
    expect(request?.headers.get('X-Diptych-Tab')).toMatch(/^[0-9a-f-]{36}$/);
  });

  // Catches failures that reach the interface as something it has no words for.
  it('reject with AppErrors, whatever goes wrong', async () => {
    const server = new Server();
    const client = connect();
    const failure = (): Promise<unknown> =>
      client.request('library.list', {}).catch((thrown: unknown) => thrown);
    const error = { code: 'diskFull', message: 'x', details: { file: 'a.txt' } };
    server.reply = () => new Response(encode({ ok: false, error }), { status: 200 });
    expect(await failure()).toMatchObject({ code: 'diskFull', details: { file: 'a.txt' } });
    server.reply = () => new Response('', { status: 401 });
    expect(await failure()).toMatchObject({ code: 'unauthorised' });
    server.reply = () => new Response('<html>', { status: 502 });
    expect(await failure()).toMatchObject({ code: 'disconnected' });
    server.up = false;
    const gone = await failure();
    expect(gone).toBeInstanceOf(AppError);
    expect(gone).toMatchObject({ code: 'disconnected' });
  });
});

describe('events over HTTP', () => {
  // Catches a message cut in the middle of a letter, and heartbeats taken for messages.
  it('arrive whole, however the stream is cut', async () => {
    const server = new Server();
    const client = connect();
    const labels: string[] = [];
    client.on('job.progress', ({ label }) => labels.push(label));
    await vi.waitFor(() => expect(client.connected()).toBe(true));
    const message = (label: string): string =>
      `${JSON.stringify({ name: 'job.progress', data: { jobId: 'j', done: 1, total: 2, label } })}\n\n`;
    const bytes = new TextEncoder().encode(message('tệp một') + message('tệp hai'));
    for (let at = 0; at < bytes.length; at += 7) server.send(bytes.subarray(at, at + 7));
    await vi.waitFor(() => expect(labels).toEqual(['tệp một', 'tệp hai']));
  });

  // Catches a window that goes deaf when the shell restarts, and a store that is not told to catch up.
  it('come again after the connection was lost', async () => {
    const server = new Server();
    const client = connect();
    const connects = vi.fn();
    client.onConnect(connects);
    await vi.waitFor(() => expect(connects).toHaveBeenCalledTimes(1));
    server.up = false;
    server.streams[0]?.error(new TypeError('network'));
    await vi.waitFor(() => expect(client.connected()).toBe(false));
    server.up = true;
    dispatchEvent(new Event('focus'));
    await vi.waitFor(() => expect(connects).toHaveBeenCalledTimes(2));
    expect(client.connected()).toBe(true);
  });
});

it('readLines leaves out a torn last line', async () => {
  const lines: string[] = [];
  for await (const line of readLines(new Blob(['a\n\nb\ntorn']).stream())) lines.push(line);
  expect(lines).toEqual(['a', '', 'b']);
});

/** A client whose replies the test gives. */
function answering(answers: Record<string, unknown>): Client & { asked: [string, unknown][] } {
  const asked: [string, unknown][] = [];
  return {
    asked,
    request: (name, input) => {
      asked.push([name, input]);
      return Promise.resolve(answers[name] as never);
    },
    on: () => () => undefined,
    onConnect: () => () => undefined,
    connected: () => true
  };
}

describe('files', () => {
  // Catches dropped files that arrive out of order, empty, or under another name.
  it('are handed to main whole and in order', async () => {
    const client = answering({ 'files.put': { handle: 'h', name: 'n', byteLength: 1 } });
    const files = [new File(['một'], 'một.txt'), new File([new Uint8Array([255, 0])], 'b.pdf')];
    for (const file of files) expect(await putFile(client, file)).toMatchObject({ handle: 'h' });
    expect(client.asked).toEqual([
      ['files.put', { name: 'một.txt', bytes: new TextEncoder().encode('một') }],
      ['files.put', { name: 'b.pdf', bytes: new Uint8Array([255, 0]) }]
    ]);
  });

  // Catches a file of gigabytes read into the window's memory, to be refused then.
  it('are not read where they are too large', async () => {
    const client = answering({});
    const large = new File([], 'large.txt');
    Object.defineProperty(large, 'size', { value: 20_000_001 });
    large.arrayBuffer = () => Promise.reject(new Error('read'));
    await expect(putFile(client, large)).rejects.toMatchObject({
      code: 'fileTooLarge',
      details: { file: 'large.txt', megabytes: 20 }
    });
    expect(client.asked).toEqual([]);
  });

  // Catches a browser's picker opening inside Electron, where main asks.
  it('are chosen by main in Electron', async () => {
    const client = answering({ 'files.choose': [] });
    expect(await pickFiles(client, 'electron')).toEqual([]);
    expect(client.asked).toEqual([['files.choose', {}]]);
  });

  // Catches a download under a wrong name, or an export that is fetched although main saves it itself.
  it('are saved by main in Electron and downloaded in a browser', async () => {
    const report = { exportId: 'e', fileName: 'cặp.pdf', byteLength: 2, pages: 1, highlights: 0 };
    const client = answering({
      'export.save': { savedAs: null },
      'export.bytes': new Uint8Array([37, 80])
    });
    expect(await saveExport(client, 'electron', { ...report, annotations: 0 })).toBeNull();
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement
    ) {
      saved.push(this.download, this.href);
    });
    expect(await saveExport(client, 'browser', { ...report, annotations: 0 })).toBe('cặp.pdf');
    expect(saved[0]).toBe('cặp.pdf');
    vi.restoreAllMocks();
    const bytes = await (await fetch(saved[1] ?? '')).arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array([37, 80]));
    expect(client.asked.map(([name]) => name)).toEqual(['export.save', 'export.bytes']);
  });
});

describe('the Electron bridge', () => {
  // Catches events lost or errors unpacked wrongly on the product's own transport.
  it('forwards requests, events and errors', async () => {
    let listener: (message: EventMessage) => void = () => undefined;
    let result: Result<unknown> = { ok: true, data: { articles: [], pairs: [] } };
    const client = new BridgeClient({
      request: () => Promise.resolve(result),
      on: (given) => {
        listener = given;
        return () => undefined;
      }
    });
    expect(await client.request('library.list', {})).toEqual({ articles: [], pairs: [] });
    result = { ok: false, error: { code: 'pairNotFound', message: '', details: {} } };
    await expect(client.request('library.list', {})).rejects.toMatchObject({
      code: 'pairNotFound'
    });
    const heard = vi.fn();
    const stop = client.on('library.changed', heard);
    listener({ name: 'library.changed', data: {} });
    stop();
    listener({ name: 'library.changed', data: {} });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
