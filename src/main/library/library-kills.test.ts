// Real processes, killed while they write: `DIPTYCH_KILLS=1000` makes it as many.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notePlainText } from '@domain/annotation/note';
import { annotationIdSchema, type ArticleId } from '@domain/ids';
import { checkLibrary } from './check-library';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import { fixedClock, original, parsedArticle } from './test-fixtures/facts';
import type { Acknowledged } from './test-fixtures/writer-process';

const kills = Number(process.env.DIPTYCH_KILLS ?? 20);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-kills-'));
  await build({
    logLevel: 'silent',
    configFile: false,
    resolve: { alias: { '@shared': resolve('src/shared'), '@domain': resolve('src/domain') } },
    ssr: { noExternal: true },
    build: {
      ssr: resolve('src/main/library/test-fixtures/writer-process.ts'),
      outDir: join(folder, 'out'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'writer.mjs' } }
    }
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const startWriter = (library: string, articleId: string) =>
  spawn(process.execPath, [join(folder, 'out', 'writer.mjs'), library, articleId], {
    stdio: ['ignore', 'pipe', 'inherit']
  });

const acknowledgedIn = (said: string): Acknowledged[] =>
  said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledged);

async function newLibrary(name: string): Promise<{ path: string; id: ArticleId }> {
  const path = join(folder, name);
  const library = await openLibrary(path, { clock: fixedClock, create: true });
  const { id } = await library.addArticle(parsedArticle(), original());
  await library.close();
  return { path, id };
}

/** Lets a writer work and kills it. Returns what it said was saved. */
async function writeUntilKilled(library: string, articleId: string): Promise<Acknowledged[]> {
  const child = startWriter(library, articleId);
  let said = '';
  // Counted in acknowledgements, not in time: a slow machine is killed at the same places.
  const patience = 1 + randomInt(40);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > patience) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  return acknowledgedIn(said);
}

/** Acknowledged changes that are not there; one that a later, unacknowledged change replaced is there. */
async function lostOf(library: Library, acknowledged: Acknowledged[]): Promise<Acknowledged[]> {
  const lost: Acknowledged[] = [];
  const latest = new Map(acknowledged.map((change) => [change.id, change]));
  for (const change of latest.values()) {
    const entry = await library.annotation(annotationIdSchema.parse(change.id));
    const note = entry?.value ? notePlainText(entry.value.note) : null;
    const there = entry && entry.revision >= change.revision;
    const same = entry?.revision !== change.revision || note === (change.note?.trim() ?? null);
    if (!there || !same) lost.push(change);
  }
  return lost;
}

it(
  `loses nothing acknowledged in ${kills} kills`,
  async () => {
    const { path, id } = await newLibrary('killed');
    const all: Acknowledged[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      all.push(...(await writeUntilKilled(path, id)));
      const reader = await openLibrary(path, { clock: fixedClock, readOnly: true });
      expect(await lostOf(reader, all), `kill ${kill}`).toEqual([]);
      await reader.close();
    }
    expect(all.length).toBeGreaterThan(kills);
    const again = await openLibrary(path, { clock: fixedClock });
    expect(await lostOf(again, all)).toEqual([]);
    expect(again.info().damaged).toEqual([]);
    await again.close();
    expect((await checkLibrary(path)).problems).toEqual([]);
  },
  60_000 + kills * 2000
);

// Catches a reader that comes in the middle of a fold and finds a note neither in the journal nor in a sidecar.
it('shows a reader everything saved before it came, while the owner writes and folds', async () => {
  const { path, id } = await newLibrary('read');
  const child = startWriter(path, id);
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
