// Backup, restore, equal hash: with libraries of anything. One in `npm test`; DIPTYCH_LIBRARIES says how many, e.g. 100.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Operation } from '@domain/annotation/operation';
import { checkLibrary } from '../library/check-library';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  collectionOf,
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  pairOf,
  picturedArticle,
  setAnnotation,
  setCollection,
  setPair,
  setTag,
  setTerm,
  tagOf,
  termOf
} from '../library/test-fixtures/facts';
import { jobsHere } from '../services/test-fixtures/jobs-here';
import { madeAnew } from './library-walk';
import { BackupService } from './backup-service';
import { BackupFolder } from './backup-folder';
import { restoreLibrary } from './restore-library';
import { unpackToNew } from './unpack-library';

const runs = Number(process.env.DIPTYCH_LIBRARIES ?? 1);
const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map(
  // A line with nothing to see is no block.
  (text) => `a${text.replaceAll(/[\s\u0085]+/g, ' ')}`
);

/** What a library is made of: texts, and what is done to the nth of them. */
const shape = fc.record({
  texts: fc.array(fc.array(words, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
  originalBytes: fc.integer({ min: 0, max: 300_000 }),
  acts: fc.array(
    fc.record({
      kind: fc.constantFrom('annotation', 'deleted', 'pair', 'list', 'trash', 'version'),
      nth: fc.nat(5),
      folds: fc.boolean()
    }),
    { maxLength: 25 }
  )
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

async function fill(library: Library, { texts, originalBytes, acts }: Shape): Promise<void> {
  const articles = [];
  for (const [nth, lines] of texts.entries()) {
    const text = lines.join('\n');
    const { article, pictures } = picturedArticle(text);
    const bytes = Buffer.concat([Buffer.from(`${nth}`), randomBytes(originalBytes)]);
    const { id } = await library.addArticle(article, { name: `${nth}.txt`, bytes }, pictures);
    articles.push({ id, text, gone: false });
  }
  for (const { kind, nth, folds } of acts) {
    const living = articles.filter(({ gone }) => !gone);
    const one = living[nth % Math.max(1, living.length)];
    const other = living[(nth + 1) % Math.max(1, living.length)];
    if (!one || !other) break;
    const { id, text } = one;
    const annotation = annotationOf(id, text.slice(0, 9), text, text);
    const operations: Operation[] = [];
    if (kind === 'annotation' || kind === 'deleted') operations.push(setAnnotation(annotation));
    if (kind === 'pair' && one !== other) operations.push(setPair(pairOf(id, other.id)));
    if (kind === 'list') {
      operations.push(
        setCollection(collectionOf(text, [id])),
        setTerm(termOf(text, 'bridge')),
        setTag(tagOf(`${text} ${randomBytes(3).toString('hex')}`))
      );
    }
    if (operations.length > 0) {
      const { results } = await library.apply(operations);
      const [{ sequence } = { sequence: 0 }] = results;
      if (kind === 'deleted') await library.apply([setAnnotation(annotation, sequence, null)]);
    }
    if (kind === 'version') {
      one.text = `${text}\nmore ${nth}`;
      const { article, pictures } = picturedArticle(one.text);
      const original = {
        name: 'again.txt',
        bytes: Buffer.from(one.text + randomBytes(9).toString('hex'))
      };
      const next = { parsed: article, original, pictures, chosenCharset: null };
      await library.replaceArticle(id, next, { kind: 'file', fileName: 'again.txt' });
    }
    if (kind === 'trash' && living.length > 1) {
      await library.trashArticle(id);
      one.gone = true;
    }
    if (folds) await library.fold();
  }
}

/** Of all facts, in whatever order they are read. */
async function factsOf(folder: string): Promise<unknown> {
  const library = await openLibrary(folder, { clock: fixedClock, readOnly: true });
  const { lastSequence, ...facts } = await library.snapshot();
  const lists = Object.values(facts).map((list) => list.map((each) => JSON.stringify(each)).sort());
  return { lastSequence, lists, trash: (await library.trash()).articles.length };
}

async function hashWithoutName(folder: string): Promise<string> {
  // A library brought back has another uuid, and stamps of files are made again.
  for (const name of ['library.json', ...madeAnew]) await rm(join(folder, name), { force: true });
  return hashOfFolder(folder);
}

// Would catch: any kind of file or fact that a backup, or the library as one file, leaves out or changes.
it(
  'brings any library back as it was',
  async () => {
    const made = fc.asyncProperty(shape, async (given) =>
      inTemporaryFolder(async (parent) => {
        const folder = join(parent, 'library');
        const library = await openLibrary(folder, { clock: fixedClock, create: true });
        await fill(library, given);
        const place = { folder: join(parent, 'backups') };
        const service = new BackupService(library, place, fixedClock, () => undefined);
        const zip = join(parent, 'library.zip');
        await service.pack(zip, { overwrite: false });
        await library.close();
        const facts = await factsOf(folder);

        const source = await BackupFolder.open(place.folder);
        const [backup] = await source.all();
        if (!backup) throw new Error('there is no backup');
        const copies = [join(parent, 'restored'), join(parent, 'unpacked')] as const;
        await restoreLibrary(source, backup, copies[0], { clock: fixedClock });
        const job = { jobId: 'unpack' };
        await unpackToNew(zip, copies[1], { jobs: jobsHere, job, clock: fixedClock });
        for (const copy of copies) {
          expect(await factsOf(copy)).toEqual(facts);
          expect((await checkLibrary(copy)).problems).toEqual([]);
        }
        const hash = await hashWithoutName(folder);
        for (const copy of copies) expect(await hashWithoutName(copy)).toBe(hash);
      })
    );
    await fc.assert(made, { numRuns: runs, endOnFailure: true });
  },
  30_000 + runs * 10_000
);
