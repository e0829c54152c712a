// The log and the problem report after a day's work: nothing in them of what was read, written, or where it lies.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '@shared/ipc/routes';
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

const rounds = 12;
const said = new Set<string>();
let state = 7;
/** A number below `most`, the same in every run. */
const chance = (most: number): number => {
  state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
  return Math.floor((state / 2 ** 31) * most);
};
const syllables = ['zor', 'vuk', 'quim', 'đẹq', 'wez', 'xâp', 'jyf', 'ghux', 'Ñoz', 'ků'];
const plain = syllables.filter((syllable) => /^[a-z]+$/.test(syllable));

/** A word that nothing of the app's own is called, remembered. */
function word(from = syllables): string {
  const made = Array.from({ length: 4 }, () => from[chance(from.length)]).join('');
  said.add(made);
  return made;
}

const ask = (route: string, input: unknown): Promise<unknown> =>
  dispatch(app.handlers, route, input);

/** Whatever a person or a hostile file may bring to fall over, each with words of its own. */
async function round(at: number): Promise<void> {
  const sentence = `${word()} ${word()} crossed the river at dawn, ${word()} said.`;
  await ask('settings.set', { ...defaultSettings, name: word() });
  const files = [
    fileInMemory(`${word()}.txt`, Buffer.from(`${word()} ${at}\n\n${sentence}\n`)),
    fileInMemory(`${word()}.docx`, Buffer.from(`PK\u0003\u0004 ${word()}`)),
    fileInMemory(`${word()}.pdf`, Buffer.from(`%PDF-1.4 ${word()}`)),
    fileInMemory(`${word()}.${word(plain)}`, Buffer.from(word()))
  ];
  const results = await app.imports.importFiles(files, { jobId: `busy ${at}` });
  const id = results[0]?.article?.id;
  if (id === undefined) throw new Error('nothing came in');
  const libraryUuid = app.library.info().uuid;
  const note = setAnnotation(annotationOf(id, sentence.slice(0, 12), word(), sentence));
  await ask('facts.apply', { libraryUuid, operations: [note] });
  await ask('facts.apply', {
    libraryUuid,
    operations: [{ ...note, baseRevision: 7, kind: word(plain) }]
  });
  await ask('library.search', { query: `${word()} "${word()}"`, limit: 10 });
  await ask('shell.openExternal', { url: `https://${word(plain)}.example/${word(plain)}` });
  await ask('library.article', { id: crypto.randomUUID() });
  await ask('pair.create', { jobId: word(), sourceId: id, targetId: crypto.randomUUID() });
  await ask(`no.such.${word(plain)}`, { [word()]: word() });
  for (const route of Object.keys(routes)) await ask(route, { [word(plain)]: word(), id: word() });
  await ask('health.failure', {
    name: word(plain),
    stack: [`Error: ${word()}`, `    at read (/home/${word(plain)}/index.js:1:2)`]
  });
}

// Would catch: a title, a file's name, a note, a search, a person's name or a folder in what somebody sends to others.
it.skipIf(!existsSync('out/jobs/parser.js'))(
  'keeps no word of anybody’s',
  async () => {
    for (let at = 0; at < rounds; at += 1) await round(at);
    // The journal's folder taken away: failures of the system, whose messages hold paths.
    await rm(join(folder, 'thuviencuatoi', 'journal'), { recursive: true, force: true });
    await round(rounds);

    const logs = join(folder, 'data/logs');
    const names = await readdir(logs);
    const written = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')));
    const report = (await ask('health.report', {})) as { data?: unknown };
    const all = `${written.join('')}${JSON.stringify(report)}`.toLowerCase();
    // Would catch: a day of which nothing was kept.
    expect(written.join('').split('\n').length).toBeGreaterThan(rounds * 4);
    expect(all).toContain('diptych problem report');
    const places = ['phongxanh', 'thuviencuatoi'];
    expect(said.size).toBeGreaterThan(rounds * 80);
    expect([...said, ...places].filter((each) => all.includes(each.toLowerCase()))).toEqual([]);
  },
  60_000
);
