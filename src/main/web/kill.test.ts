// The built `diptych serve`, killed in the middle of its work as a power cut would.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Operation } from '@domain/annotation/operation';
import { decode, encode } from '@shared/ipc/codec';
import type { Result } from '@shared/ipc/result';
import type { RouteInput, RouteName, RouteOutput } from '@shared/ipc/routes';

const cli = resolve('out/cli/index.js');

let folder = '';
let child: ChildProcess;
let address = '';
let ended: Promise<number | null>;

async function start(): Promise<void> {
  const args = [cli, 'serve', '--library', join(folder, 'library'), '--port', '0'];
  child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DIPTYCH_DATA: join(folder, 'data'), DISPLAY: '', WAYLAND_DISPLAY: '' }
  });
  ended = new Promise((done) => child.once('close', done));
  let output = '';
  for await (const chunk of child.stdout ?? []) {
    output += String(chunk);
    const found = /http:\S+/.exec(output)?.[0];
    if (found) {
      address = found;
      return;
    }
  }
  throw new Error(`serve ended: ${output}`);
}

async function ask<N extends RouteName>(route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const { origin, hash } = new URL(address);
  const response = await fetch(`${origin}/api/${route}`, {
    method: 'POST',
    headers: { 'X-Diptych-Key': hash.slice('#key='.length), 'Content-Type': 'application/json' },
    body: encode(input)
  });
  const result = decode(await response.text()) as Result<unknown>;
  if (!result.ok) throw new Error(result.error.message);
  return result.data as RouteOutput<N>;
}

function newAnnotation(number: number): Operation {
  const id = crypto.randomUUID();
  const at = new Date().toISOString();
  const articleId = '00000000-0000-4000-8000-000000000001';
  const anchor = { exact: 'từ', prefix: '', suffix: '', start: 0, end: 2, normaliserVersion: 1 };
  return {
    operationId: crypto.randomUUID(),
    baseRevision: 0,
    at,
    entity: 'annotation',
    id,
    value: {
      id,
      targets: [{ articleId, anchor, state: 'exact' }],
      colour: 'yellow',
      tags: [`${number}`],
      note: null,
      author: '',
      created: at,
      modified: at
    }
  } as Operation;
}

/** Not one that has ended and only waits for somebody to take note. */
function isRunning(pid: string): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

describe.skipIf(!existsSync(cli))('the built server (needs `npm run build`)', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-kill-'));
  });
  afterAll(async () => {
    child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  // Would catch: an acknowledgement before the disk has it, a lock that outlives its owner.
  it('keeps what it has acknowledged when it is killed right after', async () => {
    const acknowledged: string[] = [];
    for (let run = 0; run < 5; run += 1) {
      await start();
      const { library } = await ask('app.hello', {});
      const operation = newAnnotation(run);
      const { results } = await ask('facts.apply', {
        libraryUuid: library.uuid,
        operations: [operation]
      });
      expect(results[0]?.status).toBe('applied');
      child.kill('SIGKILL');
      acknowledged.push(operation.id);
      await ended;
    }
    await start();
    const { annotations } = await ask('facts.snapshot', {});
    expect(annotations.map(({ value }) => value.id).sort()).toEqual(acknowledged.sort());
  });

  // Would catch: an outbox of one library poured into another.
  it('takes no operations of another library', async () => {
    const operations = [newAnnotation(0)];
    const libraryUuid = crypto.randomUUID();
    await expect(ask('facts.apply', { libraryUuid, operations })).rejects.toThrow('badRequest');
  });

  // Would catch: job processes that go on when nobody is left to ask them.
  it.skipIf(process.platform !== 'linux')(
    'leaves no job process behind when it is killed',
    async () => {
      await ask('library.openSample', { jobId: crypto.randomUUID(), name: 'translation' });
      const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
        .trim()
        .split(' ');
      expect(children).toHaveLength(2);
      child.kill('SIGKILL');
      await ended;
      await expect.poll(() => children.filter(isRunning), { timeout: 10_000 }).toEqual([]);
      await start();
    }
  );

  // Would catch: a polite end that leaves the lock, the journal unfolded, or a failure for an exit code.
  it('ends politely', async () => {
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(join(folder, 'library/library.lock'))).toBe(false);
    await start();
    expect((await ask('facts.snapshot', {})).annotations).toHaveLength(5);
  });
});
