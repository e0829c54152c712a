// Every route asked for what it must refuse, and for things that are not there: no file changes, nothing falls over.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { dispatch, type Handlers } from '../src/main/dispatch';
import { isFull, writeReport, type ReportRow } from './report';
import { routeNames, spoiltInputs, strangeInput, wouldPass } from './requests';
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

// Would catch: a route whose schema lets a path, a huge text or a foreign prototype through to its service, or falls over.
it(`refuses what is malformed, ${perRoute} a route`, async () => {
  const random = seededRandom(7);
  let reached = 0;
  const services = Object.fromEntries(
    routeNames.map((name) => [name, () => Promise.resolve((reached += 1))])
  ) as unknown as Handlers;
  for (const name of routeNames) {
    const inputs = spoiltInputs(name, random);
    let refused = 0;
    while (refused < perRoute) {
      const input = inputs.next().value;
      const before = reached;
      const result = await dispatch(services, name, input);
      if (!result.ok && result.error.code === 'badRequest') refused += 1;
      // Chance had left it right.
      else if (reached === before || !wouldPass(name, input)) expect(result, name).toBe('refused');
    }
    rows.push({ route: name, malformed: perRoute, refused });
  }
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
