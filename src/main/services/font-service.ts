// The user's own font files, kept in the app's data folder, and where else faces for a PDF are looked for.
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { FontLanguage, OwnFont } from '@shared/ipc/font-routes';
import { AppError } from '@shared/ipc/errors';
import { maxFontBytes } from '@shared/limits';
import type { JobOptions, JobRunner } from '../jobs/job-contract';
import type { FontPlaces } from '../jobs/worker/export/fonts/look-for-faces';
import { diskFiles } from '../library/files';
import { replaceFile } from '../replace-file';
import { suggestedFileName } from './file-name';
import { readPath } from './source-file';

const endings = ['.ttf', '.otf', '.ttc', '.otc'];

export class FontService {
  /** Named for this run only; absolute. */
  readonly #named: string[] = [];

  /** `folder`: of the user's own; it need not be there. */
  constructor(
    private readonly jobs: JobRunner,
    private readonly folder: string,
    private readonly system: string[]
  ) {}

  async places(): Promise<FontPlaces> {
    const own = (await this.#own()).map((name) => join(this.folder, name));
    return { own: [...this.#named, ...own], system: this.system };
  }

  async list(job: JobOptions): Promise<{ own: { name: string }[]; languages: FontLanguage[] }> {
    const languages = await this.jobs.run('eastAsianFaces', { places: await this.places() }, job);
    return { own: (await this.#own()).map((name) => ({ name })), languages };
  }

  /** Proves the font and keeps it. `name` is its file's, perhaps with a folder. Throws as the route says. */
  async add(name: string, bytes: Uint8Array, job: JobOptions): Promise<OwnFont> {
    const file = basename(name);
    const font = await this.jobs.run('readFont', { name: file, bytes }, job);
    const ending = extname(file).toLowerCase();
    const known = endings.includes(ending) ? ending : '.ttf';
    const kept = suggestedFileName(basename(file, extname(file)), known.slice(1));
    await diskFiles.makeFolder(this.folder);
    await replaceFile(join(this.folder, kept), bytes);
    return { ...font, name: kept };
  }

  /** As `add`, a file on the disk. */
  async addFile(path: string, job: JobOptions): Promise<OwnFont> {
    return this.add(path, await readFontFile(path), job);
  }

  /** A font file, or a folder with some, for as long as this service lives; nothing is kept. Absolute. Throws as `add`. */
  async use(path: string, job: JobOptions): Promise<void> {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false
    );
    if (!isFolder) {
      const bytes = await readFontFile(path);
      await this.jobs.run('readFont', { name: path, bytes }, job);
    }
    this.#named.push(path);
  }

  async remove(name: string): Promise<void> {
    if ((await this.#own()).includes(name)) await diskFiles.remove(join(this.folder, name));
  }

  async #own(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => endings.includes(extname(name).toLowerCase())).sort();
  }
}

async function readFontFile(path: string): Promise<Uint8Array> {
  const tooLarge = new AppError('fontTooLarge', {
    file: path,
    megabytes: maxFontBytes / 1_000_000
  });
  return readPath(path, maxFontBytes, tooLarge);
}
