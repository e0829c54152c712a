// Every route asked for what it must refuse, and for things that are not there: no file changes, nothing falls over.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { dispatch } from '../src/main/dispatch';
import { serve, type WebShell } from '../src/main/web/serve';
import { decode, encode } from '../src/shared/ipc/codec';
import type { RouteName } from '../src/shared/ipc/routes';
import { isFull, writeReport, type ReportRow } from './report';
import { refusedInput, routeNames, strangeInput, wouldPass } from './requests';
import { seededRandom } from './random';
import { openWatchedApp, type WatchedApp } from './watched-app';

const perRoute = isFull ? 100_000 : 1000;
const overHttp = isFull ? 1000 : 15;
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
  const headers = { 'X-Diptych-Key': hash.slice('#key='.length), Origin: origin };
  for (const name of routeNames) {
    for (let at = 0; at < overHttp; at += 1) {
      const body = spoiltBody(name, random);
      const response = await fetch(`${origin}/api/${name}`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body
      });
      const answer = await response.text();
      expect(answer, `${name} ${body.slice(0, 200)}`).not.toMatch(/\.[cm]?[jt]s:\d|node:internal/);
      expect(answer).toMatch(/badRequest|^malformed/);
    }
  }
  expect((await fetch(`${origin}/`)).status).toBe(200);
  expect(tree()).toEqual(before);
}, 3_600_000);

/** A body that the route must refuse: cut, doubled, or with other bytes in it, as often as whole. */
function spoiltBody(name: RouteName, random: () => number): string {
  for (;;) {
    const text = encodable(refusedInput(name, random));
    const ways = [text, text.slice(0, text.length / 2), text + text, `\u0000${text}`];
    const body = ways[Math.floor(random() * ways.length)] ?? '';
    // What JSON leaves out, such as a field that is undefined, may have been all that was wrong.
    if (!isRight(name, body)) return body;
  }
}

function isRight(name: RouteName, body: string): boolean {
  try {
    return wouldPass(name, decode(body));
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
