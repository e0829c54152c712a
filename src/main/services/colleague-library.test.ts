// A colleague's whole library in a ZIP file: looked at, imported, taken back and done again; and files that are none, or
// made to do harm. With the built job process that reads them.
import { existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { maxArticleBytes } from '@shared/limits';
import { createJobRunner } from '../jobs/job-runner';
import { makeZip, type ZipPart } from '../jobs/parser/test-fixtures/make-zip';
import { packFolder } from '../jobs/parser/test-fixtures/pack-folder';
import { spawnNode } from '../jobs/spawn-node';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  setAnnotation,
  setPair,
  setTag,
  tagOf
} from '../library/test-fixtures/facts';
import { ColleagueService } from './colleague-service';
import { chosenFile, fileInMemory } from './source-file';

const job = { jobId: 'colleagues' };
const builtJobs = resolve(import.meta.dirname, '../../../out/jobs');

interface World {
  ours: Library;
  colleagues: ColleagueService;
  /** Looks at a ZIP file of these parts. */
  preview: (parts: ZipPart[]) => ReturnType<ColleagueService['preview']>;
  /** Their library's files, within a folder as systems pack it. */
  theirs: ZipPart[];
  /** What is left in the folder for what is temporary. */
  leftOver: () => Promise<string[]>;
}

/** Ours with one article; theirs with that one, one more, the pair of both, a tag, and an annotation on each. */
async function withZip(work: (world: World) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const temporary = join(parent, 'temporary');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const open = (name: string): Promise<Library> =>
      openLibrary(join(parent, name), { clock: fixedClock, create: true });
    const ours = await open('ours');
    const jobs = createJobRunner(builtJobs, spawnNode);
    const colleagues = new ColleagueService(ours, jobs, fixedClock);
    try {
      await ours.addArticle(parsedArticle(), original());
      const lib = await open('theirs');
      const first = await lib.addArticle(parsedArticle(), original());
      const more = { name: 'more.txt', bytes: Buffer.from('another file') };
      const second = await lib.addArticle(parsedArticle(), more);
      await lib.apply([
        setAnnotation({ ...annotationOf(first.id, 'khánh thành'), author: 'Minh' }),
        setAnnotation({ ...annotationOf(second.id, 'Ông Lâm'), author: 'Minh' }),
        setPair(pairOf(first.id, second.id)),
        setTag(tagOf('Thương mại'))
      ]);
      await lib.close();
      await work({
        ours,
        colleagues,
        preview: (parts) => colleagues.preview(fileInMemory('minh.zip', makeZip(parts)), job),
        theirs: await packFolder(lib.folder, 'Thư viện/'),
        leftOver: () => readdir(temporary)
      });
    } finally {
      vi.unstubAllEnvs();
      await jobs.close();
      await ours.close();
    }
  });
}

const nothingElse = { restore: false, removals: false };

async function holds(library: Library) {
  const { annotations, pairs, tags } = await library.snapshot();
  return {
    articles: (await library.articles()).length,
    annotations: annotations.length,
    pairs: pairs.length,
    tags: tags.length
  };
}

describe.skipIf(!existsSync(join(builtJobs, 'worker.js')))(
  'a library as a ZIP file (needs a build)',
  () => {
    // Catches a library that is not taken for its size, though it lies on the disk and need not be held whole.
    it('may be larger than a file that is read whole', async () => {
      await withZip(async ({ ours, colleagues, theirs, leftOver }) => {
        const scan = { name: 'quét.pdf', bytes: randomBytes(maxArticleBytes + 1_000_000) };
        await inTemporaryFolder(async (parent) => {
          const large = await openLibrary(join(parent, 'l'), { clock: fixedClock, create: true });
          await large.addArticle(parsedArticle('Bản quét'), scan);
          await large.close();
          const file = join(parent, 'lớn.zip');
          await writeFile(file, makeZip([...(await packFolder(join(parent, 'l'), ''))]));
          const { importId, articles } = await colleagues.preview(await chosenFile(file), job);
          expect(articles).toMatchObject([{ title: 'Bản quét' }]);
          await colleagues.import(importId, nothingElse);
          expect((await holds(ours)).articles).toBe(2);
          const text = join(parent, 'lớn.json');
          await writeFile(text, scan.bytes);
          const refused = colleagues.preview(await chosenFile(text), job);
          await expect(refused).rejects.toMatchObject({ code: 'fileTooLarge' });
        });
        expect(theirs.length).toBeGreaterThan(0);
        expect(await leftOver()).toEqual([]);
      });
    });

    // Catches a preview that changes anything or counts what does not come, an undo that leaves an article, pair or tag
    // behind, a redo that doubles them, and their library left lying about.
    it('is looked at, comes in, goes and comes again as one', async () => {
      await withZip(async ({ ours, colleagues, preview, theirs, leftOver }) => {
        const alone = { articles: 1, annotations: 0, pairs: 0, tags: 0 };
        const together = { articles: 2, annotations: 2, pairs: 1, tags: 1 };
        const seen = await preview(theirs);
        expect(await leftOver()).toEqual([]);
        expect(seen.file).toBe('minh.zip');
        expect(seen.authors).toMatchObject([
          { author: 'Minh', counts: { added: 2, elsewhere: 0 } }
        ]);
        expect(seen.articles).toHaveLength(1);
        expect(await holds(ours)).toEqual(alone);

        const done = await colleagues.import(seen.importId, nothingElse);
        expect(done).toMatchObject({ counts: { added: 2 }, articles: 1 });
        expect(done.articleIds).toHaveLength(2);
        expect(await holds(ours)).toEqual(together);
        expect(await leftOver()).toEqual([]);
        for (let times = 0; times < 2; times += 1) {
          expect(await colleagues.replay(seen.importId, 'undo')).toBe(0);
          expect(await holds(ours)).toEqual(alone);
          expect(await colleagues.replay(seen.importId, 'redo')).toBe(0);
          expect(await holds(ours)).toEqual(together);
        }

        // The same once more brings nothing.
        const again = await preview(theirs);
        expect(again.articles).toEqual([]);
        expect(again.authors).toMatchObject([{ counts: { added: 0, unchanged: 2 } }]);
        expect(await leftOver()).toEqual([]);
      });
    });

    // Catches an undo that takes along an article in which somebody has worked since.
    it('leaves an article here that was annotated since', async () => {
      await withZip(async ({ ours, colleagues, preview, theirs }) => {
        const { importId } = await preview(theirs);
        const { articleIds } = await colleagues.import(importId, nothingElse);
        const [added] = articleIds;
        if (!added) throw new Error('nothing came');
        await ours.apply([setAnnotation(annotationOf(added, 'cầu dài'))]);
        expect(await colleagues.replay(importId, 'undo')).toBe(1);
        expect(await holds(ours)).toEqual({ articles: 2, annotations: 1, pairs: 0, tags: 0 });
      });
    });

    const manifest: ZipPart = { name: 'library.json', content: '{}' };
    const zeros = new Uint8Array(30_000_000);
    const bad: [what: string, parts: ZipPart[], code: string][] = [
      ['no library', [{ name: 'a/readme.txt', content: 'none' }], 'zipWithoutLibrary'],
      ['a parent', [manifest, { name: '../../x', content: 'x' }], 'zipLeavesFolder'],
      [
        'a parent within',
        [manifest, { name: 'articles/../../x', content: 'x' }],
        'zipLeavesFolder'
      ],
      ['a root', [manifest, { name: '/tmp/x', content: 'x' }], 'zipLeavesFolder'],
      ['backslashes', [manifest, { name: '..\\..\\x', content: 'x' }], 'zipLeavesFolder'],
      ['a drive', [manifest, { name: 'C:\\x', content: 'x' }], 'zipLeavesFolder'],
      ['a stream', [manifest, { name: 'articles/a:b', content: 'x' }], 'zipLeavesFolder'],
      ['a bomb', [manifest, { name: 'articles/a', content: zeros }], 'zipTooLarge'],
      ['a bomb of one part', sharing(40), 'zipTooLarge'],
      ['a broken part', [manifest, { name: 'a', content: 'x', crc: 1 }], 'fileDamaged'],
      [
        'a file as folder',
        [manifest, { name: 'a', content: 'x' }, { name: 'a/b', content: 'x' }],
        'fileDamaged'
      ],
      ['a lock', [{ ...manifest, encrypted: true }], 'fileEncrypted'],
      ['another library.json', [manifest], 'zipWithoutLibrary'],
      ['half a manifest', [{ name: 'library.json', content: '{' }], 'libraryDamaged']
    ];

    /** Many names for the bytes of one part, each within its bounds. */
    function sharing(times: number): ZipPart[] {
      const part = { name: 'p0', content: new Uint8Array(5_000_000) };
      const others = Array.from({ length: times }, (_none, nth) => ({
        name: `p${nth + 1}`,
        content: '',
        sharesWith: 'p0'
      }));
      return [manifest, part, ...others];
    }

    // Catches a file written outside its folder, a disk filled, and a refusal that leaves something behind.
    it('is refused in clear words where it has none, or would do harm', async () => {
      await withZip(async ({ ours, preview, leftOver }) => {
        const before = await holds(ours);
        for (const [what, parts, code] of bad) {
          const thrown: unknown = await preview(parts).catch((error: unknown) => error);
          expect(thrown, what).toBeInstanceOf(AppError);
          const { code: said, details } = thrown as AppError;
          expect([what, said, details.file]).toEqual([what, code, 'minh.zip']);
          expect(await leftOver(), what).toEqual([]);
        }
        expect(await holds(ours)).toEqual(before);
      });
    });
  }
);
