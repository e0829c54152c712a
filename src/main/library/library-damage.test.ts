// Files that come back from a disk other than they were written.
import { readFileSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { checkLibrary } from './check-library';
import { encodeLine } from './journal-line';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import {
  annotationOf,
  collectionOf,
  fixedClock,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  setAnnotation,
  setCollection,
  setTag,
  setTerm,
  tagOf,
  termOf,
  setPair
} from './test-fixtures/facts';

const open = (folder: string): Promise<Library> => openLibrary(folder, { clock: fixedClock });
const segment = (folder: string): string => join(folder, 'journal', '0000000001.ndjson');

interface Parts {
  folder: string;
  id: ArticleId;
  annotations: Annotation[];
}

/** A library with five annotations; `folded` or all in the journal alone. */
async function withFive(folded: boolean, work: (parts: Parts) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    const annotations = ['một', 'hai', 'ba', 'bốn', 'năm'].map((note) =>
      annotationOf(id, 'khánh thành', note)
    );
    if (folded) {
      for (const annotation of annotations) await library.apply([setAnnotation(annotation)]);
      await library.close();
    } else {
      await library.close();
      const lines = journalOf(annotations);
      await mkdir(join(folder, 'journal'));
      await writeFile(segment(folder), lines);
    }
    await work({ folder, id, annotations });
  });
}

function journalOf(annotations: Annotation[]): string {
  return annotations
    .map((annotation, n) => encodeLine({ sequence: n + 1, operation: setAnnotation(annotation) }))
    .join('');
}

const ids = async (library: Library): Promise<string[]> =>
  (await library.annotations()).map(({ value }) => value.id).sort();
const idsOf = (annotations: Annotation[]): string[] => annotations.map(({ id }) => id).sort();

describe('the journal', () => {
  // Catches a half line that keeps a library from opening, or that spoils the next record written after it.
  it.each([1, 20, 200])('drops %d bytes of a torn last line and goes on', async (bytes) => {
    await withFive(false, async ({ folder, id, annotations }) => {
      const whole = await readFile(segment(folder));
      const torn = journalOf([annotationOf(id, 'cầu')]);
      await appendFile(
        segment(folder),
        torn.replace('"sequence":1', '"sequence":6').slice(0, bytes)
      );
      const library = await open(folder);
      expect(await ids(library)).toEqual(idsOf(annotations));
      expect(library.info()).toMatchObject({ damaged: [], lastSequence: 5 });
      const next = annotationOf(id, 'khánh thành', 'sáu');
      await library.apply([setAnnotation(next)]);
      await library.close();
      expect((await readFile(segment(folder))).subarray(0, whole.length).equals(whole)).toBe(true);
      expect((await checkLibrary(folder)).problems).toEqual([]);
      const again = await open(folder);
      expect(await ids(again)).toEqual(idsOf([...annotations, next]));
      await again.close();
    });
  });

  const damages: [string, (text: string) => string][] = [
    ['a flipped letter in the third line', (text) => text.replace('"ba"', '"bà"')],
    ['a lost third line', (text) => text.split('\n').toSpliced(2, 1).join('\n')],
    [
      'a third line cut short',
      (text) =>
        text
          .split('\n')
          .map((l, n) => (n === 2 ? l.slice(0, 50) : l))
          .join('\n')
    ],
    ['rubbish instead of it', (text) => text.split('\n').with(2, '\u0000\u0000\u0000').join('\n')]
  ];
  // Catches one bad line taking the lines after it along, and damage that passes in silence.
  it.each(damages)('with %s is set aside, and the rest of it is kept', async (_, damage) => {
    await withFive(false, async ({ folder, annotations }) => {
      const damaged = damage(await readFile(segment(folder), 'utf8'));
      await writeFile(segment(folder), damaged);
      const library = await open(folder);
      const kept = idsOf(annotations.filter((_, index) => index !== 2));
      expect(await ids(library)).toEqual(kept);
      const aside = join('damaged', 'journal-0000000001.ndjson');
      expect(library.info()).toMatchObject({ damaged: [aside], lastSequence: 5 });
      expect(await readFile(join(folder, aside), 'utf8')).toBe(damaged);
      expect(await readdir(join(folder, 'journal'))).toEqual([]);
      await library.close();
      expect((await checkLibrary(folder)).problems).toMatchObject([
        { file: aside, error: { code: 'libraryDamaged' } }
      ]);
      const again = await open(folder);
      expect(await ids(again)).toEqual(kept);
      expect(again.info()).toMatchObject({ damaged: [aside], lastSequence: 5 });
      await again.close();
    });
  });

  // Catches a sequence given out twice, after which a window believes itself ahead of the library.
  it('gives no sequence again that stood in an unreadable last line', async () => {
    await withFive(false, async ({ folder, id }) => {
      const text = await readFile(segment(folder), 'utf8');
      await writeFile(segment(folder), text.replace('"năm"', '"nam"'));
      const library = await open(folder);
      const { lastSequence } = await library.apply([setAnnotation(annotationOf(id, 'cầu'))]);
      expect(lastSequence).toBe(6);
      await library.close();
    });
  });

  it('that vanished after a fold takes nothing along', async () => {
    await withFive(true, async ({ folder, id, annotations }) => {
      await rm(join(folder, 'journal'), { recursive: true });
      const library = await open(folder);
      expect(await ids(library)).toEqual(idsOf(annotations));
      expect(await library.since(4)).toEqual({ lastSequence: 5, records: null });
      expect((await library.apply([setAnnotation(annotationOf(id, 'cầu'))])).lastSequence).toBe(6);
      await library.close();
    });
  });
});

describe('a sidecar', () => {
  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['emptied', () => ''],
    ['with one annotation spoilt', (text: string) => text.replace('"TextQuoteSelector"', '"Text"')]
  ])('%s is set aside and rebuilt from the journal', async (_, damage) => {
    await withFive(true, async ({ folder, id, annotations }) => {
      const file = join(folder, 'articles', id, 'annotations.json');
      const damaged = damage(await readFile(file, 'utf8'));
      await writeFile(file, damaged);
      const library = await open(folder);
      expect(await ids(library)).toEqual(idsOf(annotations));
      const [aside] = library.info().damaged;
      expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(damaged);
      await library.close();
      await rm(join(folder, 'journal'), { recursive: true });
      const again = await open(folder);
      expect(await ids(again)).toEqual(idsOf(annotations));
      await again.close();
    });
  });
});

// Catches a library that no longer opens, or that forgets a deletion, because of a file of small worth.
it('sets a damaged pair and a damaged trash aside and rebuilds both from the journal', async () => {
  await withFive(true, async ({ folder, id, annotations }) => {
    const library = await open(folder);
    const other = await library.addArticle(parsedArticle('Khác'), original('Khác', 'b.txt'));
    const pair = pairOf(id, other.id);
    await library.apply([setPair(pair), setAnnotation(annotations[0]!, 1, null)]);
    await library.close();
    const files = [join('pairs', `${pair.id}.json`), join('trash', 'annotations.json')];
    for (const file of files) await writeFile(join(folder, file), '{"torn');
    const again = await open(folder);
    expect((await again.pair(pair.id)).value).toEqual(pair);
    expect(await again.annotation(annotations[0]!.id)).toEqual({ revision: 7, value: null });
    expect(again.info().damaged).toHaveLength(2);
    await again.close();
    for (const file of files) {
      expect(() => JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown).not.toThrow();
    }
  });
});

// Catches old segments that pile up for ever, and ones that go while they are still needed.
it('lets go of segments that are folded and out of the window, and keeps the newest thousand records', async () => {
  await withFive(true, async ({ folder, id }) => {
    const library = await open(folder);
    const note = 'x'.repeat(2000);
    for (let round = 0; round < 8; round += 1) {
      await library.apply(
        Array.from({ length: 300 }, () => setAnnotation(annotationOf(id, 'cầu', note)))
      );
    }
    expect(await readdir(join(folder, 'journal'))).toContain('0000000001.ndjson');
    await library.fold();
    const segments = await readdir(join(folder, 'journal'));
    expect(segments).not.toContain('0000000001.ndjson');
    await library.close();
    const again = await open(folder);
    expect(await again.annotations()).toHaveLength(2405);
    expect((await again.since(1405)).records).toHaveLength(1000);
    await again.close();
  });
});

// Would catch: terms of the glossary that leave the library when it is closed, or come back from the trash unasked.
it('keeps the glossary over a restart without the journal, and misses terms that are gone', async () => {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const [kept, gone] = [termOf('đập', 'dam'), termOf('cầu', 'bridge')];
    await library.apply([setTerm(kept), setTerm(gone)]);
    await library.apply([setTerm(gone, 2, null)]);
    await library.close();
    await rm(join(folder, 'journal'), { recursive: true });
    const again = await open(folder);
    expect((await again.snapshot()).terms).toEqual([{ revision: 1, value: kept }]);
    await again.close();
    expect(readFileSync(join(folder, 'trash', 'terms.json'), 'utf8')).toContain('bridge');
    const file = join(folder, 'glossaries', 'terms.json');
    await writeFile(file, '{');
    const named = async (): Promise<string[]> =>
      (await checkLibrary(folder)).problems.map((problem) => problem.file);
    expect(await named()).toContain(join('glossaries', 'terms.json'));
    await rm(file);
    expect(await named()).toContain(join('glossaries', 'terms.json'));
  });
});

// Would catch: a tree of tags that leaves the library when it is closed, one that is lost unnoticed, a library of before
// there were tags that no longer opens.
it('keeps the tags over a restart without the journal, and misses those that are gone', async () => {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const kept = tagOf('Economy');
    const [under, gone] = [tagOf('Thương mại', kept.id), tagOf('Sports')];
    await library.apply([setTag(kept), setTag(under), setTag(gone)]);
    await library.apply([setTag(gone, 3, null)]);
    await library.close();
    await rm(join(folder, 'journal'), { recursive: true });
    const again = await open(folder);
    expect((await again.snapshot()).tags).toEqual([
      { revision: 1, value: kept },
      { revision: 2, value: under }
    ]);
    await again.close();
    expect(readFileSync(join(folder, 'trash', 'tags.json'), 'utf8')).toContain('Sports');
    await rm(join(folder, 'vocabulary.json'));
    const { problems } = await checkLibrary(folder);
    expect(problems.map((problem) => problem.file)).toContain('vocabulary.json');

    const manifest = JSON.parse(readFileSync(join(folder, 'library.json'), 'utf8')) as {
      counts: { tags?: number };
    };
    delete manifest.counts.tags;
    await writeFile(join(folder, 'library.json'), JSON.stringify(manifest));
    const old = await open(folder);
    expect((await old.snapshot()).tags).toEqual([]);
    await old.close();
    expect((await checkLibrary(folder)).problems).toEqual([]);
  });
});

// Would catch: collections that are in no window's copy gone with one bad byte, though the journal still knows them.
it('brings collections back from the journal where collections.json is damaged, and keeps the file', async () => {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const [kept, gone] = [collectionOf('Lũ lụt'), collectionOf('Nháp')];
    await library.apply([setCollection(kept), setCollection(gone)]);
    await library.apply([setCollection(gone, 2, null)]);
    await library.close();
    const file = join(folder, 'collections.json');
    const whole = readFileSync(file, 'utf8');
    await writeFile(file, whole.slice(0, whole.length / 2));
    expect((await checkLibrary(folder)).problems.map((problem) => problem.file)).toEqual([
      'collections.json'
    ]);

    const again = await open(folder);
    expect((await again.snapshot()).collections).toEqual([{ revision: 1, value: kept }]);
    expect(again.info().damaged).toEqual([expect.stringMatching(/^damaged.collections-/)]);
    await again.close();
    expect(readFileSync(file, 'utf8')).toBe(whole);
    expect(readFileSync(join(folder, 'trash', 'collections.json'), 'utf8')).toContain('Nháp');
    // Without the journal, a missing file is noticed all the same.
    await rm(join(folder, 'journal'), { recursive: true });
    await rm(file);
    const { problems } = await checkLibrary(folder);
    expect(problems.map((problem) => problem.file)).toContain('collections.json');
  });
});
