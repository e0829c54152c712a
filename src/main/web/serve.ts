// The browser shell: the app's services and built interface on 127.0.0.1, for one person's own browser.
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { besideBytes, decode, encode } from '@shared/ipc/codec';
import { AppError } from '@shared/ipc/errors';
import type { App } from '../compose';
import { dispatch } from '../dispatch';
import { listRendererFiles, type RendererFile } from '../renderer-files';
import { securityHeaders } from '../security-headers';
import { maxStreams, streamEvents } from './event-stream';
import { readBody } from './read-body';
import { originOf, refuseForeign, refuseKeyless } from './request-guard';

/** The same port each time, so that the origin, and with it the browser's IndexedDB, stays the same. */
export const defaultPort = 27473;
/** The largest file, or pasted text as JSON, to import. */
const maxBodyBytes = 64 * 2 ** 20;

export interface ServeOptions {
  app: Pick<App, 'handlers' | 'events'>;
  /** The built interface. */
  rendererFolder: string;
  port: number;
}

export interface WebShell {
  /** To open in a browser; this run's secret stands in its fragment, which no request carries. */
  address: string;
  /** Resolves when a page that knows the secret has made its first request. */
  opened: Promise<void>;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Starts the server. Rejects with `portBusy`. */
export async function serve({ app, rendererFolder, port }: ServeOptions): Promise<WebShell> {
  const files = await listRendererFiles(rendererFolder);
  const key = randomBytes(32).toString('hex');
  let onOpened = (): void => undefined;
  let streams = 0;
  const opened = new Promise<void>((resolve) => (onOpened = resolve));

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      // The client went away in the middle, or sent what HTTP does not allow.
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader('Cache-Control', 'no-store');
    // Never put together into a path: it either is a key of a map or is not.
    const [path = ''] = (request.url ?? '').split('?');
    const isApi = path.startsWith('/api/');
    const needsKey = isApi || path === '/events';
    const refusal =
      refuseForeign(request.headers, boundPort()) ??
      (needsKey ? refuseKeyless(request.headers, key) : null);
    if (refusal) {
      refuse(response, refusal.status, refusal.reason);
    } else if (isApi) {
      onOpened();
      await answerApi(path.slice('/api/'.length), request, response);
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'method');
    } else if (path === '/events') {
      // A tab too many works on without events, and asks again; were it let in, all tabs would stand still.
      if (streams >= maxStreams) return refuse(response, 503, 'streams');
      streams += 1;
      response.on('close', () => (streams -= 1));
      streamEvents(app.events, response);
    } else {
      const file = files.get(path);
      if (file) sendFile(file, request, response);
      else refuse(response, 404, 'not found');
    }
  }

  async function answerApi(
    route: string,
    request: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    if (request.method !== 'POST') return refuse(response, 405, 'method');
    const type = /^[a-z/-]*/.exec(request.headers['content-type'] ?? '')?.[0];
    if (type !== 'application/json' && type !== 'application/octet-stream') {
      return refuse(response, 415, 'content type');
    }
    const body = await readBody(request, maxBodyBytes);
    if (body === null) return refuse(response, 413, 'too large');
    let input: unknown;
    try {
      input = type === 'application/json' ? decode(body.toString('utf8')) : inputOf(request, body);
    } catch {
      return refuse(response, 400, 'malformed');
    }
    const result = await dispatch(app.handlers, route, input);
    response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' });
    response.end(encode(result));
  }

  function boundPort(): number {
    const bound = server.address();
    return typeof bound === 'object' && bound ? bound.port : port;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new AppError('portBusy', { port }) : error);
    });
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });

  return {
    address: `${originOf(boundPort())}/#key=${key}`,
    opened,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      })
  };
}

/** A file's bytes and what came beside them. Throws where that is malformed. */
function inputOf(request: IncomingMessage, bytes: Uint8Array): object {
  const rest = decode(decodeURIComponent(String(request.headers[besideBytes.toLowerCase()])));
  return { ...(rest as object), bytes: new Uint8Array(bytes) };
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    // What was not read to its end is not waited for.
    ...(response.req.complete ? {} : { Connection: 'close' })
  });
  response.end(`${reason}\n`);
}

function sendFile(file: RendererFile, request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('Content-Type', file.contentType);
  if (file.immutable) {
    response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
  }
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  // Closes the file, too, where the client goes away in the middle.
  pipeline(createReadStream(file.path), response, () => undefined);
}
