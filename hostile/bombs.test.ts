// Every bomb through the real import service and the real job process: stopped in time, in little memory, with a
// reason that names the file.
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileAtPath } from '../src/main/services/source-file';
import { bombs } from './bombs';
import { expectClear } from './clear-error';
import { isFull, writeReport, type ReportRow } from './report';
import { articleFiles, openWatchedApp, type WatchedApp } from './watched-app';

const longestSeconds = 10;
const mostBytes = 512_000_000;

let folder = '';
let app: WatchedApp;
const rows: ReportRow[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-hostile-'));
  mkdirSync(join(folder, 'files'));
  app = await openWatchedApp(folder);
});
afterAll(async () => {
  writeReport('bombs', rows);
  await app.close();
  rmSync(folder, { recursive: true });
});

async function goOff(name: string, title: string, ends: readonly string[]): Promise<void> {
  const before = articleFiles(app);
  const { result, seconds, peakBytes } = await app.importFile(
    fileAtPath(join(folder, 'files', name))
  );
  const end = result.error?.code ?? 'article';
  rows.push({ bomb: title, end, seconds: seconds.toFixed(1), MB: Math.round(peakBytes / 1e6) });
  expect(ends).toContain(end);
  expect(seconds).toBeLessThan(longestSeconds);
  expect(peakBytes).toBeLessThan(mostBytes);
  if (!result.error) return;
  expectClear(result.error, name);
  expect(articleFiles(app)).toEqual(before);
}

describe('a bomb is stopped', () => {
  // Would catch: a size believed, a loop without bound, time that grows with the square of the file.
  it.each(bombs.filter(({ quick }) => isFull || quick))('$title', async (bomb) => {
    const { name, title, make, ends } = bomb;
    writeFileSync(join(folder, 'files', name), make());
    await goOff(name, title, ends);
    rmSync(join(folder, 'files', name));
  });

  // Would catch: a file read before its size is known; there is no memory for this one.
  it('Text of 100 GB', async () => {
    const path = join(folder, 'files', 'endless.txt');
    writeFileSync(path, '');
    truncateSync(path, 100_000_000_000);
    await goOff('endless.txt', 'Text of 100 GB', ['fileTooLarge']);
  });
});
