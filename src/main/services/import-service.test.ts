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
      parsing(() => Promise.resolve({ article: parsedArticle(), pictures: [] }))
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
      parsing(() => Promise.reject(new AppError(code)))
    );
    const [result] = await imports.importFiles([file], { jobId });
    expect(result?.error).toMatchObject({ code, details: { file: 'bài.txt' } });
    await library.close();
  });
});
