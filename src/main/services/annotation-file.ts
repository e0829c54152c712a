// A file with another person's annotations: W3C JSON-LD, or a PDF that Diptych exported.
import type { ReadAnnotation } from '@domain/interchange/json-ld-read';
import { AppError } from '@shared/ipc/errors';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import { readAll } from '../library/annotation-exchange';

/**
 * Its annotations. Throws annotationsMalformed {file, reason}, annotationsNotAttached {file} for a PDF without them,
 * and as the job does.
 */
export async function readAnnotationFile(
  { file, bytes }: { file: string; bytes: Uint8Array },
  jobs: JobRunner,
  job: JobOptions
): Promise<ReadAnnotation[]> {
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return readAll({ file, bytes });
  const { jsonLd } = await jobs.run('attached', { name: file, bytes }, job);
  if (!jsonLd) throw new AppError('annotationsNotAttached', { file });
  return readAll({ file, bytes: jsonLd });
}
