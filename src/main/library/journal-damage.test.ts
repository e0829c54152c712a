// A journal of two segments of which one is damaged: what is named, what is kept, and a start that is interrupted while it
// sets them aside.
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import { encodeLine } from './journal-line';
import { openLibrary } from './open-library';
import {
  annotationOf,
  fixedClock as clock,
  inTemporaryFolder,
  original,
  parsedArticle,
  setAnnotation
} from './test-fixtures/facts';
import { faultyFiles, PowerCut } from './test-fixtures/faulty-files';

const [first, second] = ['0000000001.ndjson', '0000000004.ndjson'];

interface Parts {
  folder: string;
  annotations: Annotation[];
  /** Writes the two segments with these lines, each a record's number or words that are none. */
  segments: (one: (number | string)[], two: (number | string)[]) => Promise<void>;
}

async function withJournal(work: (parts: Parts) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock, create: true });
    const { id } = await library.addArticle(parsedArticle(), original());
    await library.close();
    const annotations = ['một', 'hai', 'ba', 'bốn', 'năm'].map((note) =>
      annotationOf(id, 'khánh thành', note)
    );
    const lines = annotations.map((each, n) =>
      encodeLine({ sequence: n + 1, operation: setAnnotation(each) })
    );
    const text = (parts: (number | string)[]): string =>
      parts.map((part) => (typeof part === 'string' ? part : (lines[part - 1] ?? ''))).join('');
    await work({
      folder,
      annotations,
      segments: async (one, two) => {
        await rm(join(folder, 'journal'), { recursive: true, force: true });
        await mkdir(join(folder, 'journal'));
        await writeFile(join(folder, 'journal', first), text(one));
        await writeFile(join(folder, 'journal', second), text(two));
      }
    });
  });
}

/** Notes that are there, by their annotation's place in the list. */
async function found(folder: string, annotations: Annotation[]): Promise<number[]> {
  const library = await openLibrary(folder, { clock });
  const ids = (await library.annotations()).map(({ value }) => value.id);
  await library.close();
  return annotations.flatMap(({ id }, at) => (ids.includes(id) ? [at + 1] : []));
}

// Would catch: an unfinished line in the middle of the journal, or records lost between two segments, passed over as if nobody
// had been told that they were saved; and a damaged segment set aside alone, so that the start after it finds a gap again.
it.each<[string, (number | string)[], (number | string)[], number[], string[]]>([
  ['an unfinished line in the first', [1, 2, 3, '{"seq'], [4, 5], [1, 2, 3, 4, 5], [first]],
  ['a record lost at the end of the first', [1, 2], [4, 5], [1, 2, 4, 5], [first, second]],
  ['a bad line in the second', [1, 2, 3], ['{}\n', 5], [1, 2, 3, 5], [first, second]]
])('with %s: set aside with all before it, the rest is kept', async (_, one, two, kept, aside) => {
  await withJournal(async ({ folder, annotations, segments }) => {
    await segments(one, two);
    expect(await found(folder, annotations)).toEqual(kept);
    const names = aside.map((name) => `journal-${name}`);
    expect(await readdir(join(folder, 'damaged'))).toEqual(names);
    expect(await found(folder, annotations)).toEqual(kept);
    expect(await readdir(join(folder, 'damaged'))).toEqual(names);
  });
});

// Would catch: whole segments that are gone with nothing left to be damaged, and a library that says it is whole.
it('says so where the first segment is gone', async () => {
  await withJournal(async ({ folder, annotations, segments }) => {
    await segments([1, 2, 3], [4, 5]);
    await rm(join(folder, 'journal', first));
    const library = await openLibrary(folder, { clock });
    expect(library.info().damaged).toEqual(['journal']);
    await library.close();
    expect(await found(folder, annotations)).toEqual([4, 5]);
  });
});

// Would catch: damaged segments moved away before what could be read of them stands in the sidecars: a crash in between takes
// every note that only the journal had.
it('keeps all that can be read where the start that sets it aside is interrupted, at whichever operation', async () => {
  await withJournal(async ({ folder, annotations, segments }) => {
    await segments([1, 2, 3], ['{}\n', 5]);
    for (let at = 1; ; at += 1) {
      const copy = `${folder}-${at}`;
      await cp(folder, copy, { recursive: true });
      const files = faultyFiles({ at, kind: 'power' });
      const opening = openLibrary(copy, { clock }, files);
      const outcome = await opening.then(
        (library) => library.close().then(() => 'done' as const),
        (thrown: unknown) => thrown
      );
      if (outcome !== 'done') expect(outcome).toBeInstanceOf(PowerCut);
      await rm(join(copy, 'library.lock'), { force: true });
      expect(await found(copy, annotations), `operation ${at}`).toEqual([1, 2, 3, 5]);
      if (outcome === 'done') break;
    }
  });
});
