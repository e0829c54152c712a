// Every route asked for what it must refuse, and for things that are not there: no file changes, nothing falls over.
import { Agent, request } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { dispatch } from '../src/main/dispatch';
import { serve, type WebShell } from '../src/main/web/serve';
import { besideBytes, decode, encode } from '../src/shared/ipc/codec';
import type { RouteName } from '../src/shared/ipc/routes';
import { isFull, writeReport, type ReportRow } from './report';
import { refusedInput, routeNames, strangeInput, wouldPass } from './requests';
import { seededRandom } from './random';
import { openWatchedApp, type WatchedApp } from './watched-app';

const perRoute = isFull ? 100_000 : 1000;
const overHttp = isFull ? 10_000 : 50;
const atOnce = 8;
/** Waits for a person, who is not there, or makes the process end. */
const strangePerRoute = isFull ? 300 : 30;

let folder = '';
let app: WatchedApp;
let shell: WebShell;
const rows: ReportRow[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-requests-'));
  app = await openWatchedApp(folder);
  await app.samples.open('translation', { jobId: crypto.randomUUID() });
  await app.library.fold();
  shell = await serve({ app, rendererFolder: 'out/renderer', port: 0 });
});
afterAll(async () => {
  await shell.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
  writeReport('requests', rows);
});

const tree = (): string[] => listLibrary(folder);

/** What would be wrong with any answer at all. */
function expectUnpolluted(): void {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

// Would catch: a route whose schema lets a path, a huge text or a foreign prototype through to its service.
it(`refuses what is malformed, ${perRoute} a route, and no file changes`, async () => {
  const random = seededRandom(7);
  const before = tree();
  for (const name of routeNames) {
    let refused = 0;
    for (let at = 0; at < perRoute; at += 1) {
      const result = await dispatch(app.handlers, name, refusedInput(name, random));
      if (!result.ok && result.error.code === 'badRequest') refused += 1;
    }
    rows.push({ route: name, malformed: perRoute, refused });
    expect(refused, name).toBe(perRoute);
  }
  expect(tree()).toEqual(before);
  expectUnpolluted();
}, 3_600_000);

// Would catch: a body that brings the server down, is read as another request, or answered with a trace of the code.
it(`answers malformed bodies over HTTP, ${overHttp} a route, and no file changes`, async () => {
  const random = seededRandom(8);
  const before = tree();
  const { origin, hash } = new URL(shell.address);
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const own = { 'X-Diptych-Key': hash.slice('#key='.length), Origin: origin };
  const ask = (name: RouteName, { headers, body }: SpoiltRequest): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { method: 'POST', agent, headers: { ...own, ...headers } };
      const sent = request(`${origin}/api/${name}`, options, (response) => {
        let answer = '';
        response.setEncoding('utf8').on('data', (part: string) => (answer += part));
        response.on('end', () => resolve(answer)).on('error', reject);
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The server may end a connection that stood idle just as it is used again; a new one tells.
        if (sent.reusedSocket && error.code === 'ECONNRESET')
          ask(name, { headers, body }).then(resolve, reject);
        else reject(error);
      });
      sent.end(body);
    });
  for (const name of routeNames) {
    let left = overHttp;
    let refused = 0;
    const askOn = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const spoilt = spoiltRequest(name, random);
        const answer = await ask(name, spoilt);
        if (/badRequest|^malformed/.test(answer) && !/\.[cm]?[jt]s:\d|node:internal/.test(answer))
          refused += 1;
        else expect(answer, `${name} ${spoilt.body.slice(0, 200)}`).toBe('a refusal');
      }
    };
    await Promise.all(Array.from({ length: atOnce }, askOn));
    rows.push({ route: `${name} over HTTP`, malformed: overHttp, refused });
  }
  agent.destroy();
  expect((await fetch(`${origin}/`)).status).toBe(200);
  expect(tree()).toEqual(before);
}, 7_200_000);

interface SpoiltRequest {
  headers: Record<string, string>;
  body: string;
}

/** A request that the route must refuse: its body cut, doubled, or with other bytes in it, as often as whole; or bytes with the rest beside them. */
function spoiltRequest(name: RouteName, random: () => number): SpoiltRequest {
  for (;;) {
    const text = encodable(refusedInput(name, random));
    if (random() < 0.15 && text.length < 4000) {
      if (isRight(name, () => ({ ...(decode(text) as object), bytes: new Uint8Array(3) })))
        continue;
      const headers = {
        'Content-Type': 'application/octet-stream',
        [besideBytes]: encodeURIComponent(text)
      };
      return { headers, body: 'abc' };
    }
    const ways = [text, text.slice(0, text.length / 2), text + text, `\u0000${text}`];
    const body = ways[Math.floor(random() * ways.length)] ?? '';
    // What JSON leaves out, such as a field that is undefined, may have been all that was wrong.
    if (!isRight(name, () => decode(body)))
      return { headers: { 'Content-Type': 'application/json' }, body };
  }
}

function isRight(name: RouteName, input: () => unknown): boolean {
  try {
    return wouldPass(name, input());
  } catch {
    return false;
  }
}

/** As a body would be, where it can be one. */
function encodable(input: unknown): string {
  try {
    return encode(input) ?? 'undefined';
  } catch {
    return '{"$bytes":"!"}';
  }
}

// Would catch: a service that falls over, or writes, at an id that names nothing; errors without a name of their own.
it('answers requests about what is not there by errors that it knows', async () => {
  const random = seededRandom(9);
  const outside = (): string[] =>
    tree().filter((line) => !/^(library|data|library Backups)\//.test(line));
  const before = outside();
  const unknown: string[] = [];
  for (const name of routeNames) {
    for (let at = 0; at < strangePerRoute; at += 1) {
      const input = strangeInput(name, random);
      if (input === null) break;
      const result = await dispatch(app.handlers, name, input);
      if (!result.ok && result.error.code === 'internal') {
        unknown.push(`${name}: ${result.error.message} ${JSON.stringify(input).slice(0, 300)}`);
      }
    }
  }
  expect(unknown).toEqual([]);
  expect(outside()).toEqual(before);
  const hello = await dispatch(app.handlers, 'app.hello', {});
  expect(hello.ok).toBe(true);
}, 600_000);
