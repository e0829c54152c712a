// The log and the problem report after a day's work: nothing in them of what was read, written, or where it lies.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { defaultSettings } from '@shared/settings';
import { appPaths } from '../app-paths';
import { createApp, type App } from '../compose';
import { dispatch } from '../dispatch';
import { annotationOf, setAnnotation } from '../library/test-fixtures/facts';
import { fileInMemory } from '../services/source-file';

let folder = '';
let app: App;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-busy-phongxanh-'));
  app = await createApp({
    paths: appPaths(join(folder, 'data')),
    libraryFolder: join(folder, 'thuviencuatoi'),
    createLibrary: true,
    locale: 'vi',
    shell: 'browser',
    version: '0.0.0',
    program: 'test'
  });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const article = (title: string, body: string): Uint8Array => Buffer.from(`${title}\n\n${body}\n`);
const ask = (route: string, input: unknown): Promise<unknown> =>
  dispatch(app.handlers, route, input);

// Would catch: a title, a file's name, a note, a search, a person's name or a folder in what somebody sends to others.
it.skipIf(!existsSync('out/jobs/parser.js'))('keeps no word of anybody’s', async () => {
  await ask('settings.set', { ...defaultSettings, name: 'Annotatorsmith' });
  const files = [
    fileInMemory(
      'secretfilename.txt',
      article('Marvelloustitle', 'Zebrawords crossed the quietharbour at dawn.')
    ),
    fileInMemory('brokenoffice.docx', Buffer.from('PK\u0003\u0004 Junkcontent')),
    fileInMemory('portrait.pdf', Buffer.from('%PDF-1.4 Junkcontent')),
    fileInMemory('Junkname.exe', Buffer.from('MZ'))
  ];
  const results = await app.imports.importFiles(files, { jobId: 'busy' });
  const id = results[0]?.article?.id;
  if (id === undefined) throw new Error('nothing came in');
  const note = setAnnotation(annotationOf(id, 'cầu dài 1,2 km'));
  const libraryUuid = app.library.info().uuid;
  const applied = await ask('facts.apply', { libraryUuid, operations: [note] });
  expect(applied).toMatchObject({ ok: true });
  await ask('facts.apply', {
    libraryUuid,
    operations: [{ ...note, baseRevision: 7, kind: 'Oddkind' }]
  });
  await ask('library.search', { query: 'Searchedword "quietharbour"', limit: 10 });
  await ask('shell.openExternal', { url: 'https://visitedhost.example/pathvisited' });
  await ask('library.article', { id: 'Unknownarticle' });
  await ask('library.article', { id: crypto.randomUUID() });
  await ask('no.such.route.Routeword', { word: 'Inputword' });
  await ask('health.failure', {
    name: 'Failedmessage of a text',
    stack: ['Error: Failedmessage', '    at read (/home/phongxanh/index.js:1:2)']
  });
  // The journal's folder taken away: failures of the system, whose messages hold paths.
  await rm(join(folder, 'thuviencuatoi', 'journal'), { recursive: true, force: true });
  await ask('facts.apply', {
    libraryUuid,
    operations: [setAnnotation(annotationOf(id, 'cầu dài 1,2 km'))]
  });

  const logs = join(folder, 'data/logs');
  const names = await readdir(logs);
  const written = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')));
  const report = (await ask('health.report', {})) as { data?: unknown };
  const all = `${written.join('')}${JSON.stringify(report)}`;
  // Would catch: a day of which nothing was kept.
  expect(written.join('').split('\n').length).toBeGreaterThan(4);
  expect(JSON.stringify(report)).toContain('Diptych problem report');
  const words =
    /Annotatorsmith|cầu|secretfilename|Marvelloustitle|Zebrawords|quietharbour|Junk|brokenoffice|portrait|Oddkind|Searchedword|visitedhost|pathvisited|Unknownarticle|Routeword|Inputword|Failedmessage|phongxanh|thuviencuatoi/i;
  expect(words.exec(all)?.[0]).toBeUndefined();
});
