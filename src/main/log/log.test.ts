import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { openLog } from './log';

const clock = { now: () => new Date('2026-07-25T10:00:00Z') };
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const text = (): Promise<string> => readFile(join(folder, 'logs/diptych.log'), 'utf8');

// Would catch: a log that carries what somebody read or wrote, by a fact, an error's message, or the path of a file.
it('holds names and numbers, and no words of anybody’s', async () => {
  const log = openLog(join(folder, 'logs'), clock);
  log.note('library.opened', {
    articles: 3,
    readOnly: false,
    shell: 'electron',
    title: 'Thủ tướng'
  });
  log.note('một câu', { name: 'a whole sentence of an article' });
  const secret = 'Ông Nguyễn Văn A nói ở Hà Nội';
  const failure = new SyntaxError(`Unexpected token in JSON: ${secret}`);
  failure.stack = `${failure.stack}\n    at read (${folder}/Thư viện/${secret}.js:3:7)`;
  log.failure('request.failed', failure, { route: 'facts.apply' });
  log.failure('request.failed', new AppError('diskFull', { file: `/home/lan/${secret}` }));
  log.failure('request.failed', secret);
  const written = await text();
  expect(written).toContain(
    '2026-07-25T10:00:00.000Z library.opened articles=3 readOnly=false shell=electron title=…\n'
  );
  expect(written).toContain('request.failed route=facts.apply error=SyntaxError\n  at ');
  expect(written).toContain('error=AppError code=diskFull');
  expect(written).toContain('error=string');
  expect(written).not.toMatch(/[^\x20-\x7E\n…]/);
  for (const word of ['Nguy', 'sentence', 'lan', folder]) expect(written).not.toContain(word);
});

/** Made up, so that no event, class or file of the app's own is called so. */
const word = fc
  .array(fc.constantFrom('zq', 'vux', 'qöz', 'đẹqu', 'Xyv', 'wq7'), { minLength: 3, maxLength: 5 })
  .map((parts) => parts.join(''));

// Would catch: an error whose message looks like a place in the code, or whose name or code is somebody's word.
it('keeps the words of no error, wherever they stand in it', async () => {
  const said = new Set<string>();
  const log = openLog(join(folder, 'logs'), clock);
  const texts = fc.tuple(word, word, word, word);
  fc.assert(
    fc.property(texts, fc.boolean(), ([first, second, third, fourth], isOwn) => {
      for (const each of [first, second, third, fourth]) said.add(each);
      const message = `${first}\n    at ${second} (${third}.js:1:2)\n    at ${fourth}:3`;
      const failure = isOwn ? new AppError('internal', { reason: message }) : new Error(message);
      if (!isOwn) Object.assign(failure, { name: second, code: third });
      log.failure('request.failed', failure, { title: `${fourth} ${first}` });
    }),
    { seed: 7, numRuns: 200 }
  );
  const written = await text();
  expect(written).toContain('log.test.ts');
  expect([...said].filter((each) => written.includes(each))).toEqual([]);
});

// Would catch: a log that grows for ever, or loses what was written last when it begins anew.
it('begins a new file when it is large, and keeps three older ones', async () => {
  const log = openLog(join(folder, 'logs'), clock);
  for (let at = 0; at < 24_000; at += 1) log.note('tick', { at, filler: 'x'.repeat(40) });
  const names = (await readdir(join(folder, 'logs'))).sort();
  expect(names).toEqual(['diptych.1.log', 'diptych.2.log', 'diptych.3.log', 'diptych.log']);
  for (const name of names) {
    expect((await stat(join(folder, 'logs', name))).size).toBeLessThan(300_000);
  }
  const recent = log.recent(200);
  expect(recent).toHaveLength(200);
  expect(recent.at(-1)).toContain('at=23999 ');
  expect(recent[0]).toContain('at=23800 ');
});

// Would catch: an app that stops because its log cannot be written.
it('is silent where it cannot write', async () => {
  await writeFile(join(folder, 'logs'), 'a file in its place');
  const log = openLog(join(folder, 'logs'), clock);
  log.note('app.started');
  expect(log.recent(10)).toEqual([]);
});
