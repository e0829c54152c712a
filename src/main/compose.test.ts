// The services together, over a real library and the built job processes.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultExportOptions } from '@shared/export-choices';
import { exportForms, formFacts } from '@shared/export-forms';
import type { EventMessage } from '@shared/ipc/events';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '@shared/ipc/routes';
import { appPaths } from './app-paths';
import { createApp, type App } from './compose';
import { dispatch } from './dispatch';
import { fileAtPath } from './services/source-file';

let folder = '';
let app: App;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-app-'));
  app = await createApp({
    paths: appPaths(join(folder, 'data')),
    libraryFolder: join(folder, 'library'),
    locale: 'en',
    shell: 'browser',
    version: '0.0.0',
    program: 'test'
  });
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** As a window asks; throws the code of a failure. What comes back must be what the contract says. */
async function ask<N extends RouteName>(route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const result = await dispatch(app.handlers, route, input);
  if (!result.ok) throw new Error(result.error.code);
  return routes[route].output.parse(result.data) as RouteOutput<N>;
}
async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}
const article = (words: string): string =>
  `A title\n\n${words} and a sentence that goes on for a while.\n`;

// Would catch: a window that lost its copy of the notes and is not told, since nobody remembers that it had one.
it('knows at the next hello that a window has a copy, once one asked what came since', async () => {
  expect(await ask('app.hello', {})).toMatchObject({ copied: false });
  await ask('facts.snapshot', {});
  expect(await ask('app.hello', {})).toMatchObject({ copied: false });
  await ask('facts.since', { sequence: 0 });
  expect(await ask('app.hello', {})).toMatchObject({ copied: true });
});

describe.skipIf(!existsSync('out/jobs/parser.js'))('the app (needs `npm run build`)', () => {
  // Would catch: one bad file that stops an import, an error that does not name its file, a half-made article.
  it('imports what it can, and says of each file what became of it', async () => {
    await mkdir(join(folder, 'a folder.txt'));
    const paths = [
      await file('good.txt', article('One')),
      await file('again.txt', article('One')),
      join(folder, 'missing.txt'),
      join(folder, 'a folder.txt'),
      await file('empty.txt', ''),
      await file('unknown.xyz', article('Two')),
      await file('other.txt', article('Three'))
    ];
    const results = await app.imports.importFiles(paths.map(fileAtPath), { jobId: 'i' });
    expect(results.map(({ status, error }) => error?.code ?? status)).toEqual([
      'imported',
      'duplicate',
      'fileNotFound',
      'fileIsFolder',
      'fileEmpty',
      'fileUnknownType',
      'imported'
    ]);
    expect(results.map((result) => result.file)).toEqual(paths);
    for (const { error, file: name } of results) if (error) expect(error.details.file).toBe(name);
    expect(results[0]?.blocks).toEqual({ heading: 1, paragraph: 1 });
    expect(results[1]?.article?.id).toBe(results[0]?.article?.id);
    expect(await app.library.articles()).toHaveLength(2);
  });

  // Would catch: an article twice in the library because two windows were given the same file.
  it('takes in one file once, however many ask at the same time', async () => {
    const same = fileAtPath(await file('same.txt', article('One')));
    const each = await Promise.all(
      ['a', 'b', 'c'].map((jobId) => app.imports.importFiles([same], { jobId }))
    );
    // Which of them comes first is nobody's promise.
    expect(
      each
        .flat()
        .map(({ status }) => status)
        .sort()
    ).toEqual(['duplicate', 'duplicate', 'imported']);
    expect(await app.library.articles()).toHaveLength(1);
  });

  // Would catch: a pipe that is waited for for ever.
  it.skipIf(process.platform === 'win32')('reads no devices', async () => {
    const [result] = await app.imports.importFiles([fileAtPath('/dev/zero')], { jobId: 'i' });
    expect(result?.error?.code).toBe('fileUnreadable');
  });

  // Would catch: a cancelled import that goes on, or that forgets what it had already done.
  it('stops an import where it stands', async () => {
    const handles: string[] = [];
    for (let number = 0; number < 20; number += 1) {
      const bytes = new TextEncoder().encode(article(`Number ${number}`));
      const put = await ask('files.put', { name: `${number}.txt`, bytes });
      handles.push(put.handle);
    }
    const jobId = crypto.randomUUID();
    const messages: EventMessage[] = [];
    app.events.subscribe((message) => {
      messages.push(message);
      if (message.name === 'job.progress' && message.data.done === 2) {
        void ask('job.cancel', { jobId });
      }
    });
    const results = await ask('library.importFiles', { jobId, handles });
    const imported = results.filter(({ status }) => status === 'imported').length;
    expect(results).toHaveLength(20);
    expect(imported).toBeGreaterThanOrEqual(2);
    expect(imported).toBeLessThan(5);
    expect(results.at(-1)?.error?.code).toBe('cancelled');
    expect(await app.library.articles()).toHaveLength(imported);
    expect(await readdir(join(folder, 'library/articles'))).toHaveLength(imported);
    expect(messages).toContainEqual({
      name: 'job.progress',
      data: { jobId, done: 0, total: 20, label: '0.txt' }
    });
    await expect(ask('library.importFiles', { jobId, handles })).rejects.toThrow('badRequest');
  });

  // Would catch: a second pair of the same articles, by opening a sample again or by two windows at once.
  it('opens a sample as one pair, however often', async () => {
    const open = (): Promise<RouteOutput<'library.openSample'>> =>
      ask('library.openSample', { jobId: crypto.randomUUID(), name: 'translation' });
    const first = await open();
    expect(await open()).toEqual(first);
    const [pair] = await app.library.pairs();
    if (!pair) throw new Error('no pair');
    const turned = { sourceId: pair.targetId, targetId: pair.sourceId };
    const both = await Promise.all(
      [1, 2].map(() => ask('pair.create', { jobId: crypto.randomUUID(), ...turned }))
    );
    expect(both[0]?.value.id).toBe(both[1]?.value.id);
    const { value } = await app.library.pair(pair.id);
    expect(value.verdict).toBe('translation');
    expect(value.links.length).toBeGreaterThan(5);
    expect(new Set(value.links.map(({ id }) => id)).size).toBe(value.links.length);
    await expect(
      ask('pair.create', {
        jobId: crypto.randomUUID(),
        sourceId: pair.sourceId,
        targetId: pair.sourceId
      })
    ).rejects.toThrow('pairSameArticle');
  });

  // Would catch: an export kept for ever, or bytes of another one.
  it('exports, and keeps the last few files for saving', async () => {
    const { pairId } = await ask('library.openSample', {
      jobId: crypto.randomUUID(),
      name: 'translation'
    });
    const subject = { kind: 'pair', id: pairId } as const;
    const run = (): Promise<RouteOutput<'export.run'>> =>
      ask('export.run', { jobId: crypto.randomUUID(), subject, options: defaultExportOptions });
    const first = await run();
    expect(first.fileName).toMatch(/^Lac Giang .*\.pdf$/);
    const bytes = await ask('export.bytes', { exportId: first.exportId });
    expect(bytes.length).toBe(first.byteLength);
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 8))).toBe('%PDF-1.7');
    for (let more = 0; more < 4; more += 1) await run();
    await expect(ask('export.bytes', { exportId: first.exportId })).rejects.toThrow('notFound');
    await expect(ask('export.save', { exportId: first.exportId })).rejects.toThrow('notFound');
  });

  // Would catch: a form that is offered and cannot be made, bears another ending, or counts what it does not hold.
  it('exports in every other form', async () => {
    const { pairId } = await ask('library.openSample', {
      jobId: crypto.randomUUID(),
      name: 'translation'
    });
    const expected = {
      jsonld: [/^Lac Giang .*\.jsonld$/, ['annotations'], /"AnnotationCollection"/],
      tmx: [/^Lac Giang .*\.tmx$/, ['units', 'notes'], /^<\?xml .*\n<tmx version="1.4">/],
      xliff12: [/^Lac Giang .*\.xlf$/, ['units', 'notes'], /\n<xliff version="1.2" /],
      xliff21: [/^Lac Giang .*\.2\.xlf$/, ['units', 'notes'], /\n<xliff version="2.1" /],
      tsv: [/^Lac Giang .*\.tsv$/, ['rows'], /^Lac Giang[^\t\n]*\tLạc Giang/],
      csv: [/^Lac Giang .*\.csv$/, ['rows'], /^\uFEFFrow,source,target,/],
      md: [/^Lac Giang .*\.md$/, ['annotations'], /^---\ntitle: "/],
      html: [/^Lac Giang .*\.html$/, ['annotations'], /^<!DOCTYPE html>\n<html lang="/],
      'annotations-csv': [/ .*\.annotations\.csv$/, ['annotations'], /^\uFEFFnumber,article,/],
      'statements-csv': [/ .*\.statements\.csv$/, ['rows'], /^\uFEFFnumber,speaker,/]
    } as const;
    for (const form of exportForms) {
      if (formFacts[form].binary) continue;
      const [name, counts, begins] = expected[form as keyof typeof expected];
      const { exportId, fileName, byteLength, ...counted } = await ask('export.run', {
        jobId: crypto.randomUUID(),
        subject: { kind: 'pair', id: pairId },
        options: { ...defaultExportOptions, form }
      });
      expect(fileName).toMatch(name);
      expect(Object.keys(counted)).toEqual(counts);
      const bytes = await ask('export.bytes', { exportId });
      expect(bytes.length).toBe(byteLength);
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      expect(text).toMatch(begins);
    }
    const docx = await ask('export.run', {
      jobId: crypto.randomUUID(),
      subject: { kind: 'pair', id: pairId },
      options: { ...defaultExportOptions, form: 'docx' }
    });
    expect(docx).toMatchObject({ fileName: expect.stringMatching(/\.docx$/), notes: 0 });
    const xlsx = await ask('export.run', {
      jobId: crypto.randomUUID(),
      subject: { kind: 'pair', id: pairId },
      options: { ...defaultExportOptions, form: 'xlsx' }
    });
    expect(xlsx).toMatchObject({ fileName: expect.stringMatching(/\.xlsx$/), annotations: 0 });
    const qdpx = await ask('export.run', {
      jobId: crypto.randomUUID(),
      subject: { kind: 'pair', id: pairId },
      options: { ...defaultExportOptions, form: 'qdpx' }
    });
    expect(qdpx).toMatchObject({ fileName: expect.stringMatching(/\.qdpx$/), annotations: 0 });
    const { value: pair } = await ask('pair.get', { id: pairId });
    await expect(
      ask('export.run', {
        jobId: crypto.randomUUID(),
        subject: { kind: 'article', id: pair.sourceId },
        options: { ...defaultExportOptions, form: 'tmx' }
      })
    ).rejects.toThrow('exportNeedsPair');
  });

  // Would catch: a window that misses what another one, or main itself, has changed.
  it('tells every window what changed', async () => {
    const names: string[] = [];
    app.events.subscribe(({ name }) => names.push(name));
    await ask('library.openSample', { jobId: crypto.randomUUID(), name: 'comparable' });
    expect(names).toContain('library.changed');
    expect(names).toContain('facts.changed');
    const hello = await ask('app.hello', {});
    await ask('settings.set', { ...hello.settings, name: 'Lan' });
    expect(names.at(-1)).toBe('settings.changed');
    expect(app.settings.get().name).toBe('Lan');
  });
});
