// The aligner as it ships, with its lexicons, built once for a bench.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const path = (relative) => join(root, relative);

const modules = {
  align: path('src/domain/align/align.ts'),
  candidates: path('src/domain/align/candidates.ts'),
  sentences: path('src/domain/text/sentences.ts'),
  blocks: path('src/domain/article/plain-text.ts'),
  lexicons: path('src/main/lexicons.ts'),
  units: path('src/domain/align/units.ts'),
  conflicts: path('src/domain/align/conflicts.ts'),
  denial: path('src/domain/align/denial.ts'),
  concepts: path('src/domain/align/lexicon.ts'),
  comparable: path('src/domain/align/comparable.ts'),
  search: path('src/domain/align/search.ts'),
  verdict: path('src/domain/align/verdict.ts'),
  confidence: path('src/domain/align/confidence.ts'),
  learnLinks: path('src/domain/align/learn-links.ts')
};

/** All that its modules export. */
export async function loadAligner() {
  const cache = path('node_modules/.cache/bench-align');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@domain': path('src/domain'), '@resources': path('resources') } },
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: cache,
      emptyOutDir: true,
      rollupOptions: {
        input: modules,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' }
      }
    }
  });
  const names = Object.keys(modules);
  const loaded = await Promise.all(names.map((name) => import(join(cache, `${name}.mjs`))));
  return Object.assign({}, ...loaded);
}
