// An exported PDF opened again: in a library that has nothing of it, and in the one that made it, after other programs
// had it in their hands. `DIPTYCH_ROUND_TRIPS` says how many random sets of annotations (10; `npm run test:long` takes 100).
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFString,
  type PDFRef
} from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnchor } from '@domain/anchor/anchor';
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import { annotationArbitrary } from '@domain/annotation/test-fixtures/annotation-arbitrary';
import type { Article } from '@domain/article/schema';
import { defaultExportOptions } from '@shared/export-choices';
import { parseArticle } from '../jobs/parser/parse-article';
import { makeFontsFolder } from '../jobs/worker/export/testing/fixtures';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  fixedClock,
  inTemporaryFolder,
  pairOf,
  setAnnotation,
  setPair,
  setTag,
  tagOf
} from '../library/test-fixtures/facts';
import { openSettings } from '../settings/settings-store';
import { ColleagueService } from './colleague-service';
import { ExportService } from './export-service';
import { fileInMemory } from './source-file';
import { jobsHere, noFonts } from './test-fixtures/jobs-here';

const job = { jobId: 'round-trip' };
const rounds = Number(process.env['DIPTYCH_ROUND_TRIPS'] ?? 10);
const english = `# Harbour bridge to close for repairs

The bridge closes on May 20, the city said. Traffic officials find the plan efficient.

- Ferries run **all night**.
- Buses wait at the pier.

> We promise daily reports, said the mayor. Nobody will wait for more than an hour.

The bridge was built in 1931 and carries 40,000 cars a day.
`;
const vietnamese = `# Cầu Cảng đóng cửa để sửa chữa

Cầu sẽ đóng từ ngày 20/5, thành phố cho biết. Giới chức giao thông đánh giá kế hoạch này hiệu quả.

- Phà chạy **suốt đêm**.
- Xe buýt chờ ở bến.

> Chúng tôi hứa báo cáo hằng ngày, thị trưởng nói. Không ai phải chờ quá một giờ.

Cầu được xây năm 1931 và mỗi ngày có 40.000 lượt xe qua.
`;

let fonts: ReturnType<typeof makeFontsFolder>;
beforeAll(() => {
  fonts = makeFontsFolder();
});
afterAll(() => {
  fonts.remove();
});

interface Room {
  folder: string;
  library: Library;
  exports: ExportService;
  colleagues: ColleagueService;
}

async function withRoom<T>(name: string, parent: string, work: (room: Room) => Promise<T>) {
  const folder = join(parent, name);
  const library = await openLibrary(folder, { clock: fixedClock, create: true });
  try {
    const settings = await openSettings(join(parent, `${name}-settings`));
    const paths = {
      fonts: fonts.folder,
      resources: 'resources',
      jobs: '',
      renderer: '',
      appData: '',
      systemFonts: []
    };
    return await work({
      folder,
      library,
      exports: new ExportService(
        library,
        jobsHere,
        settings,
        fixedClock,
        paths,
        noFonts,
        'en',
        '1.0.0'
      ),
      colleagues: new ColleagueService(library, jobsHere, fixedClock)
    });
  } finally {
    await library.close();
  }
}

async function addPair({ library }: Room): Promise<[Article, Article]> {
  const articles: Article[] = [];
  for (const [name, words] of [
    ['bridge.md', english],
    ['cầu.md', vietnamese]
  ] as const) {
    const bytes = Buffer.from(words);
    const { article, pictures } = await parseArticle(name, bytes);
    const { id } = await library.addArticle(article, { name, bytes }, pictures);
    articles.push(await library.article(id));
  }
  const [source, target] = articles as [Article, Article];
  await library.apply([setPair(pairOf(source.id, target.id))]);
  await library.setDetails(source.id, { place: { value: 'Haiphong', byHand: true } });
  return [await library.article(source.id), target];
}

/** Every letter is in the shipped fonts. */
const letters = fc.constantFrom(
  ...'aăâbcdđeêghiklmnoôơpqrstuưvxyzÁẾỔẫợ ,.;!?-=+@#*[]<>&"\'()0123456789'
);

/** Random annotations, each on random places of the articles. */
function annotationsOn(articles: readonly Article[], seed: number, count: number): Annotation[] {
  const place = fc.record({
    article: fc.constantFrom(...articles),
    from: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.integer({ min: 1, max: 90 })
  });
  const made = fc.tuple(
    annotationArbitrary(letters),
    fc.array(place, { minLength: 1, maxLength: 3 })
  );
  return fc.sample(made, { seed, numRuns: count }).map(([{ author, ...annotation }, places]) => ({
    ...annotation,
    author: author.trim(),
    targets: places.map(({ article: { id, text }, from, length }) => {
      const start = Math.floor(from * (text.length - 1));
      const anchor = createAnchor(text, start, Math.min(text.length, start + length));
      return { articleId: id, anchor, state: 'exact' as const };
    })
  }));
}

const values = async (library: Library): Promise<Annotation[]> =>
  (await library.annotations()).map(({ value }) => value).sort((a, b) => (a.id < b.id ? -1 : 1));

const exported = async ({ exports, library }: Room): Promise<Uint8Array> => {
  const [pair] = await library.pairs();
  if (!pair) throw new Error('no pair');
  const subject = { kind: 'pair', id: pair.id } as const;
  return (await exports.export(subject, defaultExportOptions, job)).bytes;
};

/** What an import may not change. */
const lasting = ({ imported: _imported, ...article }: Article) => article;

// Catches anything that the attachments forget: articles' facts set by hand, links, tags, notes of any shape, statements,
// links between annotations, an id that changes on the way, a file that is not the same bytes.
describe('opened in an empty library', () => {
  it(`brings back ${rounds} random sets of annotations, articles, pair and tags, the same in all`, async () => {
    await inTemporaryFolder(async (parent) => {
      await withRoom('a', parent, async (room) => {
        const articles = await addPair(room);
        const [above, below] = [tagOf('Cầu đường'), tagOf('phà')];
        await room.library.apply(
          [above, { ...below, parentId: above.id }].map((tag) => setTag(tag))
        );
        const pair = (await room.library.snapshot()).pairs[0]?.value;
        for (let seed = 1; seed <= rounds; seed += 1) {
          const before = await room.library.annotations();
          const made = annotationsOn(articles, seed, 8);
          if (made[0]) made[0].tags = ['phà'];
          await room.library.apply([
            ...before.map(({ value, revision }) => setAnnotation(value, revision, null)),
            ...made.map((annotation) => setAnnotation(annotation))
          ]);
          const bytes = await exported(room);
          await withRoom(`b${seed}`, parent, async (other) => {
            const file = fileInMemory('pair.pdf', bytes);
            const preview = await other.colleagues.preview(file, job);
            expect(preview.articles.map(({ title }) => title)).toEqual(
              articles.map(({ title }) => title)
            );
            expect(await other.library.articles()).toEqual([]);
            const choices = { restore: false, removals: true };
            const { counts } = await other.colleagues.import(preview.importId, choices);
            expect(counts).toMatchObject({ added: made.length, removed: 0 });
            expect(await values(other.library)).toEqual(await values(room.library));
            for (const article of articles) {
              expect(lasting(await other.library.article(article.id))).toEqual(lasting(article));
              expect(await other.library.original(article.id)).toEqual(
                await room.library.original(article.id)
              );
            }
            const { pairs, tags } = await other.library.snapshot();
            expect(pairs.map(({ value: { id: _id, ...rest } }) => rest)).toEqual(
              [{ ...pair, id: undefined }].map(({ id: _id, ...rest }) => rest)
            );
            expect(tags.map(({ value }) => [value.name, value.parentId])).toEqual([
              ['Cầu đường', null],
              ['phà', above.id]
            ]);
            if (seed > 1) return;
            // Opened once more, nothing is doubled.
            const again = await other.colleagues.preview(file, job);
            expect(again.articles).toEqual([]);
            const outcomes = again.authors.flatMap((author) => Object.entries(author.counts));
            expect(outcomes.filter(([name, count]) => name !== 'unchanged' && count > 0)).toEqual(
              []
            );
          });
        }
      });
    });
  }, 600_000);

  // Catches an undo that leaves articles, pairs or tags behind, and a redo that brings back less.
  it('is taken back as one step, and done again', async () => {
    await inTemporaryFolder(async (parent) => {
      const bytes = await withRoom('a', parent, async (room) => {
        const [source] = await addPair(room);
        await room.library.apply([setTag(tagOf('phà'))]);
        const [made] = annotationsOn([source], 5, 1);
        if (made) await room.library.apply([setAnnotation({ ...made, tags: ['phà'] })]);
        return exported(room);
      });
      await withRoom('b', parent, async ({ library, colleagues }) => {
        const { importId } = await colleagues.preview(fileInMemory('a.pdf', bytes), job);
        await colleagues.import(importId, { restore: false, removals: false });
        const counts = async () => {
          const { annotations, tags } = await library.snapshot();
          const sizes = [await library.articles(), await library.pairs(), annotations, tags];
          return sizes.map(({ length }) => length);
        };
        expect(await counts()).toEqual([2, 1, 1, 1]);
        expect(await colleagues.replay(importId, 'undo')).toBe(0);
        expect(await counts()).toEqual([0, 0, 0, 0]);
        expect(await colleagues.replay(importId, 'redo')).toBe(0);
        expect(await counts()).toEqual([2, 1, 1, 1]);
      });
    });
  });
});

type Edit = (annotations: { dict: PDFDict; ref: PDFRef; name: string }[], list: PDFArray) => void;

/** The file as a program that edits PDFs leaves it: all of page 1's annotations are put before `edit`. */
async function editedByPdfLib(bytes: Uint8Array, edit: Edit): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const page of document.getPages()) {
    const list = page.node.Annots();
    if (!list) continue;
    const all = (list.asArray() as PDFRef[]).map((ref) => {
      const dict = document.context.lookup(ref, PDFDict);
      const name = dict.lookup(PDFName.of('NM'));
      return {
        dict,
        ref,
        name: name instanceof PDFString || name instanceof PDFHexString ? name.decodeText() : ''
      };
    });
    edit(all, list);
  }
  return document.save();
}

const quadsOf = (dict: PDFDict): PDFArray => dict.lookup(PDFName.of('QuadPoints'), PDFArray);

const three = (source: Article, target: Article): Annotation[] => {
  const at = (article: Article, words: string) => {
    const start = article.text.indexOf(words);
    const anchor = createAnchor(article.text, start, start + words.length);
    return { articleId: article.id, anchor, state: 'exact' as const };
  };
  const note = (text: string): Annotation['note'] => ({
    type: 'doc',
    content: [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'bold' }] }] }]
  });
  const base = fc.sample(annotationArbitrary(letters), { seed: 1, numRuns: 3 });
  return base.map((annotation, index) => ({
    ...annotation,
    author: 'Lan',
    colour: 'green',
    created: '2026-03-01T10:00:00.000Z',
    modified: `2026-03-0${index + 1}T10:00:00.000Z`,
    note: note(`Ghi chú ${index}`),
    targets:
      [
        [at(source, 'daily reports'), at(target, 'báo cáo hằng ngày')],
        [at(target, 'hiệu quả')],
        [at(source, 'Buses wait')]
      ][index] ?? []
  }));
};

/** One note changed, one highlight deleted, one added over the words of the first and one on nothing. */
function foreignEdits(annotations: readonly Annotation[]): Edit {
  const [changed, gone] = annotations;
  return (all, list) => {
    for (const { dict, ref, name } of all) {
      if (name === changed?.id) {
        dict.set(
          PDFName.of('Contents'),
          PDFHexString.fromText('Sửa bằng chương trình khác\nhai dòng')
        );
        dict.set(PDFName.of('M'), PDFString.of("D:20300401120000+07'00'"));
        const context = dict.context;
        const added = context.obj({
          Type: 'Annot',
          Subtype: 'Highlight',
          Rect: dict.lookup(PDFName.of('Rect'), PDFArray),
          QuadPoints: quadsOf(dict),
          C: [1, 0.4, 0.4],
          T: PDFHexString.fromText('Thảo'),
          Contents: PDFHexString.fromText('Thêm ở chương trình khác'),
          NM: PDFString.of('okular-{1}')
        });
        list.push(context.register(added));
        list.push(
          context.register(
            context.obj({
              Type: 'Annot',
              Subtype: 'Text',
              Rect: dict.lookup(PDFName.of('Rect'), PDFArray),
              T: PDFHexString.fromText('Thảo'),
              Contents: PDFHexString.fromText('Ghi chú rời')
            })
          )
        );
      }
      if (name.startsWith(gone?.id ?? '-')) list.remove(list.indexOf(ref) ?? 0);
    }
  };
}

describe('after another program', () => {
  const inTwo = (
    work: (
      room: Room,
      annotations: Annotation[],
      bytes: Uint8Array,
      parent: string
    ) => Promise<void>
  ): Promise<void> =>
    inTemporaryFolder((parent) =>
      withRoom('a', parent, async (room) => {
        const [source, target] = await addPair(room);
        const annotations = three(source, target);
        await room.library.apply(annotations.map((annotation) => setAnnotation(annotation)));
        await work(room, annotations, await exported(room), parent);
      })
    );

  const recognised = async (room: Room, annotations: Annotation[], edited: Uint8Array) => {
    const { library, colleagues } = room;
    const [changed, gone, kept] = annotations;
    const file = fileInMemory('pair.pdf', edited);
    const { authors, articles, importId } = await colleagues.preview(file, job);
    expect(articles).toEqual([]);
    const count = (name: string) =>
      authors.reduce((sum, author) => sum + (author.counts[name as 'added'] ?? 0), 0);
    expect(['added', 'taken', 'removed', 'unchanged', 'bothKept'].map(count)).toEqual([
      2, 1, 1, 1, 0
    ]);
    await colleagues.import(importId, { restore: false, removals: true });
    const now = new Map((await values(library)).map((value) => [value.id, value]));
    expect(now.get(kept!.id)).toEqual(kept);
    expect(now.has(gone!.id)).toBe(false);
    expect(notePlainText(now.get(changed!.id)!.note)).toBe('Sửa bằng chương trình khác\nhai dòng');
    expect(now.get(changed!.id)!.targets).toEqual(changed!.targets);
    const theirs = [...now.values()].filter(({ author }) => author === 'Thảo');
    const [added] = theirs.filter(({ note }) => notePlainText(note).startsWith('Thêm'));
    expect(added).toMatchObject({ colour: 'pink' });
    expect(added?.targets.map(({ anchor, state }) => [anchor.exact, state])).toEqual([
      ['daily reports', 'exact']
    ]);
    const [loose] = theirs.filter(({ note }) => notePlainText(note) === 'Ghi chú rời');
    expect(loose?.targets[0]?.state).toBe('exact');
  };

  // Catches an edit, a deletion or an addition that goes unseen, and words of ours told as theirs.
  it('changed notes, deleted and added highlights are recognised (pdf-lib)', async () => {
    await inTwo(async (room, annotations, bytes) => {
      await recognised(room, annotations, await editedByPdfLib(bytes, foreignEdits(annotations)));
    });
  });

  const mutool = spawnSync('mutool', ['-v']).error ? 'mutool is not installed' : '';
  it.skipIf(mutool !== '')(`is recognised too when mutool wrote the file ${mutool}`, async () => {
    await inTwo(async (room, annotations, bytes, parent) => {
      const [from, to] = [join(parent, 'from.pdf'), join(parent, 'to.pdf')];
      await writeFile(from, await editedByPdfLib(bytes, foreignEdits(annotations)));
      expect(spawnSync('mutool', ['clean', '-gggg', '-z', from, to]).status).toBe(0);
      await recognised(room, annotations, await readFile(to));
    });
  });

  const qpdf = spawnSync('qpdf', ['--version']).error ? 'qpdf is not installed' : '';
  // Catches annotations thrown away because a program drew them onto the page and took them out.
  it.skipIf(qpdf !== '')(`nothing counts as deleted where all were flattened ${qpdf}`, async () => {
    await inTwo(async ({ colleagues }, _annotations, bytes, parent) => {
      const [from, to] = [join(parent, 'from.pdf'), join(parent, 'to.pdf')];
      await writeFile(from, bytes);
      spawnSync('qpdf', ['--flatten-annotations=all', from, to]);
      const file = fileInMemory('flat.pdf', await readFile(to));
      const { authors } = await colleagues.preview(file, job);
      expect(authors.map(({ counts }) => [counts.removed, counts.unchanged])).toEqual([[0, 3]]);
    });
  });

  // Catches a copy of every note that was written on here while a colleague had the file.
  it('what went on here meanwhile stays, and is not doubled', async () => {
    await inTwo(async ({ library, colleagues }, annotations, bytes) => {
      const [changed, , kept] = annotations;
      const later = { ...kept!, colour: 'blue' as const, modified: '2026-05-01T10:00:00.000Z' };
      const stored = await library.annotation(kept!.id);
      await library.apply([setAnnotation(later, stored?.revision)]);
      const edit = foreignEdits(annotations);
      const file = fileInMemory('pair.pdf', await editedByPdfLib(bytes, edit));
      const { importId } = await colleagues.preview(file, job);
      const { counts } = await colleagues.import(importId, { restore: false, removals: false });
      expect(counts).toMatchObject({ ours: 1, taken: 1, bothKept: 0, removed: 1 });
      const now = await values(library);
      expect(now).toHaveLength(5);
      expect(now.find(({ id }) => id === kept!.id)).toEqual(later);
      expect(now.some(({ id }) => id === changed!.id)).toBe(true);
    });
  });
});
