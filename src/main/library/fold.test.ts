// What folding a large library costs main, and what it leaves where facts change meanwhile.
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { ArticleId } from '@domain/ids';
import { sha256 } from '../sha256';
import { diskFiles, jsonBytes, type Files } from './files';
import { FoldTimer } from './fold-timer';
import { jsonInTurns, Turns } from './json-in-turns';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import { sealsFile } from './seals';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  parsedArticle,
  setAnnotation,
  setTag,
  tagOf
} from './test-fixtures/facts';

const clock = fixedClock;

async function articleIn(library: Library, text: string): Promise<ArticleId> {
  return (await library.addArticle(parsedArticle(text), original(text))).id;
}

// Catches windows that get no answer while a large sidecar is put into JSON, and one that is put into other words by it.
it('puts a large value into the same JSON as a small one, letting others in between', async () => {
  const items = Array.from({ length: 30_000 }, (_, n) => ({
    revision: n,
    value: {
      name: `tên "${n}"\n\u2028`,
      none: null,
      gone: undefined,
      empty: [],
      deep: [[{ n }], {}]
    }
  }));
  const value = { format: 'x', first: { items, none: [], nothing: {} }, last: undefined };
  let others = 0;
  let going = true;
  const other = (): void => {
    others += 1;
    if (going) setImmediate(other);
  };
  setImmediate(other);
  const { bytes, hash } = await jsonInTurns(value, new Turns());
  going = false;
  // More than the one that may come before or after it all.
  expect(others).toBeGreaterThan(2);
  expect(Buffer.compare(bytes, jsonBytes(value))).toBe(0);
  expect(hash).toBe(sha256(bytes));
  for (const small of [{}, [], null, 'a', { a: { b: { c: { d: [1, { e: 2 }] } } } }]) {
    expect((await jsonInTurns(small, new Turns())).bytes).toEqual(jsonBytes(small));
  }
});

// Catches all sidecars of a library held in memory at once.
it('holds no more sidecars than some megabytes', () =>
  inTemporaryFolder(async (parent) => {
    /** Bytes of sidecars written after each time that hashes were. */
    const batches: number[] = [];
    const files: Files = {
      ...diskFiles,
      write(path, bytes) {
        if (path.endsWith(`${sealsFile}.tmp`)) batches.push(0);
        else if (path.endsWith('annotations.json.tmp'))
          batches.push((batches.pop() ?? 0) + bytes.length);
        return diskFiles.write(path, bytes);
      }
    };
    const library = await openLibrary(join(parent, 'l'), { clock, create: true }, files);
    for (let n = 0; n < 12; n += 1) {
      const id = await articleIn(library, `khánh thành ${n}`);
      const notes = Array.from({ length: 800 }, (_, note) =>
        setAnnotation(annotationOf(id, 'khánh thành', `Ghi chú ${note}`, `khánh thành ${n}`))
      );
      await library.apply(notes);
    }
    batches.length = 0;
    await library.fold();
    const total = batches.reduce((sum, bytes) => sum + bytes, 0);
    expect(total).toBeGreaterThan(12_000_000);
    expect(Math.max(...batches)).toBeLessThan(10_000_000);
    await library.close();
  }));

// Catches a note deleted while a fold is under way that stands neither in its sidecar nor in the trash after a crash.
it('leaves a note that is deleted meanwhile where it can be brought back', () =>
  inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'l');
    let atStat: (() => Promise<unknown>) | null = null;
    let emptied = '';
    const files: Files = {
      ...diskFiles,
      async stat(path) {
        const hook = atStat;
        if (hook && path.endsWith(emptied)) {
          atStat = null;
          await hook();
        }
        return diskFiles.stat(path);
      }
    };
    const library = await openLibrary(folder, { clock, create: true }, files);
    const first = await articleIn(library, 'khánh thành một');
    const second = await articleIn(library, 'khánh thành hai');
    const passing = annotationOf(first, 'khánh thành', 'thoáng qua', 'khánh thành một');
    const note = annotationOf(second, 'khánh thành', 'cũ', 'khánh thành hai');
    const { results } = await library.apply([setAnnotation(note), setAnnotation(passing)]);
    // So much since that the journal has let go of the note's making.
    for (const count of [4000, 1100]) {
      await library.apply(Array.from({ length: count }, (_, n) => setTag(tagOf(`${count} ${n}`))));
    }
    await library.fold();
    await library.apply([setAnnotation(passing, results[1]!.sequence, null)]);
    await library.apply([
      setAnnotation(annotationOf(second, 'khánh thành', 'mới', 'khánh thành hai'))
    ]);
    emptied = first;
    atStat = () => library.apply([setAnnotation(note, results[0]!.sequence, null)]);
    await library.fold();
    expect(atStat).toBeNull();
    // As a crash right after it leaves the folder.
    const left = join(parent, 'left');
    await cp(folder, left, { recursive: true });
    await rm(join(left, 'library.lock'));
    await library.close();
    const again = await openLibrary(left, { clock });
    const { annotations } = await again.trash();
    expect(annotations.map(({ annotation }) => annotation.id).toSorted()).toEqual(
      [note.id, passing.id].toSorted()
    );
    await again.close();
  }));

// Catches a library that is folded all the time because folding it takes as long as the pauses between two notes.
it('waits the longer, the longer the last fold took', async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  try {
    let folds = 0;
    const timer: FoldTimer = new FoldTimer(() =>
      timer.timed(async () => {
        folds += 1;
        vi.advanceTimersByTime(1000);
        return Promise.resolve();
      })
    );
    timer.soon();
    await vi.advanceTimersByTimeAsync(2000);
    expect(folds).toBe(1);
    timer.soon();
    await vi.advanceTimersByTimeAsync(9999);
    expect(folds).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(folds).toBe(2);
    timer.stop();
  } finally {
    vi.useRealTimers();
  }
});

// Catches changes that no fold writes any more once one has failed, until the journal lets go of them; and a sidecar that
// the disk gives back other than it was written, taken for whole.
it.each(['refused', 'altered'])('writes at the next time what the disk %s', (how) =>
  inTemporaryFolder(async (parent) => {
    let broken = false;
    const isSidecar = (path: string): boolean => broken && path.includes('annotations.json');
    const files: Files = {
      ...diskFiles,
      write: (path, bytes) =>
        how === 'refused' && isSidecar(path)
          ? Promise.reject(new Error('EIO'))
          : diskFiles.write(path, bytes),
      read: async (path) => {
        const bytes = await diskFiles.read(path);
        return how === 'altered' && isSidecar(path) ? bytes.subarray(1) : bytes;
      }
    };
    const folder = join(parent, 'l');
    const library = await openLibrary(folder, { clock, create: true }, files);
    const id = await articleIn(library, 'Cầu mới\nĐã khánh thành.');
    await library.fold();
    const note = annotationOf(id, 'khánh thành', '', 'Cầu mới\nĐã khánh thành.');
    await library.apply([setAnnotation(note)]);
    broken = true;
    await expect(library.fold()).rejects.toThrow();
    broken = false;
    await library.fold();
    const sidecar = await diskFiles.read(join(folder, 'articles', id, 'annotations.json'));
    expect(Buffer.from(sidecar).toString()).toContain(note.id);
    await library.close();
  })
);
