// Several articles taken away at once. Catches an article doubled beside its pair, names that overwrite each other, forms
// of two texts made of one, and a template that is not followed.
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { defaultExportOptions } from '@shared/export-choices';
import { defaultSettings } from '@shared/settings';
import type { ArticleId } from '@domain/ids';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  sampleText,
  setAnnotation,
  setPair
} from '../library/test-fixtures/facts';
import { openSettings } from '../settings/settings-store';
import { ExportService } from './export-service';
import { jobsHere, noFonts } from './test-fixtures/jobs-here';

const job = { jobId: 'several' };

async function withThree(
  work: (exports: ExportService, ids: [ArticleId, ArticleId, ArticleId]) => Promise<void>,
  exportName = defaultSettings.exportName
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const library = await openLibrary(join(parent, 'l'), { clock: fixedClock, create: true });
    try {
      const ids: ArticleId[] = [];
      for (const name of ['một.txt', 'hai.txt', 'ba.txt']) {
        const article = await library.addArticle(parsedArticle(), {
          ...original(),
          name,
          bytes: Buffer.from(name + sampleText)
        });
        ids.push(article.id);
      }
      const [one, two, three] = ids as [ArticleId, ArticleId, ArticleId];
      await library.apply([
        setPair(pairOf(one, two)),
        ...ids.map((id) => setAnnotation(annotationOf(id, 'khánh thành')))
      ]);
      const settings = await openSettings(join(parent, 's'));
      await settings.set({ ...defaultSettings, exportName });
      const paths = {
        fonts: '',
        resources: '',
        jobs: '',
        renderer: '',
        appData: '',
        systemFonts: []
      };
      await work(
        new ExportService(library, jobsHere, settings, fixedClock, paths, noFonts, 'en', '1.0.0'),
        [one, two, three]
      );
    } finally {
      await library.close();
    }
  });
}

const as = (form: 'md' | 'tmx' | 'jsonld' | 'annotations-csv') => ({
  ...defaultExportOptions,
  form
});
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

it('is a zip of the pair and the article that is in none', async () => {
  await withThree(async (exports, ids) => {
    const { report, bytes } = await exports.export({ kind: 'articles', ids }, as('md'), job);
    const names = ['Cầu mới nối hai bờ sông.md', 'Cầu mới nối hai bờ sông 2.md'];
    expect(report).toMatchObject({ files: names, fileName: '2 files from Diptych.zip' });
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(names);
    const [pair = '', alone = ''] = names.map((name) => text(files[name] ?? new Uint8Array()));
    expect([pair, alone].map((words) => words.split('một.txt').length > 1)).toEqual([true, false]);
    expect(alone).toContain('ba.txt');
  });
});

it('holds the pair alone in a form of two texts, and needs one', async () => {
  await withThree(async (exports, [one, two, three]) => {
    const several = { kind: 'articles' as const, ids: [one, two, three] };
    const { report } = await exports.export(several, as('tmx'), job);
    expect(report).toMatchObject({ units: 1, fileName: 'Cầu mới nối hai bờ sông.tmx' });
    await expect(
      exports.export({ kind: 'articles', ids: [one, three] }, as('tmx'), job)
    ).rejects.toMatchObject({ code: 'exportNeedsPair' });
  });
});

it('is one file where the form holds any number, with no sides but in a pair', async () => {
  await withThree(async (exports, ids) => {
    const several = { kind: 'articles' as const, ids };
    const { report, bytes } = await exports.export(several, as('jsonld'), job);
    expect(report).toMatchObject({ annotations: 3, fileName: '3 articles.jsonld' });
    expect(JSON.parse(text(bytes))).toMatchObject({ total: 3 });
    const table = await exports.export(several, as('annotations-csv'), job);
    expect(text(table.bytes)).not.toMatch(/,(source|target),/);
  });
});

it('is called what the template says', async () => {
  await withThree(async (exports, [one, two]) => {
    const [pair] = await exports.files({ kind: 'articles', ids: [one, two] }, as('md'), job);
    expect(pair?.report.fileName).toBe('2026-11-21 Cầu mới nối hai bờ sông vi-vi.md');
    const [alone] = await exports.files({ kind: 'article', id: one }, as('md'), job);
    expect(alone?.report.fileName).toBe('2026-11-21 Cầu mới nối hai bờ sông vi.md');
    const [other] = await exports.files({ kind: 'article', id: one }, as('md'), job, '../{form}');
    expect(other?.report.fileName).toBe('md.md');
  }, '{date} {title} {source}-{target}');
});

it('stops between files', async () => {
  await withThree(async (exports, ids) => {
    const stop = new AbortController();
    const made: string[] = [];
    const run = exports.export({ kind: 'articles', ids }, as('md'), {
      ...job,
      signal: stop.signal,
      onProgress: (_done, _total, label) => {
        made.push(label);
        stop.abort();
      }
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    expect(made).toHaveLength(1);
  });
});
