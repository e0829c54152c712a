// Every route asked for what it must refuse, and for things that are not there: no file changes, nothing falls over.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { dispatch } from '../src/main/dispatch';
import { isFull, writeReport, type ReportRow } from './report';
import { refusedInput, routeNames, strangeInput } from './requests';
import { seededRandom } from './random';
import { openWatchedApp, type WatchedApp } from './watched-app';

const perRoute = isFull ? 100_000 : 1000;
/** Waits for a person, who is not there, or makes the process end. */
const strangePerRoute = isFull ? 300 : 30;

let folder = '';
let app: WatchedApp;
const rows: ReportRow[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-requests-'));
  app = await openWatchedApp(folder);
  await app.samples.open('translation', { jobId: crypto.randomUUID() });
  await app.library.fold();
});
afterAll(async () => {
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
