// Full-text search: 2,000 articles of 600 words and 2,000 notes, half English, half Vietnamese; 200 random queries.
// Beside it the plain way: every text folded at every query.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { loadModule } from './load-module.mjs';

const articles = 2000;
const wordsEach = 600;
const queries = 200;
/** The plain way takes its time. */
const plainQueries = 30;

/** Mulberry32: the same numbers at every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Words of the shipped lexicon by language, each list in a fixed order. */
function vocabulary() {
  const file = new URL('../resources/lexicons/en-vi.tsv', import.meta.url);
  const words = readFileSync(file, 'utf8')
    .replace(/^#.*/gmu, '')
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
  const all = [...new Set(words)];
  return {
    vi: all.filter((word) => /[^\p{ASCII}]/u.test(word)),
    en: all.filter((word) => /^\p{ASCII}+$/u.test(word))
  };
}

/** As in real texts, few words make up most of the text. */
const pick = (words, next) => words[Math.floor(words.length ** next()) - 1] ?? words[0];

function textOf(words, next) {
  const lines = [Array.from({ length: 8 }, () => pick(words, next)).join(' ')];
  let line = [];
  for (let count = 0; count < wordsEach; count += 1) {
    line.push(pick(words, next));
    if (next() < 1 / 60) lines.push(line.splice(0).join(' ') + '.');
  }
  return [...lines, line.join(' ') + '.'].join('\n');
}

const at = (sorted, share) => sorted[Math.floor(sorted.length * share)]?.toFixed(1);

export default async function bench() {
  const { openLibrary } = await loadModule('src/main/library/open-library.ts');
  const { SearchService } = await loadModule('src/main/services/search-service.ts');
  const { fold } = await loadModule('src/domain/text/fold.ts');
  const { annotationOf, fixedClock, original, parsedArticle, setAnnotation } = await loadModule(
    'src/main/library/test-fixtures/facts.ts'
  );
  const next = random(3);
  const words = vocabulary();
  const folder = await mkdtemp(join(tmpdir(), 'diptych-bench-'));
  const library = await openLibrary(folder, { clock: fixedClock, create: true });
  try {
    const texts = [];
    const notes = [];
    for (let number = 0; number < articles; number += 1) {
      const text = textOf(number % 2 ? words.vi : words.en, next);
      texts.push(text);
      const { id } = await library.addArticle(parsedArticle(text), original(text));
      const note = Array.from({ length: 12 }, () => pick(words.vi, next)).join(' ');
      notes.push(setAnnotation(annotationOf(id, text.slice(0, 10), note, text)));
    }
    for (let from = 0; from < notes.length; from += 500) {
      await library.apply(notes.slice(from, from + 500));
    }
    await library.articles();

    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const search = new SearchService(library);
    delay.enable();
    const start = performance.now();
    await search.ready();
    const building = performance.now() - start;
    delay.disable();
    globalThis.gc?.();
    const grown = (process.memoryUsage().heapUsed - before) / 1e6;
    console.log(
      `index ${articles} articles × ${wordsEach} words, ${notes.length} notes: ${Math.round(building)} ms in the background, longest stall ${(delay.max / 1e6).toFixed(0)} ms, ${grown.toFixed(0)} MB${globalThis.gc ? '' : ' (before collection)'}`
    );

    const asked = Array.from({ length: queries }, (_, number) => {
      const text = texts[Math.floor(next() * texts.length)].split(/\s+/);
      const from = Math.floor(next() * (text.length - 3));
      const run = text.slice(from, from + 1 + (number % 3)).join(' ');
      // A third as typed, a third without marks, a third with the last word unfinished.
      return [run, fold(run), run.slice(0, Math.max(2, run.length - 2))][number % 3];
    });
    const time = (run) => {
      const began = performance.now();
      run();
      return performance.now() - began;
    };
    let found = 0;
    const ours = asked.map((query) =>
      time(() => {
        found += search.search(query, 50).total;
      })
    );
    const plain = asked.slice(0, plainQueries).map((query) =>
      time(() => {
        const wanted = fold(query).split(' ');
        texts.filter((text) => {
          const folded = fold(text);
          return wanted.every((word) => folded.includes(word));
        });
      })
    );
    for (const [name, times] of Object.entries({ search: ours, 'plain scan': plain })) {
      times.sort((a, b) => a - b);
      console.log(
        `${name}, ${times.length} queries: p50 ${at(times, 0.5)} ms, p95 ${at(times, 0.95)} ms, max ${at(times, 0.999)} ms`
      );
    }
    console.log(`hits a query: ${Math.round(found / queries)}`);
    search.close();
  } finally {
    await library.close();
    await rm(folder, { recursive: true, force: true });
  }
}
