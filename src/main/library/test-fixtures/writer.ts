// The writer process as tests start it, and what they make of what it said.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { build } from 'vite';
import { notePlainText } from '@domain/annotation/note';
import { annotationIdSchema, type ArticleId } from '@domain/ids';
import type { Library } from '../library-contract';
import { openLibrary } from '../open-library';
import { fixedClock, original, parsedArticle } from './facts';
import type { Acknowledged } from './writer-process';

export type { Acknowledged };

/** Builds writer-process.ts into the folder; the program's path. */
export async function buildWriter(folder: string): Promise<string> {
  const outDir = join(folder, 'out');
  await build({
    logLevel: 'silent',
    configFile: false,
    resolve: { alias: { '@shared': resolve('src/shared'), '@domain': resolve('src/domain') } },
    ssr: { noExternal: true },
    build: {
      ssr: resolve('src/main/library/test-fixtures/writer-process.ts'),
      outDir,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'writer.mjs' } }
    }
  });
  return join(outDir, 'writer.mjs');
}

export const startWriter = (
  program: string,
  library: string,
  articleId: string,
  stderr: 'inherit' | 'ignore' = 'inherit'
): ChildProcessByStdio<null, Readable, null> =>
  spawn(process.execPath, [program, library, articleId], { stdio: ['ignore', 'pipe', stderr] });

/** Whole lines of what a writer said. */
export const acknowledgedIn = (said: string): Acknowledged[] =>
  said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Acknowledged);

/** A library with one article, closed. */
export async function newLibrary(path: string): Promise<{ path: string; id: ArticleId }> {
  const library = await openLibrary(path, { clock: fixedClock, create: true });
  const { id } = await library.addArticle(parsedArticle(), original());
  await library.close();
  return { path, id };
}

/** Acknowledged changes that are not there; one that a later, unacknowledged change replaced is there. */
export async function lostOf(
  library: Library,
  acknowledged: Acknowledged[]
): Promise<Acknowledged[]> {
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
