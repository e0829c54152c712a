// Libraries as the code of their day wrote them (`test-fixtures/released`: packed before they were closed, so that the last change
// stands in the journal alone), opened by today's; and one of later days, which is left alone.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unpackLibrary } from '../jobs/worker/unpack-library';
import { sha256 } from '../sha256';
import { checkLibrary } from './check-library';
import type { Library } from './library-contract';
import { mergeLibrary } from './merge-library';
import { openLibrary } from './open-library';
import { fixedClock, hashOfFolder, inTemporaryFolder } from './test-fixtures/facts';

const folder = join(import.meta.dirname, 'test-fixtures/released');
const names = readdirSync(folder).filter((name) => name.endsWith('.zip'));

async function withReleased(name: string, work: (library: string) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const library = join(parent, 'library');
    await mkdir(library);
    const source = join(folder, name);
    await unpackLibrary({ name, source, folder: library, whole: false });
    await work(library);
  });
}

interface Expected {
  articles: { id: string; text: string; original: string }[];
  trashed: number;
  [entity: string]: unknown;
}

/** What it held when it was written; what its day did not know of is empty. */
function expected(name: string): Expected {
  const written = JSON.parse(
    readFileSync(join(folder, name.replace('.zip', '.json')), 'utf8')
  ) as Expected;
  return { collections: [], terms: [], tags: [], ...written };
}

async function held(library: Library): Promise<Expected> {
  const articles = [];
  for (const { id } of await library.articles()) {
    const original = sha256(await library.original(id));
    articles.push({ id, text: sha256(Buffer.from((await library.article(id)).text)), original });
  }
  const trashed = (await library.trash()).articles.length;
  return { articles, trashed, ...(await library.snapshot()) };
}

/** Whatever order folders and sidecars are read in. */
const sorted = (value: Expected): unknown =>
  Object.fromEntries(
    Object.entries(value).map(([key, list]) => [
      key,
      Array.isArray(list)
        ? list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
        : list
    ])
  );

it('has one of each kind that was ever written', () => {
  expect(names).toEqual([
    '1-first.zip',
    '2-versions.zip',
    '3-terms.zip',
    '4-tags.zip',
    '5-today.zip'
  ]);
});

// Would catch: a library of an earlier day that cannot be opened, of which something is dropped or made anew, or that is
// changed by looking at it.
it.each(names)('%s opens with equal counts and hashes', async (name) => {
  await withReleased(name, async (library) => {
    const before = await hashOfFolder(library);
    const looked = await openLibrary(library, { clock: fixedClock, readOnly: true });
    expect(looked.info().damaged).toEqual([]);
    expect(sorted(await held(looked))).toEqual(sorted(expected(name)));
    expect((await checkLibrary(library)).problems).toEqual([]);
    expect(await hashOfFolder(library)).toBe(before);

    for (let starts = 0; starts < 2; starts += 1) {
      const owned = await openLibrary(library, { clock: fixedClock });
      expect(sorted(await held(owned))).toEqual(sorted(expected(name)));
      await owned.close();
    }
    expect((await checkLibrary(library)).problems).toEqual([]);
  });
});

// Would catch: a library of later days that is opened, mended, merged or packed by an app that does not understand it.
it('refuses a later format everywhere and leaves every byte as it is', async () => {
  await withReleased('5-today.zip', async (library) => {
    const manifest = join(library, 'library.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('diptych-library/1', 'diptych-library/2'));
    const before = await hashOfFolder(library);
    const options = { clock: fixedClock };
    const own = await openLibrary(join(library, '../own'), { ...options, create: true });
    const doors: (() => Promise<unknown>)[] = [
      () => openLibrary(library, options),
      () => openLibrary(library, { ...options, create: true }),
      () => openLibrary(library, { ...options, readOnly: true }),
      () => checkLibrary(library),
      () => mergeLibrary(own, library, { ...options, restore: false })
    ];
    for (const door of doors) await expect(door()).rejects.toMatchObject({ code: 'libraryTooNew' });
    await own.close();
    expect(await hashOfFolder(library)).toBe(before);
  });
});
