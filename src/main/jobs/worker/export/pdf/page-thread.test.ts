// Catches a page that is lost between the threads, and an export that waits for ever for a thread that is gone.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { deflateSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PageThread, shortenHere, type ShortenedPage, type ShortenPages } from './page-thread';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-pages-'));
  await build({
    logLevel: 'silent',
    configFile: false,
    build: {
      ssr: resolve('src/main/jobs/worker/pages.ts'),
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'pages.mjs' } }
    }
  });
  await writeFile(join(folder, 'ends.mjs'), 'process.exit(1);');
  await writeFile(
    join(folder, 'says.mjs'),
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', (packed) => packed.forEach((_, page) => parentPort.postMessage({
      page, content: { bytes: Buffer.from('thread'), joints: new Int32Array() } })));`
  );
  await writeFile(join(folder, 'throws.mjs'), 'throw new Error("not today");');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** One amid them is to stay as it is. */
const pages = Array.from({ length: 40 }, (_, n) =>
  deflateSync(n === 7 ? 'BI /W 1 ID \xff EI' : `q\n${n}.50000 0 Td\n(\\000\\${100 + n}) Tj\nQ\n`)
);

async function all(shorten: ShortenPages): Promise<(string | null)[]> {
  const give = shorten(pages);
  const contents = await Promise.all(pages.map((_, n) => give(n)));
  return contents.map((content) => content && Buffer.from(content.bytes).toString('latin1'));
}

it.each(['pages.mjs', 'ends.mjs', 'throws.mjs', 'nowhere.mjs'])(
  'gives every page as it is without a thread: %s',
  async (file) => {
    const thread = new PageThread(join(folder, file));
    try {
      const given = await all(thread.shorten);
      expect(given).toEqual(await all(shortenHere));
      expect(given.filter((page) => page === null)).toHaveLength(1);
    } finally {
      thread.close();
    }
  }
);

it('takes what the thread says, not what it would have written itself', async () => {
  const thread = new PageThread(join(folder, 'says.mjs'));
  try {
    expect(new Set(await all(thread.shorten))).toEqual(new Set(['thread']));
  } finally {
    thread.close();
  }
});

it('is answered for every page by the thread that is built', async () => {
  const worker = new Worker(join(folder, 'pages.mjs'));
  try {
    const answers: ShortenedPage[] = [];
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (answer: ShortenedPage) => {
        answers.push(answer);
        if (answers.length === pages.length) resolve();
      });
      worker.postMessage(pages);
    });
    expect(answers.map(({ page }) => page)).toEqual(pages.map((_, n) => n));
  } finally {
    await worker.terminate();
  }
});
