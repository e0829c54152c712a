// Real processes, killed while they write: `DIPTYCH_KILLS=1000` makes it as many.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepReport } from '../../../scripts/kept-report.mjs';
import { checkLibrary } from './check-library';
import { openLibrary } from './open-library';
import { fixedClock } from './test-fixtures/facts';
import {
  acknowledgedIn,
  buildWriter,
  lostOf,
  newLibrary,
  startWriter,
  type Acknowledged
} from './test-fixtures/writer';

const kills = Number(process.env.DIPTYCH_KILLS ?? 20);
/** A library grows by what is written until a kill: many kills of one would be spent on reading it. */
const perLibrary = 25;
let folder: string;
let program: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-kills-'));
  program = await buildWriter(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Lets a writer work and kills it. Returns what it said was saved. */
async function writeUntilKilled(library: string, articleId: string): Promise<Acknowledged[]> {
  const child = startWriter(program, library, articleId);
  let said = '';
  // Counted in acknowledgements, so that a slow machine is killed as late; then at any moment of the next writes.
  const patience = 1 + randomInt(40);
  const later = randomInt(12);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const enough = said.split('\n').length > patience;
    said += text;
    if (enough || said.split('\n').length <= patience) return;
    if (later === 0) child.kill('SIGKILL');
    else setTimeout(() => child.kill('SIGKILL'), later);
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return acknowledgedIn(said);
}

/** A new library, its writer killed so often: nothing it said is missing. The number of things it said. */
async function killOften(name: string, times: number): Promise<number> {
  const { path, id } = await newLibrary(join(folder, name));
  const all: Acknowledged[] = [];
  for (let kill = 0; kill < times; kill += 1) {
    all.push(...(await writeUntilKilled(path, id)));
    const reader = await openLibrary(path, { clock: fixedClock, readOnly: true });
    expect(await lostOf(reader, all), `kill ${kill}`).toEqual([]);
    await reader.close();
  }
  const again = await openLibrary(path, { clock: fixedClock });
  expect(await lostOf(again, all)).toEqual([]);
  expect(again.info().damaged).toEqual([]);
  await again.close();
  expect((await checkLibrary(path)).problems).toEqual([]);
  return all.length;
}

it(
  `loses nothing acknowledged in ${kills} kills`,
  async () => {
    let acknowledged = 0;
    for (let killed = 0; killed < kills; killed += perLibrary) {
      acknowledged += await killOften(`killed-${killed}`, Math.min(perLibrary, kills - killed));
      const done = Math.min(kills, killed + perLibrary);
      keepReport('durability', 'Kills while writing', [{ kills: done, acknowledged, lost: 0 }]);
    }
    expect(acknowledged).toBeGreaterThan(kills);
  },
  60_000 + kills * 5_000
);

// Catches a reader that comes in the middle of a fold and finds a note neither in the journal nor in a sidecar.
it('shows a reader everything saved before it came, while the owner writes and folds', async () => {
  const { path, id } = await newLibrary(join(folder, 'read'));
  const child = startWriter(program, path, id);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  for (let round = 0; round < 40; round += 1) {
    const before = acknowledgedIn(said);
    const reader = await openLibrary(path, { clock: fixedClock, readOnly: true });
    expect(await lostOf(reader, before), `round ${round}`).toEqual([]);
    expect(reader.info().damaged).toEqual([]);
  }
  await expect(openLibrary(path, { clock: fixedClock })).rejects.toMatchObject({
    code: 'libraryLocked',
    details: { file: path, holder: `writer (${child.pid})` }
  });
  child.kill('SIGKILL');
  await once(child, 'close');
});
