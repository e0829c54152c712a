import { expect, it } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import type { JobRunner } from '../jobs/job-contract';
import { openLibrary } from '../library/open-library';
import { fixedClock, inTemporaryFolder, parsedArticle } from '../library/test-fixtures/facts';
import { faultyFiles } from '../library/test-fixtures/faulty-files';
import { ImportService } from './import-service';
import { fileInMemory } from './source-file';

const jobId = 'job';
const file = fileInMemory('bài.txt', Buffer.from('Một bài.'));

function parsing(answer: () => Promise<unknown>): JobRunner {
  return { run: answer as JobRunner['run'], close: () => Promise.resolve() };
}

// Would catch: “the disk that holds bài.txt is full” for a file on another disk than the library's.
it('names the full folder where the library has no room, not the file', async () => {
  await inTemporaryFolder(async (folder) => {
    await (await openLibrary(folder, { clock: fixedClock, create: true })).close();
    const files = faultyFiles({ at: 2, kind: 'from', code: 'ENOSPC' });
    const library = await openLibrary(folder, { clock: fixedClock }, files);
    const imports = new ImportService(
      library,
      parsing(() => Promise.resolve({ article: parsedArticle(), pictures: [] })),
      fixedClock
    );
    const [result] = await imports.importFiles([file], { jobId });
    expect(result).toMatchObject({
      file: 'bài.txt',
      status: 'failed',
      error: { code: 'diskFull' }
    });
    expect(String(result?.error?.details['file'])).toContain(folder);
    files.heal();
    expect((await imports.importFiles([file], { jobId }))[0]?.status).toBe('imported');
    await library.close();
  });
});

it.each(['fileNoText', 'outOfMemory'] as const)('names the file that failed: %s', async (code) => {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const imports = new ImportService(
      library,
      parsing(() => Promise.reject(new AppError(code))),
      fixedClock
    );
    const [result] = await imports.importFiles([file], { jobId });
    expect(result?.error).toMatchObject({ code, details: { file: 'bài.txt' } });
    await library.close();
  });
});

// Would catch: an article doubled by a second import, a trashed one silently doubled or brought back, no way to a copy.
it('offers what is there already, also in the trash, and makes a copy on request alone', async () => {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const imports = new ImportService(
      library,
      parsing(() => Promise.resolve({ article: parsedArticle(), pictures: [] })),
      fixedClock
    );
    const once = async (copy?: boolean) => (await imports.importFiles([file], { jobId, copy }))[0];
    const first = await once();
    const id = first?.article?.id;
    expect(await once()).toMatchObject({ status: 'duplicate', article: { id } });
    await library.trashArticle(id!);
    expect(await once()).toMatchObject({ status: 'duplicate', article: { id }, trashed: true });
    expect(await library.articles()).toEqual([]);
    const copy = await once(true);
    expect(copy).toMatchObject({ status: 'imported' });
    expect(copy?.article?.id).not.toBe(id);
    // Both are there now: the one in the library is named before the one in the trash.
    expect(await once()).toMatchObject({ article: { id: copy?.article?.id } });
    await library.restoreArticle(id!);
    expect(await library.articles()).toHaveLength(2);
    await library.close();
  });
});

// Would catch: results in another order than the files, or files stored in the order in which they happened to be parsed.
it('parses ahead and keeps the order of the files', async () => {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    let most = 0;
    let running = 0;
    const imports = new ImportService(
      library,
      parsing(async () => {
        most = Math.max(most, (running += 1));
        await Promise.resolve();
        running -= 1;
        return { article: parsedArticle(), pictures: [] };
      }),
      fixedClock
    );
    const files = Array.from({ length: 12 }, (_, n) =>
      fileInMemory(`${n}.txt`, Buffer.from(`${n}`))
    );
    const done: number[] = [];
    const results = await imports.importFiles(files, {
      jobId,
      onProgress: (count) => done.push(count)
    });
    expect(results.map(({ file: name }) => name)).toEqual(files.map(({ name }) => name));
    expect(results.every(({ status }) => status === 'imported')).toBe(true);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(done.at(-1)).toBe(12);
    const names = (await library.articles()).map(({ fileName }) => fileName);
    expect(names).toEqual(files.map(({ name }) => name));
    await library.close();
  });
});
