// The annotated PDF: time from the start of the job's process, its memory and the file's size, beside Chromium printing the
// same content as a web page and the same second pass over that; then what previews and cancelling take.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chromiumLaunch } from '../e2e/chromium.mjs';
import { loadModule } from './load-module.mjs';
import { printedPage } from './print-page.mjs';

const load = (file) => loadModule(`src/main/jobs/worker/export/${file}`);
const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
/** Where Node finds the typesetter from. */
const built = path('node_modules/.cache/diptych-bench');
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const memory = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;

async function timed(run) {
  const start = performance.now();
  const result = await run();
  return { result, ms: Math.round(performance.now() - start) };
}

/** The job as the app runs it, in a process of its own that is started for it, and the most memory that held. */
async function asJob(input, signal) {
  const { createJobRunner } = await loadModule('src/main/jobs/job-runner.ts');
  const { spawnNode } = await loadModule('src/main/jobs/spawn-node.ts');
  let peak = 0;
  const runner = createJobRunner(built, (...given) => {
    const child = spawnNode(...given);
    return {
      ...child,
      residentBytes: () => {
        const bytes = child.residentBytes();
        peak = Math.max(peak, bytes ?? 0);
        return bytes;
      }
    };
  });
  try {
    const options = { jobId: 'bench', ...(signal ? { signal } : {}) };
    const made = await timed(() => runner.run('exportPdf', input, options));
    return { ...made, peak };
  } finally {
    await runner.close();
  }
}

/** From the browser's start to the annotated file. */
async function byChromium(input) {
  const { buildDocument } = await load('content/build-document.ts');
  const { createTranslator } = await loadModule('src/shared/i18n/translator.ts');
  const { annotatePdf } = await load('pdf/annotate.ts');
  const launch = await chromiumLaunch();
  return timed(async () => {
    const { document, plan } = buildDocument(input, createTranslator('en'));
    const font = (file) => {
      const bytes = readFileSync(join(input.fontsFolder, file));
      return `data:font/ttf;base64,${bytes.toString('base64')}`;
    };
    const browser = await chromium.launch(launch);
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(0);
      await page.setContent(printedPage(document, font));
      await page.evaluate('document.fonts.ready');
      const printed = await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        tagged: true,
        outline: true
      });
      return annotatePdf(printed, plan);
    } finally {
      await browser.close();
    }
  });
}

/** What an edited note takes to be in the preview's bytes, in the process that made the last preview; the median of 9. */
async function previewed(input) {
  const { createJobRunner } = await loadModule('src/main/jobs/job-runner.ts');
  const { spawnNode } = await loadModule('src/main/jobs/spawn-node.ts');
  const { noteFromPlainText } = await loadModule('src/domain/annotation/note.ts');
  const runner = createJobRunner(built, spawnNode);
  const { excerptOf } = await load('content/excerpt.ts');
  const { createTranslator } = await loadModule('src/shared/i18n/translator.ts');
  const large = input.articles[0].blocks.length > 120;
  /** As the export service does it. */
  const shown = (whole) => (large ? excerptOf(whole, 60, createTranslator('en')) : whole);
  const look = (annotations) =>
    timed(() => runner.run('previewPdf', shown({ ...input, annotations }), { jobId: 'look' }));
  try {
    const first = (await look(input.annotations)).ms;
    const times = [];
    for (let n = 0; n < 9; n += 1) {
      const [edited, ...others] = input.annotations;
      times.push((await look([{ ...edited, note: noteFromPlainText(`Edit ${n}`) }, ...others])).ms);
    }
    return { first, edited: times.sort((a, b) => a - b)[4] };
  } finally {
    await runner.close();
  }
}

async function exactIn({ bytes }, annotations) {
  const { bare, readPdf } = await load('testing/read-back.ts');
  const texts = new Map();
  for (const { name, text } of (await readPdf(bytes)).highlights) {
    const [id] = name.split('#');
    texts.set(id, (texts.get(id) ?? '') + text);
  }
  return annotations.filter(
    ({ id, targets }) => bare(texts.get(id) ?? '') === bare(targets[0].anchor.exact)
  ).length;
}

async function cancelled(input) {
  const stop = new AbortController();
  const running = asJob(input, stop.signal).catch(() => undefined);
  // In the middle of the typesetter's one long call.
  await new Promise((done) => setTimeout(done, 1500));
  return timed(() => {
    stop.abort();
    return running;
  });
}

/** The jobs' process of the sources as they stand. */
async function buildWorker() {
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: {
      alias: {
        '@domain': path('src/domain'),
        '@shared': path('src/shared'),
        '@resources': path('resources')
      }
    },
    ssr: { noExternal: true, external: ['@myriaddreamin/typst-ts-node-compiler'] },
    build: {
      ssr: true,
      outDir: built,
      target: 'node20',
      rollupOptions: {
        input: {
          worker: path('src/main/jobs/worker/index.ts'),
          pages: path('src/main/jobs/worker/pages.ts')
        },
        external: ['@myriaddreamin/typst-ts-node-compiler'],
        output: { entryFileNames: '[name].js' }
      }
    }
  });
}

export default async function bench() {
  await buildWorker();
  const { makeFontsFolder, pdfInput } = await load('testing/fixtures.ts');
  const { randomPair } = await load('testing/random-pair.ts');
  const fonts = makeFontsFolder();
  try {
    for (const [paragraphs, count] of [
      [20, 40],
      [500, 1000],
      [5000, 10_000]
    ]) {
      const input = pdfInput(fonts.folder, randomPair(1, paragraphs, count));
      const runs = [];
      for (let n = 0; n < (count > 1000 ? 1 : 3); n += 1) runs.push(await asJob(input));
      const { result, ms, peak } = runs.sort((a, b) => a.ms - b.ms)[Math.floor(runs.length / 2)];
      const printed = await byChromium(input);
      console.log(
        `${paragraphs} paragraphs a side, ${count} highlights: ${ms} ms from process start, ${megabytes(result.bytes.byteLength)}, ` +
          `${result.pages} pages, ${result.highlights} annotations, at most ${memory(peak)}`
      );
      console.log(
        `  Chromium and the same pass: ${printed.ms} ms, ${megabytes(printed.result.bytes.byteLength)}, ` +
          `${printed.result.pages} pages; ours takes ${(ms / printed.ms).toFixed(2)} of its time`
      );
      const { first, edited } = await previewed(input);
      console.log(`  preview: first after ${first} ms, an edited note after ${edited} ms`);
      if (count <= 1000) {
        console.log(`  exact, by pdf.js: ${await exactIn(result, input.annotations)} of ${count}`);
      } else console.log(`  cancelled after ${(await cancelled(input)).ms} ms`);
    }
  } finally {
    fonts.remove();
  }
}
