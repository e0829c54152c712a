// What the parser's process asks of the system, as strace sees it: no file but its own, and no connection.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeZip } from '../src/main/jobs/parser/test-fixtures/make-zip';
import { createJobRunner } from '../src/main/jobs/job-runner';
import { spawnNode } from '../src/main/jobs/spawn-node';
import { carriedCase } from './carriers';
import { malformedFiles } from './malform';
import { isFull, writeReport } from './report';
import { vectors } from './vectors';
import { formats, wholeFiles } from './whole-files';

const hasStrace = ((): boolean => {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const calls = 'open,openat,openat2,creat,connect,bind,sendto,sendmsg,execve,unlink,rename,mkdir';
const jobs = resolve('out/jobs');
/** Its own code, what Node reads the memory it holds from, the machine's time zone and its number of processors (libc). */
const own = [
  new RegExp(`^${resolve('out').replace(/[.+]/g, '\\$&')}/(?:jobs|chunks)/[\\w.-]+$`),
  /^\/proc\/self\/stat$/,
  /^\/etc\/localtime$/,
  /^\/sys\/devices\/system\/cpu\/online$/
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-hostile-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Traced {
  at: number;
  line: string;
}

/** Runs `work` with job processes under strace; their calls, with the second they were made in. */
async function traced(
  jobsFolder: string,
  work: (run: Parse) => Promise<void>,
  lockedDown = true
): Promise<Traced[]> {
  const trace = join(folder, 'trace');
  const wrapper = join(folder, 'node');
  const node = process.execPath;
  writeFileSync(trace, '');
  writeFileSync(
    wrapper,
    `#!/bin/sh\nexec strace -f -ttt -s 200 -e trace=${calls} -o '${trace}' '${node}' "$@"\n`
  );
  chmodSync(wrapper, 0o755);
  const limits = { timeoutMs: 60_000, residentBytes: 2 ** 40 };
  const runner = createJobRunner(
    jobsFolder,
    (bundle, file, heapBytes) => {
      // What starts children takes the program from here.
      process.execPath = wrapper;
      try {
        return spawnNode(lockedDown ? bundle : 'worker', file, heapBytes);
      } finally {
        process.execPath = node;
      }
    },
    { limits: { parse: limits } }
  );
  try {
    await work((name, bytes) => runner.run('parse', { name, bytes }, { jobId: name }));
  } finally {
    await runner.close();
  }
  return readFileSync(trace, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, at, call] = /^\d+\s+(\d+\.\d+) (.*)$/.exec(line) ?? [];
      return at === undefined || call === undefined ? [] : [{ at: Number(at), line: call }];
    });
}
type Parse = (name: string, bytes: Uint8Array) => Promise<unknown>;

const pathOf = (line: string): string | null =>
  /^(?:open|openat|openat2|creat)\([^"]*"([^"]*)"/.exec(line)?.[1] ?? null;
/** Calls that reach beyond the process and its own code. */
const foreign = (traces: readonly Traced[]): string[] =>
  traces
    .map(({ line }) => line)
    .filter((line) => /^(?:open|creat|connect|bind|sendto|execve|unlink|rename|mkdir)/.test(line))
    .filter((line) => !own.some((known) => known.test(pathOf(line) ?? '')));

describe.skipIf(!hasStrace)('the parser under strace (needs strace)', () => {
  // Would catch: a reader that opens what a file names, or a library that looks around or calls home.
  it('opens no foreign file and connects to nothing, whatever it reads', async () => {
    const files = formats.flatMap((format) => [
      ...wholeFiles[format].map(({ name, content }) => ({
        name,
        bytes: Array.isArray(content) ? makeZip(content) : content
      })),
      ...malformedFiles(format, isFull ? 30 : 2, 7),
      ...vectors
        .filter((_vector, index) => isFull || index % 27 === 0)
        .map((vector, index) => carriedCase(vector, format, `t${index}`, 'http://127.0.0.1:9'))
    ]);
    let readyAt = Infinity;
    const traces = await traced(jobs, async (parse) => {
      // Its first answer says that it is ready.
      await parse('ready.txt', Buffer.from('A first article of a few words.'));
      readyAt = Date.now() / 1000;
      for (const { name, bytes } of files) await parse(name, bytes).catch(() => undefined);
    });
    const after = traces.filter(({ at }) => at > readyAt);
    const opened = [...new Set(after.flatMap(({ line }) => pathOf(line) ?? []))].sort();
    writeReport('trace', [
      {
        files: files.length,
        'foreign opens': foreign(after).filter((line) => pathOf(line) !== null).length,
        connects: traces.filter(({ line }) => line.startsWith('connect')).length,
        opened: opened.map((path) => path.replace(resolve('.'), '')).join(' ')
      }
    ]);
    expect(foreign(after)).toEqual([]);
    expect(traces.filter(({ line }) => line.startsWith('connect'))).toEqual([]);
    // Would catch: a trace that holds nothing, since the child ran beside it.
    expect(traces.some(({ line }) => pathOf(line)?.endsWith('/jobs/parser.js'))).toBe(true);
  }, 300_000);

  // Would catch: a check that is blind; this child reads and calls as it likes.
  it('would be seen if it did', async () => {
    const loose = join(folder, 'loose');
    const canary = join(folder, 'canary.txt');
    writeFileSync(canary, '');
    mkdirSync(loose);
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(
      join(loose, 'parser.js'),
      `import fs from 'node:fs'; import net from 'node:net';
      process.on('message', () => {
        try { fs.readFileSync('${canary}'); } catch {}
        net.connect(9, '127.0.0.1').on('error', () => process.send({ type: 'done', output: {} }));
      });`
    );
    const parse = async (run: Parse): Promise<void> => {
      await run('a.txt', Buffer.from('a'));
    };
    const seen = foreign(await traced(loose, parse, false));
    expect(seen.some((line) => line.startsWith('connect') && line.includes('htons(9)'))).toBe(true);
    expect(seen.some((line) => line.includes(canary))).toBe(true);
    // Under the parser's permissions the same code does not come as far as asking the system for the file.
    expect(foreign(await traced(loose, parse)).some((line) => line.includes(canary))).toBe(false);
  });
});
