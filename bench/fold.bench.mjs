// Folding a large library: 2,000 articles with 200,000 annotations, and one article with 20,000. Time, the longest that main's
// loop stood still, memory above what was held before, and bytes written.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadModule } from './load-module.mjs';

const load = (file) => loadModule(`src/main/library/${file}`);
const words = ['khánh thành', 'dài 1,2 km', 'Người dân', 'sông'];
const MB = 1e6;

/** The disk, counting what is written. */
function counting(disk) {
  const written = { bytes: 0 };
  const write = (path, bytes) => {
    written.bytes += bytes.length;
    return disk.write(path, bytes);
  };
  return { written, files: { ...disk, write } };
}

async function watched(name, written, run) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const look = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const bytes = written.bytes;
  delay.enable();
  const start = performance.now();
  await run();
  const ms = performance.now() - start;
  await new Promise((done) => setTimeout(done, 5));
  delay.disable();
  clearInterval(look);
  console.log(
    `${name}: ${Math.round(ms)} ms, longest stall ${Math.round(delay.max / 1e6)} ms, ` +
      `${Math.round((peak - before) / MB)} MB more, ${((written.bytes - bytes) / MB).toFixed(2)} MB written`
  );
}

async function library(articles, each, alike) {
  const { openLibrary } = await load('open-library.ts');
  const { diskFiles } = await load('files.ts');
  const fixtures = await load('test-fixtures/facts.ts');
  const { annotationOf, fixedClock, original, pairOf, parsedArticle, sampleText } = fixtures;
  const { setAnnotation, setPair } = fixtures;
  const folder = await mkdtemp(join(tmpdir(), 'diptych-bench-'));
  const { written, files } = counting(diskFiles);
  try {
    const opened = await openLibrary(folder, { clock: fixedClock, create: true }, files);
    const ids = [];
    for (let n = 0; n < articles; n += 1) {
      const text = `${sampleText} ${n}`;
      ids.push((await opened.addArticle(parsedArticle(text), original(text))).id);
    }
    await opened.fold();
    const note = (at, n) =>
      annotationOf(
        ids[at],
        words[n % 4],
        `Ghi chú ${n} về một chỗ trong bài`,
        `${sampleText} ${at}`
      );
    let first;
    for (let at = 0; at < articles; at += 1) {
      if (at % 2) await opened.apply([setPair(pairOf(ids[at - 1], ids[at]))]);
      for (let done = 0; done < each; done += 1000) {
        const count = Math.min(1000, each - done);
        const notes = Array.from({ length: count }, (_, n) => note(at, done + n));
        first ??= notes[0];
        await opened.apply(notes.map((one) => setAnnotation(one)));
      }
    }
    const size = `${articles} articles, ${articles * each} annotations`;
    await watched(`${size}, all new`, written, () => opened.fold());
    for (let round = 0; round < 4; round += 1) {
      await opened.apply([setAnnotation(note(0, round))]);
      await watched(`${size}, one note`, written, () => opened.fold());
    }
    await alike?.(opened);
    await opened.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export default async function bench() {
  await library(2000, 100);
  await library(1, 20_000);
}
