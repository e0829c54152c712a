// The whole library as one file, and back, stopped in the middle: by real job processes, over real files.
import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepReport } from '../../../scripts/kept-report.mjs';
import { appPaths } from '../app-paths';
import type { JobRunner } from '../jobs/job-contract';
import { createJobRunner } from '../jobs/job-runner';
import { spawnNode } from '../jobs/spawn-node';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import { fixedClock, original, parsedArticle } from '../library/test-fixtures/facts';
import { BackupService } from './backup-service';
import { unpackToNew } from './unpack-library';

const builtJobs = appPaths().jobs;
/** Where in the progress it is stopped. */
const shares = [0.01, 0.2, 0.45, 0.7, 0.95];

describe.skipIf(!existsSync(join(builtJobs, 'worker.js')))('stopping (needs a build)', () => {
  let parent: string;
  let library: Library;
  let service: BackupService;
  let jobs: JobRunner;
  let zip: string;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'diptych-stop-'));
    jobs = createJobRunner(builtJobs, spawnNode);
    library = await openLibrary(join(parent, 'library'), { clock: fixedClock, create: true });
    for (let n = 0; n < 60; n += 1) {
      await library.addArticle(parsedArticle(`Bài ${n}\nCó một câu.`), original(`bài ${n}`));
    }
    for (let n = 0; n < 3; n += 1) {
      const scan = { name: `quét ${n}.pdf`, bytes: randomBytes(5_000_000) };
      await library.addArticle(parsedArticle(`Bản quét ${n}`), scan);
    }
    const place = { folder: join(parent, 'backups') };
    service = new BackupService(library, place, fixedClock, () => undefined);
    zip = join(parent, 'whole.zip');
    await service.pack(zip, { overwrite: false });
  }, 60_000);
  afterAll(async () => {
    await library.close();
    await jobs.close();
    await rm(parent, { recursive: true, force: true });
  });

  type Work = (
    signal: AbortSignal,
    onProgress: (done: number, total: number) => void
  ) => Promise<unknown>;

  /** Milliseconds from the wish to stop to the end; null where it was over before it told that it had come so far. */
  async function stopAt(share: number, work: Work): Promise<number | null> {
    const stopping = new AbortController();
    let asked = 0;
    const ended = work(stopping.signal, (done, total) => {
      if (asked > 0 || done / total < share) return;
      asked = performance.now();
      stopping.abort();
    });
    const code = await ended.then(
      () => 'done',
      (thrown: unknown) => (thrown as { code?: string }).code
    );
    expect(code, `at ${share}`).toBe(asked > 0 ? 'cancelled' : 'done');
    return asked > 0 ? performance.now() - asked : null;
  }

  // Catches half a file, or half a library, that stays where somebody thought better of it, and one that goes on unasked.
  it('leaves nothing half, whenever it is asked for, and says how soon', async () => {
    const before = (await readdir(parent)).sort();
    const ms: Record<string, number[]> = { pack: [], unpack: [] };
    const stop = async (what: string, share: number, result: string, work: Work): Promise<void> => {
      const took = await stopAt(share, work);
      if (took !== null) ms[what]?.push(took);
      else await rm(result, { recursive: true });
      expect((await readdir(parent)).sort(), `${what} at ${share}`).toEqual(before);
    };
    for (const share of shares) {
      const part = join(parent, 'half.zip');
      await stop('pack', share, part, (signal, onProgress) =>
        service.pack(part, { overwrite: false, signal, onProgress })
      );
      const to = join(parent, 'half');
      await stop('unpack', share, to, (signal, onProgress) => {
        const job = { jobId: 'unpack', signal, onProgress };
        return unpackToNew(zip, to, { jobs, clock: fixedClock, job });
      });
    }
    for (const stopped of Object.values(ms)) expect(stopped.length).toBeGreaterThan(1);
    const rows = Object.entries(ms).map(([what, all]) => ({
      what,
      stopped: all.length,
      slowestMs: Math.round(Math.max(...all))
    }));
    keepReport('durability', 'One file, stopped', rows);
    expect(
      await unpackToNew(zip, join(parent, 'whole'), {
        jobs,
        clock: fixedClock,
        job: { jobId: 'unpack' }
      })
    ).toMatchObject({ articles: 63 });
  }, 60_000);
});
