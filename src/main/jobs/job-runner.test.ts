// Real child processes, bundled from the real protocol, with jobs that misbehave on purpose.
import { getEventListeners } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import type { JobRunner, Jobs } from './job-contract';
import { createJobRunner } from './job-runner';
import { spawnNode } from './spawn-node';

// The input's name picks the behaviour; the "parsed article" is whatever the job wants to tell.
const childCode = `
import { AppError } from '@shared/ipc/errors';
import { serveJobs } from '${resolve('src/main/jobs/job-protocol.ts')}';
const attempt = async (name, action) => {
  try { await action(); return name + ' allowed'; } catch (error) { return name + ' refused'; }
};
const behave = async ({ name, bytes }, report) => {
  switch (name) {
    case 'echo': report(1, 2, 'half'); return { pid: process.pid, length: bytes.length, view: bytes instanceof Uint8Array };
    case 'expected': throw new AppError('fileEmpty', { file: 'a.txt' });
    case 'bug': throw new TypeError('undefined is not a function');
    case 'hang': for (;;) {}
    case 'exit': process.exit(7);
    case 'buffers': { const held = []; for (;;) { held.push(Buffer.alloc(2 ** 24, 1)); await new Promise(setImmediate); } }
    case 'objects': { const held = []; for (;;) held.push(new Array(1e5).fill({ at: held.length })); }
    case 'escape': {
      const url = new TextDecoder().decode(bytes);
      // Node resolves the variable at run time, as a hostile dependency might.
      const load = (module) => import(/* @vite-ignore */ ['node', module].join(':'));
      return { environment: Object.keys(process.env), flags: process.execArgv, attempts: [
        await attempt('fetch', () => fetch(url)),
        await attempt('WebSocket', () => new WebSocket(url.replace('http', 'ws'))),
        await attempt('net', async () => {
          const net = await load('net');
          const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
          await new Promise((done, fail) => socket.on('connect', done).on('error', fail));
        }),
        await attempt('http', async () => {
          const http = await load('http');
          await new Promise((done, fail) => http.get(url, done).on('error', fail));
        }),
        await attempt('read', async () => (await load('fs')).readFileSync('/etc/passwd')),
        await attempt('write', async () => (await load('fs')).writeFileSync('${join(tmpdir(), 'diptych-escaped')}', '')),
        await attempt('spawn', async () => (await load('child_process')).execFileSync(process.execPath, ['-v'])),
        await attempt('builtin', () => process.getBuiltinModule('fs').readFileSync('/etc/hosts')),
        await attempt('eval', () => (0, eval)('1')),
        await attempt('Function', () => new Function('return 1')()),
        await attempt('own code', () => import(/* @vite-ignore */ ['.', 'own.js'].join('/')))
      ] };
    }
  }
};
serveJobs({ parse: behave, exportPdf: behave, align: behave });
`;

let folder = '';
let runner: JobRunner;

async function bundle(name: string, code: string): Promise<void> {
  const entry = join(folder, `${name}.ts`);
  await writeFile(entry, code);
  await build({
    logLevel: 'silent',
    configFile: false,
    resolve: { alias: { '@shared': resolve('src/shared'), '@domain': resolve('src/domain') } },
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: join(folder, 'jobs'),
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: '[name].js' } }
    }
  });
}

interface Told {
  environment?: string[];
  flags?: string[];
  pid?: number;
  length?: number;
  view?: boolean;
  attempts?: string[];
}
async function parse(name: string, options: { signal?: AbortSignal } = {}): Promise<Told> {
  const input = { name, bytes: new Uint8Array(5) };
  return (await runner.run('parse', input, { jobId: name, ...options })) as Told;
}
async function codeOf(promise: Promise<unknown>): Promise<string> {
  const thrown: unknown = await promise.catch((error: unknown) => error);
  if (thrown instanceof AppError) return thrown.code;
  throw new Error(`expected an AppError, got ${String(thrown)}`);
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-jobs-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await bundle('worker', childCode);
  await bundle('parser', `import '${resolve('src/main/jobs/parser/lockdown.ts')}';\n${childCode}`);
  await writeFile(join(folder, 'jobs/own.js'), '');
  // Only what never returns is to run out of time, on a busy machine too.
  const limits = { timeoutMs: 25_000, residentBytes: 200 * 2 ** 20 };
  runner = createJobRunner(join(folder, 'jobs'), spawnNode, {
    limits: { parse: limits, exportPdf: limits, align: { ...limits, timeoutMs: 500 } }
  });
});
afterEach(async () => {
  await runner.close();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('job runner', () => {
  // Would catch: bytes arriving as a plain object; a process started anew for every file of an import.
  it('carries bytes and progress, and reuses the child', async () => {
    const progress: unknown[] = [];
    const input = { name: 'echo', bytes: new Uint8Array(5) };
    const first = (await runner.run('parse', input, {
      jobId: 'a',
      onProgress: (...args) => progress.push(args)
    })) as Told;
    expect(first).toMatchObject({ length: 5, view: true });
    expect(progress).toEqual([[1, 2, 'half']]);
    expect((await parse('echo')).pid).toBe(first.pid);
  });

  // Would catch: listeners that pile up on the one signal of an import of many files, and Node's warning of it.
  it('leaves nothing on a signal that serves many jobs', async () => {
    const { signal } = new AbortController();
    await parse('echo', { signal });
    await Promise.all([parse('echo', { signal }), parse('echo', { signal })]);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  // Would catch: an expected failure taken for a crash, or a child reused after a bug left it in disorder.
  it('keeps the child after an expected failure and replaces it after a bug', async () => {
    const { pid } = await parse('echo');
    expect(await codeOf(parse('expected'))).toBe('fileEmpty');
    expect((await parse('echo')).pid).toBe(pid);
    expect(await codeOf(parse('bug'))).toBe('internal');
    expect((await parse('echo')).pid).not.toBe(pid);
  });

  // Would catch: a synchronous endless loop that no message can end.
  it('ends a job that never returns, and the next one runs', async () => {
    const input = { name: 'hang' } as unknown as Jobs['align']['input'];
    expect(await codeOf(runner.run('align', input, { jobId: 'hang' }))).toBe('timedOut');
    expect(await parse('echo')).toMatchObject({ length: 5 });
  });

  // Would catch: a heap limit alone, which Buffers go round; and a heap crash told as a mere crash.
  it.each(['buffers', 'objects'])('stops a job that takes too much memory: %s', async (kind) => {
    expect(await codeOf(parse(kind))).toBe('outOfMemory');
  });

  // Would catch: a promise that never settles when the process is gone.
  it('tells a crash', async () => {
    expect(await codeOf(parse('exit'))).toBe('jobCrashed');
    expect(await parse('echo')).toMatchObject({ length: 5 });
  });

  // Would catch: cancel that waits for the job, or that leaves queued jobs to run later.
  it('cancels the running job and the waiting one, each on its own', async () => {
    const running = new AbortController();
    const waiting = new AbortController();
    const first = codeOf(parse('hang', { signal: running.signal }));
    const second = codeOf(parse('echo', { signal: waiting.signal }));
    const third = parse('echo');
    waiting.abort();
    expect(await second).toBe('cancelled');
    running.abort();
    expect(await first).toBe('cancelled');
    expect(await third).toMatchObject({ length: 5 });
    expect(await codeOf(parse('echo', { signal: AbortSignal.abort() }))).toBe('cancelled');
  });

  // Would catch: child processes that outlive the app.
  it('leaves no process behind', async () => {
    const { pid } = await parse('echo');
    expect(isAlive(pid ?? 0)).toBe(true);
    const pending = codeOf(parse('hang'));
    await runner.close();
    expect(await pending).toBe('cancelled');
    await expect.poll(() => isAlive(pid ?? 0)).toBe(false);
  });

  it('lets an idle child go', async () => {
    const impatient = createJobRunner(join(folder, 'jobs'), spawnNode, { idleMs: 20 });
    const input = { name: 'echo', bytes: new Uint8Array(1) };
    const told: unknown = await impatient.run('parse', input, { jobId: 'idle' });
    await expect.poll(() => isAlive((told as Told).pid ?? 0)).toBe(false);
    await impatient.close();
  });

  // Would catch: a host that hangs, or a queue that stands still, because no process could be started.
  it('tells that a process does not start', async () => {
    const nowhere = createJobRunner(join(folder, 'nowhere'), spawnNode);
    const broken = createJobRunner(join(folder, 'jobs'), () => {
      throw new Error('EAGAIN');
    });
    const input = { name: 'echo', bytes: new Uint8Array(1) };
    for (const each of [nowhere, nowhere, broken, broken]) {
      expect(await codeOf(each.run('parse', input, { jobId: 'x' }))).toBe('jobCrashed');
    }
  });

  // Would catch: the typesetter's memory kept for good after an export.
  it('ends the child after an export', async () => {
    const input = {
      name: 'echo',
      bytes: new Uint8Array(1)
    } as unknown as Jobs['exportPdf']['input'];
    const pids = [];
    for (let n = 0; n < 2; n += 1) {
      const told: unknown = await runner.run('exportPdf', input, { jobId: 'x' });
      pids.push((told as Told).pid);
    }
    expect(pids[0]).not.toBe(pids[1]);
  });

  // Would catch: a library inside the parser reaching the network, the disk or a shell.
  it('gives the parser neither network, files nor processes', async () => {
    const escaped = join(tmpdir(), 'diptych-escaped');
    // Of a run that failed.
    await rm(escaped, { force: true });
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const input = { name: 'escape', bytes: new TextEncoder().encode(url) };
    const told = (await runner.run('parse', input, { jobId: 'e' })) as Told;
    server.close();
    expect(told.attempts).toEqual([
      'fetch refused',
      'WebSocket refused',
      'net refused',
      'http refused',
      'read refused',
      'write refused',
      'spawn refused',
      'builtin refused',
      'eval refused',
      'Function refused',
      'own code allowed'
    ]);
    expect(requests).toBe(0);
    // Nothing of the person's folders and proxies, and V8 itself makes no code of text.
    expect(told.environment?.filter((name) => !['SystemRoot', 'TZ'].includes(name))).toEqual([]);
    expect(told.flags).toContain('--disallow-code-generation-from-strings');
    await expect(readFile(escaped)).rejects.toThrow('ENOENT');
  });
});
