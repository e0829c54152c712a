// Addresses and archives that try to leave their place: nothing outside is read, made or changed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLibrary } from '../e2e/library-folder';
import { BackupFolder, backupsBeside } from '../src/main/backups/backup-folder';
import { BackupService } from '../src/main/backups/backup-service';
import { zipList } from '../src/main/backups/read-library-zip';
import { restoreLibrary } from '../src/main/backups/restore-library';
import { unpackToNew } from '../src/main/backups/unpack-library';
import { bootMain, makeStandIn, type Booted } from '../src/main/electron/booted.test-support';
import { Zip } from '../src/main/jobs/parser/zip';
import {
  epubParts,
  docxParts,
  p,
  r,
  sentence
} from '../src/main/jobs/parser/test-fixtures/archive-parts';
import type { ZipPart } from '../src/main/jobs/parser/test-fixtures/make-zip';
import { moreOddPaths, oddPaths } from '../src/main/odd-urls.test-data';
import { fileInMemory } from '../src/main/services/source-file';
import { readLibraryFile } from '../src/main/services/library-file';
import { serve, type WebShell } from '../src/main/web/serve';
import { toWireError } from '../src/shared/ipc/errors';
import { leavesFolder, leavingNames, makeOddZip, treacherousParts } from './escapes';
import { isFull, writeReport, type ReportRow } from './report';
import { openWatchedApp, type WatchedApp } from './watched-app';

const eachWay = isFull ? 400 : 40;
const addresses = [...oddPaths, ...moreOddPaths(isFull ? 2000 : 20)];
const secret = 'CANARY OUTSIDE';

/** The tree that must not change; the app lives so deep in it that no name climbs out of it. */
let parent = '';
let home = '';
let app: WatchedApp;
let packed: ZipPart[] = [];
const rows: ReportRow[] = [];
const clock = { now: () => new Date() };

const temporary = process.env.TMPDIR;
beforeAll(async () => {
  parent = mkdtempSync(join(temporary ?? tmpdir(), 'diptych-escapes-'));
  home = join(parent, '1/2/3/4/5/6/7');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  // What is unpacked for a while lies in there too.
  process.env.TMPDIR = join(home, 'tmp');
  for (let folder = home; folder !== parent; folder = dirname(folder)) {
    mkdirSync(join(folder, 'outside'), { recursive: true });
    writeFileSync(
      join(folder, 'outside/secret.xhtml'),
      `<html><body><p>${secret}</p></body></html>`
    );
  }
  app = await openWatchedApp(home);
  await app.samples.open('translation', { jobId: crypto.randomUUID() });
  await app.library.fold();
  const place = { folder: backupsBeside(app.libraryFolder) };
  const service = new BackupService(app.library, place, clock, () => undefined);
  await service.pack(join(home, 'whole.zip'), { overwrite: false });
  const zip = new Zip('whole.zip', readFileSync(join(home, 'whole.zip')));
  packed = zip.names().map((name) => ({ name, content: zip.read(name) ?? '' }));
});
afterAll(async () => {
  await app.close();
  if (temporary === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = temporary;
  rmSync(parent, { recursive: true, force: true });
  writeReport('escapes', rows);
});

/** All there is but what the app may write: its library and its own data. */
const outside = (): string[] =>
  listLibrary(parent).filter((line) => !/^1\/2\/3\/4\/5\/6\/7\/(library|data)\//.test(line));
const whole = (): string[] => listLibrary(parent);

/** What became of it: the code of what was thrown. */
const ended = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (thrown: unknown) => toWireError(thrown).code
  );

const archives = [
  ...leavingNames(eachWay).map((name) => ({
    title: JSON.stringify(name.slice(0, 80)),
    parts: [{ name, content: secret }] as ZipPart[],
    leaves: leavesFolder(name)
  })),
  ...Object.entries(treacherousParts).map(([title, parts]) => ({ title, parts, leaves: false }))
];

// Would catch: a tree that is compared where nobody climbs to; this is how careless programs unpack.
it('would see what leaves its folder', () => {
  const before = whole();
  const made = new Set<string>();
  const folder = join(home, 'tmp/careless');
  for (const { parts } of archives) {
    for (const { name } of parts) {
      const target = join(folder, name.replaceAll('\\', '/'));
      try {
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, '', { flag: 'wx' });
        made.add(target);
      } catch {
        // No name at all, or one that is taken.
      }
    }
  }
  const fresh = whole().filter((line) => !before.includes(line));
  const climbed = fresh.filter((line) => !line.startsWith('1/2/3/4/5/6/7/tmp/careless/'));
  expect(climbed.length).toBeGreaterThan(5);
  for (const target of made) rmSync(target, { force: true });
  rmSync(folder, { recursive: true, force: true });
  expect(whole()).toEqual(before);
});

// Would catch: an archive's name that becomes a path while a colleague's library is looked at.
it(`unpacks no colleague’s library beyond its folder, of ${archives.length}`, async () => {
  const library = packed.filter(({ name }) => name !== zipList);
  const before = whole();
  let refused = 0;
  for (const { title, parts, leaves } of archives) {
    const given = { file: 'theirs.zip', archive: makeOddZip([...library, ...parts]) };
    const means = { jobs: app.jobs, job: { jobId: crypto.randomUUID() }, clock };
    const end = await ended(readLibraryFile(given, app.library, means));
    if (leaves) expect(end, title).toBe('zipLeavesFolder');
    if (end !== 'taken') refused += 1;
    expect(end, title).not.toBe('internal');
  }
  expect(whole()).toEqual(before);
  rows.push({ way: 'colleague’s library', tried: archives.length, refused, outside: 0 });
}, 600_000);

// Would catch: a whole library that brings more than it lists, or lists what leads out of it.
it(`brings no whole library back beyond its folder, of ${archives.length}`, async () => {
  const list = packed.find(({ name }) => name === zipList);
  const backup = JSON.parse(Buffer.from(list?.content ?? '').toString()) as { files: object[] };
  const before = whole();
  let refused = 0;
  for (const { title, parts, leaves } of archives) {
    const more = parts.map(({ name, content }) => ({
      ...backup.files[0],
      path: name,
      byteLength: content.length
    }));
    const listed = JSON.stringify({ ...backup, files: [...backup.files, ...more] });
    const named = packed.map((part) =>
      part.name === zipList ? { ...part, content: listed } : part
    );
    const file = join(home, 'theirs.zip');
    writeFileSync(file, makeOddZip([...named, ...parts]));
    const target = join(home, 'tmp/new library');
    const means = { jobs: app.jobs, job: { jobId: crypto.randomUUID() }, clock };
    const end = await ended(unpackToNew(file, target, means));
    expect(end, title).not.toMatch(/^(taken|internal)$/);
    if (leaves) expect(end, title).toBe('zipLeavesFolder');
    refused += 1;
    rmSync(file);
  }
  expect(whole()).toEqual(before);
  rows.push({ way: 'whole library', tried: archives.length, refused, outside: 0 });
}, 600_000);

// Would catch: a list of a backup, which anybody can write, that has files put beside the library.
const listed = archives.filter((_archive, at) => isFull || at % 2 === 0);
it(`restores no backup beyond its folder, of ${listed.length}`, async () => {
  const folder = backupsBeside(app.libraryFolder);
  const [good] = await (await BackupFolder.open(folder)).all();
  if (!good) throw new Error('there is no backup');
  const own = join(folder, 'backups', `${good.id}.json`);
  const genuine = readFileSync(own);
  const before = whole();
  let refused = 0;
  for (const { title, parts, leaves } of listed) {
    const more = parts.map(({ name }) => ({ ...good.files[0], path: name }));
    writeFileSync(own, JSON.stringify({ ...good, files: [...good.files, ...more] }));
    const target = join(home, 'tmp/restored');
    const restore = async (): Promise<unknown> => {
      const source = await BackupFolder.open(folder);
      return restoreLibrary(source, await source.one(good.id), target, { clock });
    };
    const end = await ended(restore());
    if (leaves) expect(end, title).not.toBe('taken');
    expect(end, title).not.toBe('internal');
    if (end !== 'taken') refused += 1;
    rmSync(target, { recursive: true, force: true });
  }
  writeFileSync(own, genuine);
  expect(whole()).toEqual(before);
  rows.push({ way: 'backup', tried: listed.length, refused, outside: 0 });
}, 600_000);

// Would catch: a part of a book or a document that is looked for on the disk, or put there.
it.each([
  [
    'epub',
    // Every other book also counts the parts among its chapters; one that is not there makes it a damaged book.
    (parts: ZipPart[], at: number) =>
      epubParts(parts).map((part) =>
        at % 2 === 1 && part.name === 'OPS/book.opf'
          ? { ...part, content: pointing(part, parts) }
          : part
      )
  ],
  ['docx', (parts: ZipPart[]) => docxParts(p(r(sentence)), parts)]
] as const)(
  `reads no %s beyond itself, of ${archives.length}`,
  async (format, wrap) => {
    const before = outside();
    let refused = 0;
    let unknown = 0;
    for (const [at, { title, parts }] of archives.entries()) {
      const bytes = makeOddZip([
        ...wrap(parts, at),
        { name: 'unique', content: `${format} ${at}` }
      ]);
      const file = fileInMemory(`${at}.${format}`, bytes);
      const { result } = await app.importFile(file);
      if (result.error?.code === 'internal') unknown += 1;
      if (!result.article) {
        refused += 1;
        continue;
      }
      const { text } = await app.library.article(result.article.id);
      // The part itself may be read, as a chapter of its book: the file on the disk never.
      expect(text.includes(secret) && format === 'docx', title).toBe(false);
    }
    expect(unknown).toBe(0);
    // Would catch: files refused for another reason, so that no name was ever looked at.
    expect(refused).toBeLessThan(archives.length * 0.6);
    expect(outside()).toEqual(before);
    rows.push({ way: format, tried: archives.length, refused, outside: 0 });
  },
  600_000
);

/** The book's table, with each part and what stands in its place on the disk as chapters. */
function pointing({ content }: ZipPart, parts: readonly ZipPart[]): string {
  const items = parts.map(
    ({ name }, at) =>
      `<item id="o${at}" href="${encodeURI(name.replace(/[<>&"\0]/g, ''))}" media-type="application/xhtml+xml"/>`
  );
  const refs = parts.map((_part, at) => `<itemref idref="o${at}"/>`);
  return String(content)
    .replace('</manifest>', `${items.join('')}</manifest>`)
    .replace('</spine>', `${refs.join('')}</spine>`);
}

// Would catch: an address of the browser shell that becomes a path.
it(`serves none of ${addresses.length} odd addresses over HTTP`, async () => {
  const shell: WebShell = await serve({ app, rendererFolder: 'out/renderer', port: 0 });
  const { port } = new URL(shell.address);
  const served: string[] = [];
  for (const path of addresses) {
    const sent = path.replace(/[^!-~]/g, (sign) => encodeURIComponent(sign)).replace(/#.*/, '');
    const isQuery = /^\/\?/.test(sent);
    const status = await new Promise<number>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path: sent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      }).on('error', reject);
    });
    // What follows a question mark is no part of the name.
    if (status === 200 && !isQuery) served.push(path);
  }
  await shell.close();
  expect(served).toEqual([]);
  rows.push({
    way: 'address over HTTP',
    tried: addresses.length,
    refused: addresses.length,
    outside: 0
  });
}, 600_000);

// Would catch: an address of the app's own scheme that becomes a path.
it(`serves none of ${addresses.length} odd addresses of its own scheme`, async () => {
  const folder = join(home, 'tmp/boot');
  mkdirSync(folder);
  await makeStandIn(folder);
  const booted: Booted = bootMain(folder, ['--library', join(folder, 'library'), '--lang', 'en']);
  await booted.ready;
  const served: string[] = [];
  for (const path of addresses) {
    const { status } = await booted.do<{ status: number }>('fetch', {
      url: `app://diptych${path}`
    });
    if (status === 200) served.push(path);
  }
  booted.child.kill('SIGKILL');
  await booted.ended;
  rmSync(folder, { recursive: true, force: true });
  expect(served).toEqual([]);
  rows.push({
    way: 'address of app:',
    tried: addresses.length,
    refused: addresses.length,
    outside: 0
  });
}, 600_000);
