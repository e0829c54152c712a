// The whole library as one ZIP file and back, with real files; and ZIP files that are none, or made to do harm.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { makeZip, type ZipPart } from '../jobs/parser/test-fixtures/make-zip';
import { Zip } from '../jobs/parser/zip';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  picturedArticle,
  setAnnotation,
  setPair
} from '../library/test-fixtures/facts';
import { jobsHere } from '../services/test-fixtures/jobs-here';
import { madeAnew } from './library-walk';
import { BackupService } from './backup-service';
import { zipList } from './read-library-zip';
import { unpackToNew } from './unpack-library';

const means = { jobs: jobsHere, job: { jobId: 'unpack' }, clock: fixedClock };

/** The library's second file is larger than what is packed without a second look, and of nothing that packs. */
interface Scene {
  parent: string;
  library: Library;
  service: BackupService;
  /** Of the packed library. */
  zip: string;
  parts: () => Promise<ZipPart[]>;
}

async function scene(
  work: (scene: Scene) => Promise<void>,
  large = randomBytes(6_000_000)
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'Thư viện');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { article, pictures } = picturedArticle();
    const one = await library.addArticle(article, original(), pictures);
    const file = { name: 'lớn.txt', bytes: large };
    const other = await library.addArticle(parsedArticle('Một bài khác'), file);
    await library.apply([
      setAnnotation(annotationOf(one.id, 'cầu dài 1,2 km')),
      setPair(pairOf(one.id, other.id))
    ]);
    const place = { folder: join(parent, 'Sao lưu') };
    const service = new BackupService(library, place, fixedClock, () => undefined);
    const zip = join(parent, 'thư viện.zip');
    const parts = async (): Promise<ZipPart[]> => {
      const packed = new Zip('zip', await readFile(zip));
      return packed.names().map((name) => ({ name, content: packed.read(name) ?? '' }));
    };
    await work({ parent, library, service, zip, parts });
    await library.close();
  });
}

const failure = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => expect.fail('nothing was refused'),
    (thrown: unknown) => (thrown instanceof AppError ? thrown : expect.fail(String(thrown)))
  );
const onto = { overwrite: false };

// Would catch: a file left out or changed on the way, and a copy that a window takes for the library it came from.
it('takes the library away and brings it back, byte for byte, under another uuid', async () => {
  await scene(async ({ parent, library, service, zip }) => {
    const told: number[] = [];
    const done = await service.pack(zip, {
      ...onto,
      onProgress: (now, total) => void told.push(now / total)
    });
    expect(done).toMatchObject({ articles: 2, pairs: 1, annotations: 1 });
    expect(Math.max(...told)).toBe(1);
    const to = join(parent, 'nơi', 'khác');
    expect(await unpackToNew(zip, to, means)).toEqual({ articles: 2, pairs: 1, annotations: 1 });
    const again = await openLibrary(to, { clock: fixedClock, readOnly: true });
    expect(again.info().uuid).not.toBe(library.info().uuid);
    await library.close();
    for (const each of [library.folder, to]) {
      for (const name of ['library.json', ...madeAnew]) await rm(join(each, name), { force: true });
    }
    expect(await hashOfFolder(to)).toBe(await hashOfFolder(library.folder));
    expect((await readdir(parent)).sort()).toEqual(['Sao lưu', 'Thư viện', 'nơi', 'thư viện.zip']);
  });
});

// Would catch: a file of the person's written over, half a file in its place, and one that packs the library into itself.
it('writes over nothing unasked, and leaves nothing of what was stopped', async () => {
  await scene(async ({ parent, library, service, zip }) => {
    await writeFile(zip, 'mine');
    expect((await failure(service.pack(zip, onto))).code).toBe('fileExists');
    const stopping = new AbortController();
    const half = (now: number, total: number): void => {
      if (now > total / 4) stopping.abort();
    };
    const stopped = service.pack(zip, {
      overwrite: true,
      signal: stopping.signal,
      onProgress: half
    });
    expect((await failure(stopped)).code).toBe('cancelled');
    expect(await readFile(zip, 'utf8')).toBe('mine');
    expect(await readdir(parent)).not.toContain('thư viện.zip.part');
    const within = service.pack(join(library.folder, 'x.zip'), onto);
    expect((await failure(within)).code).toBe('folderInsideLibrary');
    await service.pack(zip, { overwrite: true });
    expect((await readFile(zip)).subarray(0, 2).toString()).toBe('PK');
  });
});

// Would catch: a stored file that went bad and is handed on as good.
it('packs nothing that is not what it was', async () => {
  await scene(async ({ service, zip }) => {
    const { files } = await service.make('asked');
    const { sha256 = '' } = files.find(({ byteLength }) => byteLength === 6_000_000) ?? {};
    await writeFile(join(service.folder, 'files', sha256.slice(0, 2), sha256), 'x');
    expect((await failure(service.pack(zip, onto))).code).toBe('backupDamaged');
  });
});

type Change = (parts: ZipPart[]) => ZipPart[];
const list = (parts: ZipPart[]): ZipPart => parts.find(({ name }) => name === zipList) as ZipPart;
const withList = (change: (text: string) => string): Change =>
  function changed(parts) {
    const text = change(Buffer.from(list(parts).content).toString());
    return parts.map((part) => (part.name === zipList ? { ...part, content: text } : part));
  };
const without =
  (is: (name: string) => boolean): Change =>
  (parts) =>
    parts.filter(({ name }) => !is(name));
const withMore =
  (name: string, more: Partial<ZipPart> = {}): Change =>
  (parts) => [...parts, { name, content: 'x', ...more }];
const article = (name: string): boolean => name.endsWith('article.json');

describe('an archive that is not what it says', () => {
  const bad: [what: string, change: Change, code: string, says: Record<string, string>][] = [
    ['no list', without((name) => name === zipList), 'zipWithoutList', {}],
    ['no library', without((name) => name === 'library.json'), 'zipWithoutLibrary', {}],
    ['a list cut short', withList((t) => t.slice(0, 99)), 'fileDamaged', { entry: zipList }],
    [
      'a list of later days',
      withList((t) => t.replace('diptych-backup/1', 'diptych-backup/2')),
      'libraryTooNew',
      {}
    ],
    ['a missing file', without(article), 'fileDamaged', { reason: 'entryMissing' }],
    [
      'a file too many',
      withMore('articles/more.json'),
      'fileDamaged',
      { reason: 'entryUnlisted', entry: 'articles/more.json' }
    ],
    [
      'another byte',
      (parts) =>
        parts.map((part) =>
          article(part.name)
            ? { ...part, content: Buffer.from(part.content).map((b, at) => (at === 9 ? 33 : b)) }
            : part
        ),
      'fileDamaged',
      { reason: 'entryHash' }
    ],
    [
      'another hash in the list',
      withList((t) => t.replace(/"sha256": "[0-9a-f]{4}/, '"sha256": "0000')),
      'fileDamaged',
      { reason: 'entryHash' }
    ],
    [
      'a file twice',
      (parts) => [...parts, ...parts.filter(({ name }) => article(name)).slice(0, 1)],
      'fileDamaged',
      { reason: 'entryTwice' }
    ],
    ['a twin by case', withMore('LIBRARY.json'), 'fileDamaged', { entry: 'LIBRARY.json' }],
    [
      'twins by how they are composed',
      (parts) => withMore('a/e\u0302')(withMore('a/\u00ea')(parts)),
      'fileDamaged',
      { reason: 'entryTwice' }
    ],
    ['a parent', withMore('articles/../../x'), 'zipLeavesFolder', { entry: 'articles/../../x' }],
    ['a root', withMore('/etc/x'), 'zipLeavesFolder', { entry: '/etc/x' }],
    ['a drive', withMore('C:\\x'), 'zipLeavesFolder', { entry: 'C:/x' }],
    ['a device', withMore('articles/NUL.json'), 'zipLeavesFolder', {}],
    ['a name Windows cuts', withMore('library.json.'), 'zipLeavesFolder', {}],
    ['a link', withMore('articles/x', { mode: 0o120777 }), 'zipLeavesFolder', {}],
    ['a pipe', withMore('articles/x', { mode: 0o010644 }), 'zipLeavesFolder', {}],
    ['a lock', withMore('articles/x', { encrypted: true }), 'fileEncrypted', {}],
    ['a wrong sum', withMore('x', { crc: 1 }), 'fileDamaged', {}],
    [
      'a bomb',
      withMore('x', { content: new Uint8Array(30_000_000) }),
      'zipTooLarge',
      { entry: 'x' }
    ],
    [
      'a bomb that understates itself',
      (parts) => {
        const bomb = new Uint8Array(30_000_000);
        const { length } = bomb;
        const sha256 = createHash('sha256').update(bomb).digest('hex');
        return withList((t) =>
          t.replace(
            '"files": [',
            `"files": [{"path":"x","sha256":"${sha256}","byteLength":9,"modifiedMs":${length}},`
          )
        )(withMore('x', { content: bomb, claimedSize: 9 })(parts));
      },
      'fileDamaged',
      { reason: 'entryPacked', entry: 'x' }
    ]
  ];

  // Would catch: anything laid out of what is not whole, or outside; and a message that does not say where it is wrong.
  it('is refused, named, and leaves nothing', async () => {
    await scene(async ({ parent, service, zip, parts }) => {
      await service.pack(zip, onto);
      const sound = await parts();
      const place = join(parent, 'unpacked');
      await mkdir(place);
      for (const [what, change, code, says] of bad) {
        await writeFile(zip, makeZip(change(sound)));
        const refused = await failure(unpackToNew(zip, join(place, 'here'), means));
        expect([what, refused.code], refused.message).toEqual([what, code]);
        expect(refused.details, what).toMatchObject({ file: zip, ...says });
        expect(await readdir(place), what).toEqual([]);
      }
      await writeFile(zip, makeZip(sound));
      expect(await unpackToNew(zip, join(place, 'here'), means)).toMatchObject({ articles: 2 });
      const twice = await failure(unpackToNew(zip, join(place, 'here'), means));
      expect(twice.code).toBe('folderNotEmpty');
    }, Buffer.from('một tệp nhỏ'));
  });
});
