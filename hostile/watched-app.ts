// The app over a library of its own, as every shell builds it, with an eye on its parser's memory.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLibrary } from '../e2e/library-folder';
import { createApp, type App } from '../src/main/compose';
import { appPaths } from '../src/main/app-paths';
import type { ChildPort, SpawnChild } from '../src/main/jobs/child-port';
import { spawnNode } from '../src/main/jobs/spawn-node';
import type { SourceFile } from '../src/main/services/source-file';
import type { ImportResult } from '../src/shared/ipc/routes';
import { AppError } from '../src/shared/ipc/errors';

export interface Outcome {
  result: ImportResult;
  seconds: number;
  /** The most memory the job process held; 0 where the system cannot be asked. */
  peakBytes: number;
}

export interface WatchedApp extends App {
  libraryFolder: string;
  /** Imports one file as a person would, and tells what it took. */
  importFile(file: SourceFile): Promise<Outcome>;
}

/**
 * Path and hash of each file of the library but its manifest, which counts articles anew a while after they came, and the
 * room kept for a full disk, which is made in the background.
 */
export const articleFiles = ({ libraryFolder }: WatchedApp): string[] =>
  listLibrary(libraryFolder).filter((line) => !/^(library\.json|journal\.reserve) /.test(line));

const sampleIntervalMs = 10;

/** Children of this process, by /proc; none where the system cannot be asked. */
function children(): number[] {
  try {
    return readFileSync(`/proc/self/task/${process.pid}/children`, 'latin1')
      .split(' ')
      .map(Number)
      .filter(Boolean);
  } catch {
    return [];
  }
}

/** The system's own record of the most memory a process held since {@link forgetPeak}; 0 where it is gone. */
function peakOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function forgetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Where it cannot be reset, it stands for all files so far: never less than the truth.
  }
}

/** Opens a new library in `folder`. `spawn` starts the job processes. */
export async function openWatchedApp(
  folder: string,
  spawn: SpawnChild = spawnNode
): Promise<WatchedApp> {
  let pid: number | null = null;
  let peakBytes = 0;
  const look = (): void => {
    if (pid !== null) peakBytes = Math.max(peakBytes, peakOf(pid));
  };
  const watched: SpawnChild = (bundle, file, heapBytes): ChildPort => {
    const before = new Set(children());
    const child = spawn(bundle, file, heapBytes);
    if (bundle !== 'parser') return child;
    pid = children().find((candidate) => !before.has(candidate)) ?? null;
    return {
      ...child,
      kill: () => {
        look();
        child.kill();
      }
    };
  };
  const libraryFolder = join(folder, 'library');
  const app = await createApp({
    paths: appPaths(join(folder, 'data')),
    libraryFolder,
    locale: 'en',
    shell: 'browser',
    version: '0.0.0',
    program: 'hostile files',
    spawn: watched
  });
  let job = 0;
  return {
    ...app,
    libraryFolder,
    importFile: async (file) => {
      peakBytes = 0;
      if (pid !== null) forgetPeak(pid);
      // A heap that runs full ends its process by itself: only a look before that can tell.
      const timer = setInterval(look, sampleIntervalMs);
      const startedAt = performance.now();
      const [result] = await app.imports.importFiles([file], { jobId: String((job += 1)) });
      const seconds = (performance.now() - startedAt) / 1000;
      clearInterval(timer);
      look();
      if (!result) throw new AppError('internal');
      return { result, seconds, peakBytes };
    }
  };
}
