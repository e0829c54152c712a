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
import { annotationIdSchema } from '@domain/ids';
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

/** Lets a writer work and kills it. Returns what it said was saved. */
async function writeUntilKilled(library: string, articleId: string): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [join(folder, 'out', 'writer.mjs'), library, articleId], {
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let said = '';
  // Counted in acknowledgements, not in time: a slow machine is killed at the same places.
  const patience = 1 + randomInt(40);
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > patience) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  const lines = said.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Acknowledged);
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
    const path = join(folder, 'library');
    const library = await openLibrary(path, { clock: fixedClock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    await library.close();
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
