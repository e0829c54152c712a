// A colleague's file looked at, imported, taken back and done again, over two real libraries.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import { AppError } from '@shared/ipc/errors';
import { createJobRunner } from '../jobs/job-runner';
import { spawnNode } from '../jobs/spawn-node';
import { readAgreed } from '../library/agreed';
import { exportAnnotations } from '../library/annotation-exchange';
import type { Library } from '../library/library-contract';
import { mergeLibrary } from '../library/merge-library';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  parsedArticle,
  setAnnotation
} from '../library/test-fixtures/facts';
import { ColleagueService } from './colleague-service';
import { fileInMemory } from './source-file';

const job = { jobId: 'colleagues' };

const edited = (annotation: Annotation, note: string, minute: number): Annotation => ({
  ...annotation,
  note: noteFromPlainText(note),
  modified: new Date(Date.UTC(2026, 11, 1, 0, minute)).toISOString()
});

async function put(library: Library, value: Annotation): Promise<void> {
  const known = await library.annotation(value.id);
  await library.apply([setAnnotation(value, known?.revision ?? 0)]);
}

async function remove(library: Library, id: Annotation['id']): Promise<void> {
  const stored = await library.annotation(id);
  if (!stored?.value) throw new Error('not there');
  await library.apply([setAnnotation(stored.value, stored.revision, null)]);
}

const notes = async (library: Library): Promise<Annotation[]> =>
  (await library.annotations()).map(({ value }) => value).sort((a, b) => (a.id < b.id ? -1 : 1));

/**
 * Ours and a colleague's library, edited apart: one annotation changed there, one changed in both, one deleted here,
 * one new there, and one of an article that only they have.
 */
async function apart(
  work: (world: {
    ours: Library;
    colleagues: ColleagueService;
    file: () => ReturnType<typeof fileInMemory>;
    ids: Record<'taken' | 'both' | 'gone' | 'added', Annotation['id']>;
  }) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const open = (name: string): Promise<Library> =>
      openLibrary(join(parent, name), { clock: fixedClock, create: true });
    const [ours, theirs] = [await open('ours'), await open('theirs')];
    const jobs = createJobRunner(join(parent, 'no-jobs'), spawnNode);
    try {
      const { id } = await ours.addArticle(parsedArticle(), original());
      const shared = ['khánh thành', 'Ông Lâm', 'cầu dài'].map((words) => annotationOf(id, words));
      await ours.apply(shared.map((annotation) => setAnnotation(annotation)));
      await mergeLibrary(theirs, ours.folder, { clock: fixedClock, restore: false });
      const [taken, both, gone] = await Promise.all(
        shared.map(async (annotation) => {
          const value = (await theirs.annotation(annotation.id))?.value;
          if (!value) throw new Error('not there');
          return value;
        })
      );
      if (!taken || !both || !gone) throw new Error('not there');
      await put(theirs, edited(taken, 'của họ', 1));
      await put(theirs, edited(both, 'họ đổi', 2));
      const [there] = await theirs.articles();
      const added = { ...annotationOf(there?.id ?? id, 'xem từ sớm', 'mới'), author: 'Minh' };
      await put(theirs, added);
      const other = await theirs.addArticle(parsedArticle(), {
        ...original(),
        bytes: Buffer.from('another file')
      });
      await put(theirs, { ...annotationOf(other.id, 'khánh thành'), author: '' });
      await put(ours, edited(shared[1] ?? both, 'ta đổi', 3));
      await remove(ours, gone.id);
      const all = (await theirs.articles()).map((article) => article.id);
      const bytes = Buffer.from(await exportAnnotations(theirs, all));
      await work({
        ours,
        colleagues: new ColleagueService(ours, jobs, fixedClock),
        file: () => fileInMemory('minh.jsonld', bytes),
        ids: { taken: taken.id, both: both.id, gone: gone.id, added: added.id }
      });
    } finally {
      await jobs.close();
      await Promise.all([ours.close(), theirs.close()]);
    }
  });
}

describe("a colleague's file", () => {
  // Catches a preview that changes something, counts under another author, and what is deleted brought back unasked.
  it('is told author by author before anything is changed', async () => {
    await apart(async ({ ours, colleagues, file }) => {
      const before = await notes(ours);
      const { authors } = await colleagues.preview(file(), job);
      const told = authors.map(({ author, counts }) => [
        author,
        Object.entries(counts).filter(([, count]) => count > 0)
      ]);
      expect(told).toEqual([
        [
          'Lan',
          [
            ['taken', 1],
            ['bothKept', 1],
            ['deleted', 1]
          ]
        ],
        ['Minh', [['added', 1]]],
        ['', [['elsewhere', 1]]]
      ]);
      expect(await notes(ours)).toEqual(before);
      expect(await readAgreed(ours.folder)).toEqual({});
    });
  });

  // Catches an undo that leaves a copy behind, or a memory of what was agreed that outlives it; a redo that does less.
  it('is taken back as one, and done again', async () => {
    await apart(async ({ ours, colleagues, file, ids }) => {
      const before = await notes(ours);
      const { importId } = await colleagues.preview(file(), job);
      const { counts } = await colleagues.import(importId, { restore: true, removals: false });
      expect(counts).toMatchObject({ added: 1, taken: 1, bothKept: 1, restored: 1, deleted: 0 });
      const after = await notes(ours);
      expect(after).toHaveLength(5);
      expect(after.map(({ id }) => id)).toContain(ids.gone);

      expect(await colleagues.replay(importId, 'undo')).toBe(0);
      expect(await notes(ours)).toEqual(before);
      expect(await readAgreed(ours.folder)).toEqual({});
      expect(await colleagues.replay(importId, 'redo')).toBe(0);
      expect(await notes(ours)).toEqual(after);
    });
  });

  // Catches work on an imported note lost with the undo of the import.
  it('leaves what was changed since the import as it is', async () => {
    await apart(async ({ ours, colleagues, file, ids }) => {
      const { importId } = await colleagues.preview(file(), job);
      await colleagues.import(importId, { restore: false, removals: false });
      const value = (await ours.annotation(ids.added))?.value;
      if (!value) throw new Error('not there');
      const mine = edited(value, 'thêm của tôi', 9);
      await put(ours, mine);
      expect(await colleagues.replay(importId, 'undo')).toBe(1);
      expect((await ours.annotation(ids.added))?.value).toEqual(mine);
    });
  });

  // Catches an import of a file that is no longer the one looked at.
  it('is imported only as long as it is the one that was read last', async () => {
    await apart(async ({ colleagues, file }) => {
      const first = await colleagues.preview(file(), job);
      await colleagues.preview(file(), job);
      await expect(
        colleagues.import(first.importId, { restore: false, removals: false })
      ).rejects.toEqual(new AppError('notFound'));
      const bad = fileInMemory('bad.jsonld', Buffer.from('{'));
      await expect(colleagues.preview(bad, job)).rejects.toEqual(
        new AppError('annotationsMalformed', { file: 'bad.jsonld', reason: 'JSON' })
      );
    });
  });
});
