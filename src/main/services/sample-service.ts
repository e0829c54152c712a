// The shipped sample pairs, opened like anybody's own files.
import { join } from 'node:path';
import type { PairId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { sampleNames } from '@shared/ipc/routes';
import type { JobOptions } from '../jobs/job-contract';
import type { ImportService } from './import-service';
import type { PairService } from './pair-service';
import { fileAtPath } from './source-file';

export type SampleName = (typeof sampleNames)[number];

/** Source and target, in the sample's own folder. */
const files: Record<SampleName, [string, string]> = {
  translation: ['lac-giang.en.txt', 'lac-giang.vi.txt'],
  comparable: ['port-ellery.en.txt', 'cua-sen.vi.txt']
};

export class SampleService {
  constructor(
    /** resources/samples */
    private readonly folder: string,
    private readonly imports: ImportService,
    private readonly pairs: PairService
  ) {}

  /** Imports and pairs a sample; opened again, it is the same pair. */
  async open(name: SampleName, job: JobOptions): Promise<PairId> {
    const paths = files[name].map((file) => join(this.folder, name, file));
    const [source, target] = (await this.imports.importFiles(paths.map(fileAtPath), job)).map(
      ({ article, error }) => {
        if (article) return article;
        throw new AppError(error?.code ?? 'internal', error?.details);
      }
    );
    if (!source || !target) throw new AppError('internal');
    const { value } = await this.pairs.pairArticles(source.id, target.id, job);
    return value.id;
  }
}
