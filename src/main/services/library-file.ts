// Another person's library out of a ZIP file: unpacked into a temporary folder that is removed once it was read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import type { Library } from '../library/library-contract';
import { readLibrary } from '../library/merge-library';
import { openLibrary } from '../library/open-library';
import type { Clock } from '../ports';
import type { AnnotationFile } from './annotation-file';
import { readHead, type SourceFile } from './source-file';

interface Given {
  file: string;
  /** The archive's absolute path, or its bytes. */
  archive: string | Uint8Array;
}
interface Means {
  jobs: JobRunner;
  job: JobOptions;
}

const zipHead = Buffer.from('PK\u0003\u0004');

/** The archive that the file is, by its path where it lies on the disk; null for any other file. Throws what reading it throws. */
export async function archiveOf(file: SourceFile): Promise<string | Uint8Array | null> {
  const { path } = file;
  const bytes = path === undefined ? await file.read() : await readHead(path, zipHead.length);
  const isZip = zipHead.equals(bytes.subarray(0, zipHead.length));
  return isZip ? (path ?? bytes) : null;
}

/** Throws as {@link inUnpacked} does, and as opening a library does. */
export async function readLibraryFile(
  given: Given,
  library: Library,
  { clock, ...means }: Means & { clock: Clock }
): Promise<AnnotationFile> {
  return inUnpacked(given, means, async (folder) => {
    const other = await openLibrary(folder, { clock, readOnly: true });
    try {
      return { ...(await readLibrary(library, other)), from: null };
    } finally {
      await other.close();
    }
  });
}

/** Does the work while the file's library stands in a folder. What is thrown names the file. Throws as the job does. */
export async function inUnpacked<T>(
  { file, archive }: Given,
  { jobs, job }: Means,
  work: (folder: string) => Promise<T>
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'diptych-library-'));
  try {
    await jobs.run('unpackLibrary', { name: file, source: archive, folder, whole: false }, job);
    return await work(folder);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !String(thrown.details.file).startsWith(folder))
      throw thrown;
    const code = thrown.code === 'libraryNotALibrary' ? 'zipWithoutLibrary' : thrown.code;
    throw new AppError(code, { ...thrown.details, file }, { cause: thrown });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
