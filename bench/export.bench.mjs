// The annotated PDF: time, memory, size and exactness, beside Typst alone on the same document without highlights.
import { loadModule } from './load-module.mjs';

const load = (file) => loadModule(`src/main/jobs/worker/export/${file}`);

async function timed(run) {
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  const ms = Math.round(performance.now() - start);
  return { result, time: `${ms} ms (${Math.round((user + system) / 1000)} ms of processor)` };
}

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

export default async function bench() {
  const { exportPdf } = await load('export-pdf.ts');
  const { buildDocument } = await load('content/build-document.ts');
  const { loadFonts } = await load('fonts.ts');
  const { typeset } = await load('typeset.ts');
  const { createTranslator } = await loadModule('src/shared/i18n/translator.ts');
  const { makeFontsFolder, pdfInput } = await load('testing/fixtures.ts');
  const { randomPair } = await load('testing/random-pair.ts');
  const { bare, readPdf } = await load('testing/read-back.ts');
  const fonts = makeFontsFolder();
  try {
    for (const [paragraphs, count] of [
      [20, 40],
      [500, 1000]
    ]) {
      const input = pdfInput(fonts.folder, randomPair(1, paragraphs, count));
      const { document } = buildDocument({ ...input, annotations: [] }, createTranslator('en'));
      const faces = await loadFonts(fonts.folder);
      const alone = await timed(() => typeset(document, faces, input.templatesFolder));
      const whole = await timed(() => exportPdf(input, () => {}));
      const { pages, highlights, bytes } = whole.result;
      const read = await readPdf(bytes);
      const texts = new Map();
      for (const { name, text } of read.highlights) {
        const id = name.split('#')[0];
        texts.set(id, (texts.get(id) ?? '') + text);
      }
      const exact = input.annotations.filter(
        ({ id, targets }) => bare(texts.get(id) ?? '') === bare(targets[0].anchor.exact)
      ).length;
      console.log(
        `${paragraphs} paragraphs a side, ${count} highlights: ${whole.time}, ${megabytes(bytes.byteLength)}, ` +
          `${pages} pages, ${highlights} annotations (${read.highlights.length} read by pdf.js), exact ${exact} of ${count}`
      );
      console.log(
        `  Typst alone, no highlights: ${alone.time}, ${megabytes(alone.result.byteLength)}`
      );
    }
    const peak = process.resourceUsage().maxRSS / 1000;
    console.log(`  peak memory of this process, readers included: ${Math.round(peak)} MB`);
  } finally {
    fonts.remove();
  }
}
