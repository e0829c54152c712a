// An article's file as it was imported: looked at, copied, shown where it lies. Never one that was changed since.
import { basename } from 'node:path';
import type { ArticleId } from '@domain/ids';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import type { Library } from '../library/library-contract';
import type { Dialogs } from '../ports';
import { replaceFile } from '../replace-file';

/** Formats that a person can read as they stand. */
const textual = new Set(
  ['txt', 'text', 'md', 'markdown', 'html', 'htm', 'xhtml'].concat(['mhtml', 'mht'])
);

export class OriginalService {
  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner
  ) {}

  /** Its text in the article's charset; null for a format that is no text. Rejects as `Library.original` does. */
  async text(id: ArticleId, job: JobOptions): Promise<string | null> {
    const { original, charset } = await this.library.article(id);
    const bytes = await this.library.original(id);
    if (!textual.has(original.extension)) return null;
    return (await this.jobs.run('decode', { bytes, charset }, job)).text;
  }

  /** Writes a copy where the person says. The copy's name, or null where they cancelled. */
  async saveCopy(id: ArticleId, dialogs: Dialogs): Promise<string | null> {
    const { original } = await this.library.article(id);
    const bytes = await this.library.original(id);
    const path = await dialogs.chooseSavePath(basename(original.name), 'copy');
    if (path === null) return null;
    await replaceFile(path, bytes);
    return basename(path);
  }

  async reveal(id: ArticleId, dialogs: Dialogs): Promise<void> {
    await this.library.original(id);
    dialogs.showInFolder(await this.library.originalPath(id));
  }
}
