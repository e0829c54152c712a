// The browser shell as a process of its own, each route asked over HTTP for what it must refuse: no file changes, and the
// process answers to the end.
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool, errors } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { ended, serve } from '../e2e/shells';
import { spoiltRequests, type SpoiltRequest } from './http-requests';
import { seededRandom } from './random';
import { isFull, writeReport, type ReportRow } from './report';
import { routeNames } from './requests';
import { openWatchedApp } from './watched-app';

const perRoute = isFull ? 100_000 : 50;
/** Connections, and requests that are on their way on each. */
const connections = 4;
const pipelining = 16;

let folder = '';
let child: ChildProcess;
let pool: Pool;
let own: Record<string, string> = {};
let idleEnds = 0;
const rows: ReportRow[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-http-requests-'));
  const app = await openWatchedApp(folder);
  await app.samples.open('translation', { jobId: crypto.randomUUID() });
  await app.close();
  const library = join(folder, 'library');
  const shell = await serve({ library, profile: folder, port: 0, language: 'en' });
  child = shell.child;
  const { origin, hash } = new URL(shell.address);
  own = { 'X-Diptych-Key': hash.slice('#key='.length), Origin: origin };
  pool = new Pool(origin, { connections, pipelining });
  // Else it would make one by itself meanwhile, and files would change.
  const body = JSON.stringify({ jobId: crypto.randomUUID() });
  const made = await ask('backups.make', { headers: { 'Content-Type': 'application/json' }, body });
  expect(JSON.parse(made)).toMatchObject({ ok: true });
});
afterAll(async () => {
  await pool.close();
  child.kill('SIGTERM');
  await ended(child);
  await rm(folder, { recursive: true, force: true });
  writeReport('http-requests', rows);
});

/** Whether a connection ended that had carried answers before. */
const isIdleEnd = (thrown: unknown): boolean =>
  thrown instanceof errors.SocketError && (thrown.socket?.bytesRead ?? 0) > 0;

async function ask(route: string, spoilt: SpoiltRequest): Promise<string> {
  try {
    const answer = await pool.request({
      path: `/api/${route}`,
      method: 'POST',
      headers: { ...own, ...spoilt.headers },
      body: spoilt.body,
      // Sent while earlier ones are not yet answered: none of them changes anything, or the test fails.
      idempotent: true,
      blocking: false
    });
    return await answer.body.text();
  } catch (thrown) {
    // On a machine that stands still for 5 s the server ends what was idle so long, whatever was just sent on it. A
    // server that fell over takes no new connection either.
    if (!isIdleEnd(thrown) || child.exitCode !== null) throw thrown;
    idleEnds += 1;
    return ask(route, spoilt);
  }
}

const isRefusal = (answer: string): boolean =>
  /badRequest|^malformed/.test(answer) && !/\.[cm]?[jt]s:\d|node:internal/.test(answer);

// Would catch: a body that brings the server down, is read as another request, or answered with a trace of the code.
it(`refuses malformed bodies over HTTP, ${perRoute} a route, and no file changes`, async () => {
  const random = seededRandom(8);
  const before = listLibrary(folder);
  for (const name of routeNames) {
    const requests = spoiltRequests(name, random);
    let left = perRoute;
    let refused = 0;
    const askOn = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const spoilt = requests.next().value;
        const answer = await ask(name, spoilt);
        if (isRefusal(answer)) refused += 1;
        else expect(answer, `${name} ${spoilt.body.slice(0, 200)}`).toBe('a refusal');
      }
    };
    await Promise.all(Array.from({ length: connections * pipelining }, askOn));
    rows.push({ route: name, 'over HTTP': perRoute, refused });
  }
  rows.push({ route: 'idle connections ended, and asked again', refused: idleEnds });
  expect(child.exitCode).toBeNull();
  const page = await pool.request({ path: '/', method: 'GET' });
  expect(page.statusCode).toBe(200);
  await page.body.dump();
  expect(listLibrary(folder)).toEqual(before);
}, 10_800_000);
