// Files and titles with names made to break things: every article is there afterwards, with its own text and its own
// file, and every name that is offered for an export is a file's name on every system.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { suggestedFileName } from '../src/main/services/file-name';
import { fileInMemory } from '../src/main/services/source-file';
import { naughtyNames as names } from './naughty-names';
import { writeReport } from './report';
import { openWatchedApp, type WatchedApp } from './watched-app';

let folder = '';
let app: WatchedApp;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-names-'));
  app = await openWatchedApp(folder);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

// Would catch: a name that becomes a path, two names that a file system takes for one, or a name that no later start
// can read.
it(`keeps ${names.length} articles with such names apart`, async () => {
  const outside = listLibrary(folder).filter((line) => !/^(library|data)\//.test(line));
  const text = (at: number): string =>
    `Chuyện số ${at}\n\nMột hôm, người thứ ${at} ra bến phà và đợi chuyến đò đầu tiên trong ngày.\n`;
  const bytes = names.map((_, at) => new TextEncoder().encode(text(at)));
  const files = names.map((name, at) => fileInMemory(name, bytes[at] ?? new Uint8Array()));
  const results = await app.imports.importFiles(files, { jobId: 'names' });
  const lost: string[] = [];
  for (const [at, result] of results.entries()) {
    const name = names[at] ?? '';
    if (result.status !== 'imported' || !result.article) {
      lost.push(`${JSON.stringify(name)}: ${JSON.stringify(result)}`);
      continue;
    }
    const { id } = result.article;
    const original = await app.library.original(id);
    const same = Buffer.compare(original, bytes[at] ?? new Uint8Array()) === 0;
    const article = await app.library.article(id);
    if (!same || !article.text.includes(`người thứ ${at} `)) lost.push(JSON.stringify(name));
  }
  expect(lost).toEqual([]);
  expect(new Set((await app.library.articles()).map(({ id }) => id)).size).toBe(names.length);
  expect(listLibrary(folder).filter((line) => !/^(library|data)\//.test(line))).toEqual(outside);
  writeReport('names', [{ names: names.length, 'overwritten or unreadable': lost.length }]);
}, 600_000);

// Would catch: an offered name that a system refuses, takes for a device or for another folder.
it('offers a file name for each as a title', () => {
  for (const name of names) {
    const offered = suggestedFileName(name, 'pdf');
    expect(offered, JSON.stringify(name)).toMatch(/^[^<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]+\.pdf$/u);
    expect(Buffer.byteLength(offered)).toBeLessThanOrEqual(255);
    expect(offered).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\.|$)/i);
    expect(offered).not.toMatch(/^[\s.]|[\s.]\.pdf$/);
  }
});
