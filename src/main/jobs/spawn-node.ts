// Job processes under plain Node: fork with structured clone, the parser under the permission model.
import { fork } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChildExit, ChildPort, JobBundle } from './child-port';

const megabyte = 2 ** 20;
const pageBytes = 4096;
const stderrTailLength = 4000;

/** No text becomes code, by `eval` or otherwise. */
const noEval = '--disallow-code-generation-from-strings';

/** The permission model's switch under this Node; null where it has none. */
function permissionFlag(): string | null {
  const flags = process.allowedNodeEnvironmentFlags;
  return ['--permission', '--experimental-permission'].find((flag) => flags.has(flag)) ?? null;
}

/** The parser may read its own code and nothing else; it may write nothing and start nothing. */
function parserArguments(file: string): string[] {
  const flag = permissionFlag();
  if (!flag) return [];
  const folder = dirname(realpathSync(file));
  return [
    flag,
    `--allow-fs-read=${join(folder, '*')}`,
    `--allow-fs-read=${join(dirname(folder), 'chunks', '*')}`
  ];
}

/** The parser learns nothing of its surroundings; the worker gets what looking up system fonts needs. */
function childEnvironment(bundle: JobBundle): NodeJS.ProcessEnv {
  const names =
    bundle === 'parser'
      ? ['SystemRoot', 'TZ']
      : [
          'SystemRoot',
          'windir',
          'TZ',
          'HOME',
          'USERPROFILE',
          'LOCALAPPDATA',
          'PATH',
          'TMPDIR',
          'TEMP'
        ];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))
  );
}

function residentBytesOf(pid: number | undefined): number | null {
  if (process.platform !== 'linux' || pid === undefined) return null;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return Number.isFinite(pages) ? pages * pageBytes : null;
  } catch {
    return null;
  }
}

/** Starts `file` as a job process. A child that cannot be started is reported through `onExit`. */
export function spawnNode(bundle: JobBundle, file: string, heapBytes: number): ChildPort {
  const child = fork(file, [], {
    serialization: 'advanced',
    execArgv: [
      '--no-warnings',
      `--max-old-space-size=${Math.ceil(heapBytes / megabyte)}`,
      ...(bundle === 'parser' ? [noEval, ...parserArguments(file)] : [])
    ],
    env: childEnvironment(bundle),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc']
  });
  let stderrTail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderrTail = (stderrTail + text).slice(-stderrTailLength);
  });

  let exit: ChildExit | null = null;
  const listeners: ((exit: ChildExit) => void)[] = [];
  const ended = (reason: string): void => {
    if (exit) return;
    exit = { outOfMemory: stderrTail.includes('heap out of memory'), reason };
    for (const listener of listeners) listener(exit);
  };
  // `close` comes after stderr was read to its end, `error` where the process never started.
  child.on('close', (code, signal) => {
    ended(`${signal ?? `exit code ${code}`} ${stderrTail.trim()}`.trim());
  });
  child.on('error', (error) => {
    if (child.pid === undefined) ended(error.message);
  });

  return {
    send: (message) => {
      // A failed send means the child is gone; `close` says so.
      child.send(message as object, () => undefined);
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      if (exit) listener(exit);
      else listeners.push(listener);
    },
    kill: () => child.kill('SIGKILL'),
    residentBytes: () => residentBytesOf(child.pid)
  };
}
