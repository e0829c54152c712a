// The library: opening with 10,000 annotations, saving one while they are there, folding.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModule } from './load-module.mjs';

const load = (file) => loadModule(`src/main/library/${file}`);

async function timed(run) {
  const start = performance.now();
  const result = await run();
  return { result, ms: performance.now() - start };
}

const count = 10_000;
const perArticle = 100;

export default async function bench() {
  const { openLibrary } = await load('open-library.ts');
  const { annotationOf, fixedClock, original, parsedArticle, sampleText, setAnnotation } =
    await load('test-fixtures/facts.ts');
  const folder = await mkdtemp(join(tmpdir(), 'diptych-bench-'));
  try {
    const open = () => openLibrary(folder, { clock: fixedClock, create: true });
    let library = await open();
    const words = ['khánh thành', 'dài 1,2 km', 'Người dân', 'sông'];
    for (let article = 0; article < count / perArticle; article += 1) {
      const text = `${sampleText} ${article}`;
      const { id } = await library.addArticle(parsedArticle(text), original(text));
      await library.apply(
        Array.from({ length: perArticle }, (_, n) =>
          setAnnotation(annotationOf(id, words[n % 4], `Ghi chú ${n}`, text))
        )
      );
    }
    const folding = await timed(() => library.fold());
    console.log(`fold ${count} annotations of 100 articles: ${Math.round(folding.ms)} ms`);
    await library.close();
    const openings = [];
    for (let run = 0; run < 5; run += 1) {
      const opening = await timed(open);
      openings.push(Math.round(opening.ms));
      library = opening.result;
      if (run < 4) await library.close();
    }
    console.log(`open: ${openings.join(', ')} ms`);
    const listing = await timed(() => library.articles());
    console.log(`list articles: ${Math.round(listing.ms)} ms`);
    const [{ id }] = listing.result;
    const saves = [];
    for (let save = 0; save < 300; save += 1) {
      const operation = setAnnotation(annotationOf(id, 'khánh thành'));
      saves.push((await timed(() => library.apply([operation]))).ms);
    }
    saves.sort((a, b) => a - b);
    console.log(
      `save one: median ${saves[150].toFixed(1)} ms, p95 ${saves[285].toFixed(1)} ms, max ${saves[299].toFixed(1)} ms`
    );
    const together = await timed(() =>
      Promise.all(
        Array.from({ length: 300 }, () =>
          library.apply([setAnnotation(annotationOf(id, 'khánh thành'))])
        )
      )
    );
    console.log(`300 at once: ${Math.round(together.ms)} ms`);
    await library.close();
    const { size } = await stat(join(folder, 'articles', id, 'annotations.json'));
    console.log(`annotations.json of one article with 700: ${Math.round(size / 1000)} KB`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
