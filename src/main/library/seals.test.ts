// Sidecars that are not as the library wrote them.
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ArticleId } from '@domain/ids';
import { checkLibrary } from './check-library';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import { sealsFile } from './seals';
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
  setPair,
  setTag,
  setTerm,
  tagOf,
  termOf
} from './test-fixtures/facts';

const clock = fixedClock;
const open = (folder: string): Promise<Library> => openLibrary(folder, { clock });

interface Scene {
  folder: string;
  id: ArticleId;
  other: ArticleId;
  pairId: string;
}

/** A library with one of each kind of fact, and one note in the trash. */
async function scene(work: (scene: Scene) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    const { id: other } = await library.addArticle(parsedArticle('Khác'), original('Khác'));
    const pair = pairOf(id, other);
    const gone = annotationOf(id, 'cầu', 'bỏ đi');
    await library.apply([
      setAnnotation(annotationOf(id, 'khánh thành', 'lễ lớn')),
      setAnnotation(gone),
      setPair(pair),
      setCollection(collectionOf('Lũ lụt')),
      setTerm(termOf('đập', 'dam')),
      setTag(tagOf('Kinh tế'))
    ]);
    await library.apply([setAnnotation(gone, 2, null)]);
    await library.close();
    await work({ folder, id, other, pairId: pair.id });
  });
}

const problems = async (folder: string): Promise<string[]> =>
  (await checkLibrary(folder)).problems.map(({ file, error }) => `${error.code} ${file}`);

// Catches a letter changed in any sidecar, by another program or the disk, that the check passes over.
it('names every sidecar in which a letter was changed', () =>
  scene(async ({ folder, id, pairId }) => {
    expect(await problems(folder)).toEqual([]);
    const changes: [string, string, string][] = [
      [join('articles', id, 'annotations.json'), 'lễ lớn', 'lễ lỡn'],
      [join('pairs', `${pairId}.json`), '"verdict": "', '"verdict":  "'],
      ['collections.json', 'Lũ lụt', 'Lũ lụn'],
      [join('glossaries', 'terms.json'), 'dam', 'dem'],
      ['vocabulary.json', 'Kinh tế', 'Kinh tề'],
      [join('trash', 'annotations.json'), 'bỏ đi', 'bỏ đì']
    ];
    for (const [name, from, to] of changes) {
      const file = join(folder, name);
      const text = await readFile(file, 'utf8');
      expect(text).toContain(from);
      await writeFile(file, text.replace(from, to));
      expect(await problems(folder), name).toEqual([`sidecarAltered ${name}`]);
      await writeFile(file, text);
    }
    expect(await problems(folder)).toEqual([]);
  }));

// Catches a file that a person edited on purpose set aside as if it were damaged, or named for ever.
it('takes over what was changed on purpose', () =>
  scene(async ({ folder, id }) => {
    const file = join(folder, 'articles', id, 'annotations.json');
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('lễ lớn', 'lễ nhỏ'));
    const library = await open(folder);
    expect(library.info().damaged).toEqual([]);
    expect(JSON.stringify(await library.annotations([id]))).toContain('lễ nhỏ');
    await library.apply([setAnnotation(annotationOf(id, 'cầu', 'thêm'))]);
    await library.close();
    expect(await readFile(file, 'utf8')).toContain('lễ nhỏ');
    expect(await problems(folder)).toEqual([]);
  }));

// Catches libraries of before there were seals, or that such an app has written to since, that are called changed; and a seal
// that stays away for good.
it('says nothing of what was written without seals, and seals it with the next change', () =>
  scene(async ({ folder, id }) => {
    const kept = await readFile(join(folder, sealsFile));
    await rm(join(folder, sealsFile));
    expect(await problems(folder)).toEqual([]);
    const library = await open(folder);
    await library.apply([setAnnotation(annotationOf(id, 'cầu', 'thêm'))]);
    await library.close();
    const file = join(folder, 'articles', id, 'annotations.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('thêm', 'bớt'));
    expect(await problems(folder)).toHaveLength(1);
    await writeFile(file, text);
    // As the other app leaves it: sidecars and library.json newer than the seals.
    await writeFile(join(folder, sealsFile), kept);
    expect(await problems(folder)).toEqual([]);
    await writeFile(join(folder, sealsFile), '{');
    expect(await problems(folder)).toEqual([`libraryDamaged ${sealsFile}`]);
  }));

// Catches an article's notes that are looked for where they no longer are.
it('follows an article into the trash, and forgets one that is gone', () =>
  scene(async ({ folder, id }) => {
    const library = await open(folder);
    await library.trashArticle(id);
    await library.close();
    expect(await problems(folder)).toEqual([]);
    const file = join(folder, 'trash', 'articles', id, 'annotations.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('lễ lớn', 'lễ lỡn'));
    expect(await problems(folder)).toEqual([
      `sidecarAltered ${join('trash', 'articles', id, 'annotations.json')}`
    ]);
    const again = await open(folder);
    await again.purgeArticle(id);
    await again.apply([setTag(tagOf('Thể thao'))]);
    await again.close();
    expect(await problems(folder)).toEqual([]);
    expect(await readFile(join(folder, sealsFile), 'utf8')).not.toContain(id);
  }));

// Catches a check beside a running app that reads a sidecar of now against hashes of a moment ago.
it('calls nothing changed while the owner writes', () =>
  scene(async ({ folder, id }) => {
    const library = await open(folder);
    let done = false;
    const writing = (async () => {
      for (let round = 0; round < 30; round += 1) {
        await library.apply([setAnnotation(annotationOf(id, 'cầu', `${round}`))]);
        await library.fold();
      }
      done = true;
    })();
    while (!done) {
      const found = await problems(folder);
      expect(found.filter((problem) => problem.startsWith('sidecarAltered'))).toEqual([]);
    }
    await writing;
    await library.close();
    await cp(folder, `${folder}-copy`, { recursive: true });
    expect(await problems(`${folder}-copy`)).toEqual([]);
  }));
