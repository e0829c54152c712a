// Two people's libraries on a real disk, edited apart and merged into each other.
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { exportAnnotations, readAll } from './annotation-exchange';
import type { Library } from './library-contract';
import { mergeAnnotations } from './merge-annotations';
import { mergeLibrary } from './merge-library';
import { openLibrary } from './open-library';
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
} from './test-fixtures/facts';

const open = (folder: string): Promise<Library> =>
  openLibrary(folder, { clock: fixedClock, create: true });
const options = { clock: fixedClock, restore: false };

async function withTwo(
  work: (ours: Library, theirs: Library, parent: string) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const ours = await open(join(parent, 'ours'));
    const theirs = await open(join(parent, 'theirs'));
    try {
      await work(ours, theirs, parent);
    } finally {
      await Promise.all([ours.close(), theirs.close()]);
    }
  });
}

let minute = 0;
/** Changed at a time of its own, as hands do. */
const changed = (annotation: Annotation, note: string): Annotation => ({
  ...annotation,
  note: noteFromPlainText(note),
  modified: new Date(Date.UTC(2026, 11, 1, 0, (minute += 1))).toISOString()
});

async function put(library: Library, value: Annotation): Promise<void> {
  const known = await library.annotation(value.id);
  await library.apply([setAnnotation(value, known?.revision ?? 0)]);
}

const annotation = async (library: Library, id: Annotation['id']): Promise<Annotation> => {
  const value = (await library.annotation(id))?.value;
  if (!value) throw new Error('not there');
  return value;
};

/** All that a person wrote, without the ids that each library gives its articles; in an order of its own. */
async function written(library: Library): Promise<unknown[]> {
  const texts = new Map<ArticleId, string>();
  for (const { id } of await library.articles()) {
    texts.set(id, (await library.article(id)).original.sha256);
  }
  return (await library.annotations())
    .map(({ value }) => ({
      ...value,
      targets: value.targets.map(({ articleId, anchor }) => ({ in: texts.get(articleId), anchor }))
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A file as one person sends it to another. */
async function send(from: Library, to: Library) {
  const ids = (await from.articles()).map(({ id }) => id);
  const bytes = Buffer.from(await exportAnnotations(from, ids));
  return mergeAnnotations(to, readAll({ file: 'notes.jsonld', bytes }), options);
}

describe('two libraries edited apart', () => {
  // Catches work of one of the two lost, and libraries that never agree again.
  it('end equal when each is merged into the other', async () => {
    await withTwo(async (ours, theirs) => {
      const { id } = await ours.addArticle(parsedArticle(), original());
      const shared = annotationOf(id, 'khánh thành');
      const both = annotationOf(id, 'Ông Lâm');
      await ours.apply([setAnnotation(shared), setAnnotation(both)]);
      expect(await mergeLibrary(theirs, ours.folder, options)).toMatchObject({
        articles: 1,
        added: 2,
        byAuthor: { Lan: 2 }
      });
      await put(theirs, changed(await annotation(theirs, shared.id), 'của họ'));
      await put(theirs, changed(await annotation(theirs, both.id), 'họ đổi'));
      await put(ours, changed(both, 'ta đổi'));
      await put(ours, annotationOf(id, 'cầu dài', 'mới ở đây'));
      const [there] = await theirs.articles();
      await put(theirs, annotationOf(there?.id ?? id, 'xem từ sớm', 'mới ở kia'));

      expect(await mergeLibrary(ours, theirs.folder, options)).toMatchObject({
        articles: 0,
        added: 1,
        taken: 1,
        bothKept: 1
      });
      expect((await annotation(ours, shared.id)).note).toEqual(noteFromPlainText('của họ'));
      expect((await annotation(ours, both.id)).note).toEqual(noteFromPlainText('ta đổi'));
      await mergeLibrary(theirs, ours.folder, options);
      expect(await written(theirs)).toEqual(await written(ours));
      expect(await written(ours)).toHaveLength(5);
      const before = await written(ours);
      expect(await mergeLibrary(ours, theirs.folder, options)).toMatchObject({
        added: 0,
        taken: 0,
        bothKept: 0
      });
      expect(await written(ours)).toEqual(before);
    });
  });

  // Catches a copy of the whole folder whose untouched annotations are taken for changed ones.
  it('knows what a copy of the folder did not change', async () => {
    await inTemporaryFolder(async (parent) => {
      const first = await open(join(parent, 'ours'));
      const { id } = await first.addArticle(parsedArticle(), original());
      const [a, b, c] = [
        annotationOf(id, 'khánh thành'),
        annotationOf(id, 'Ông Lâm'),
        annotationOf(id, 'cầu dài')
      ];
      await first.apply([setAnnotation(a), setAnnotation(b), setAnnotation(c)]);
      await first.close();
      await cp(join(parent, 'ours'), join(parent, 'theirs'), { recursive: true });
      const [ours, theirs] = [await open(join(parent, 'ours')), await open(join(parent, 'theirs'))];
      try {
        await put(theirs, changed(a, 'của họ'));
        await put(ours, changed(b, 'của ta'));
        expect(await mergeLibrary(ours, theirs.folder, options)).toMatchObject({
          taken: 1,
          ours: 1,
          unchanged: 1,
          bothKept: 0
        });
        await mergeLibrary(theirs, ours.folder, options);
        expect(await written(theirs)).toEqual(await written(ours));
      } finally {
        await Promise.all([ours.close(), theirs.close()]);
      }
    });
  });

  // Catches corrections overwritten by another's links, and links between articles that are not theirs.
  it('brings pairs where there is none, and leaves those that are', async () => {
    await withTwo(async (ours, theirs) => {
      const add = async (library: Library): Promise<[ArticleId, ArticleId]> => {
        const one = await library.addArticle(parsedArticle(), original());
        const text = `${sampleText} Hết.`;
        const two = await library.addArticle(parsedArticle(text), original(text, 'b.txt'));
        return [one.id, two.id];
      };
      const pair = pairOf(...(await add(theirs)));
      await theirs.apply([setPair(pair)]);
      expect(await mergeLibrary(ours, theirs.folder, options)).toMatchObject({
        articles: 2,
        pairs: 1
      });
      const [summary] = await ours.pairs();
      if (!summary) throw new Error('no pair');
      const stored = await ours.pair(summary.id);
      expect(stored.value.links).toEqual(pair.links);
      expect(await mergeLibrary(ours, theirs.folder, options)).toMatchObject({ pairs: 0 });
      expect(await ours.pair(summary.id)).toEqual(stored);
    });
  });
});

describe('a file sent to and fro', () => {
  // Catches an answer that stands beside what it answers, and a question that comes back over the answer.
  it('takes a change in the place of what it was made from', async () => {
    await withTwo(async (ours, theirs) => {
      const { id } = await ours.addArticle(parsedArticle(), original());
      await theirs.addArticle(parsedArticle(), original());
      const first = annotationOf(id, 'khánh thành');
      await put(ours, first);
      expect(await send(ours, theirs)).toMatchObject({ added: 1 });
      await put(theirs, changed(await annotation(theirs, first.id), 'trả lời'));
      expect(await send(ours, theirs)).toMatchObject({ ours: 1, bothKept: 0 });
      expect(await send(theirs, ours)).toMatchObject({ taken: 1, bothKept: 0 });
      expect(await written(ours)).toEqual(await written(theirs));
      expect(await send(theirs, ours)).toMatchObject({ unchanged: 1 });
    });
  });

  // Catches a deletion undone by a colleague's file, and one that cannot be undone by it.
  it('leaves in the trash what is there, unless asked', async () => {
    await withTwo(async (ours, theirs) => {
      const { id } = await ours.addArticle(parsedArticle(), original());
      await theirs.addArticle(parsedArticle(), original());
      const one = annotationOf(id, 'khánh thành');
      await put(ours, one);
      await send(ours, theirs);
      await ours.apply([setAnnotation(one, (await ours.annotation(one.id))?.revision, null)]);
      expect(await send(theirs, ours)).toMatchObject({ deleted: 1, restored: 0 });
      expect(await ours.annotations()).toEqual([]);
      const ids = (await theirs.articles()).map((article) => article.id);
      const bytes = Buffer.from(await exportAnnotations(theirs, ids));
      const read = readAll({ file: 'x', bytes });
      const report = await mergeAnnotations(ours, read, { ...options, restore: true });
      expect(report).toMatchObject({ restored: 1 });
      expect(await written(ours)).toEqual(await written(theirs));
    });
  });
});
