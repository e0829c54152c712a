// A hundred broken files of each format through the real import service, job process and library.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeZip } from '../src/main/jobs/parser/test-fixtures/make-zip';
import { fileInMemory } from '../src/main/services/source-file';
import { expectClear } from './clear-error';
import { malformedFiles } from './malform';
import { isFull, writeReport, type ReportRow } from './report';
import { articleFiles, openWatchedApp } from './watched-app';
import { formats, wholeFiles } from './whole-files';

const seed = 20_260_314;
const each = isFull ? 100 : 5;
const longestSeconds = 10;

const rows: ReportRow[] = [];
afterAll(() => {
  writeReport('malformed', rows);
});

describe.each(formats)('%s', (format) => {
  // Would catch: a parser that dies or loops, a failure that nobody could act on, and one that leaves something behind.
  it('broken files end in an article or a clear error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'diptych-hostile-'));
    const app = await openWatchedApp(folder);
    const ends: Record<string, number> = {};
    let [slowest, peak] = [0, 0];
    try {
      // Would catch: files refused for another reason than the harm done to them.
      for (const { name, content } of wholeFiles[format]) {
        const bytes = Array.isArray(content) ? makeZip(content) : content;
        const { result } = await app.importFile(fileInMemory(name, bytes));
        expect(result, name).toMatchObject({ status: 'imported' });
      }
      let before = articleFiles(app);
      for (const { name, harm, bytes } of malformedFiles(format, each, seed)) {
        const { result, seconds, peakBytes } = await app.importFile(fileInMemory(name, bytes));
        const after = articleFiles(app);
        const end = result.error?.code ?? 'article';
        ends[end] = (ends[end] ?? 0) + 1;
        slowest = Math.max(slowest, seconds);
        peak = Math.max(peak, peakBytes);
        expect(seconds, `${name}, ${harm}`).toBeLessThan(longestSeconds);
        if (result.error) {
          expectClear(result.error, name);
          expect(after, `${name}, ${harm}`).toEqual(before);
        }
        before = after;
      }
      await app.close();
      // Would catch: a file refused that is counted all the same.
      const { counts } = JSON.parse(
        readFileSync(join(app.libraryFolder, 'library.json'), 'utf8')
      ) as { counts: { articles: number } };
      expect(counts.articles).toBe(wholeFiles[format].length + (ends.article ?? 0));
    } finally {
      await app.close();
      rmSync(folder, { recursive: true });
      const { article = 0, ...errors } = ends;
      rows.push({
        format,
        files: Object.values(ends).reduce((sum, count) => sum + count, 0),
        articles: article,
        'slowest s': slowest.toFixed(2),
        'peak MB': Math.round(peak / 1e6),
        errors: Object.entries(errors)
          .map(([code, count]) => `${code} ${count}`)
          .join(', ')
      });
    }
    if (!isFull) return;
    // Would catch: harm that is none, and harm that leaves nothing to read.
    expect(Object.keys(ends).length).toBeGreaterThan(1);
    expect(ends.article).toBeGreaterThan(0);
  }, 600_000);
});
