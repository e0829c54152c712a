// Gathers what an export needs, has it made in the job process, and keeps the last few files for saving.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Article } from '@domain/article/schema';
import type { Pair } from '@domain/align/schema';
import { AppError } from '@shared/ipc/errors';
import type { ExportOptions, ExportReport, ExportSubject } from '@shared/ipc/routes';
import { interfaceLanguage } from '@shared/settings';
import type { JobOptions, JobRunner, PdfInput } from '../jobs/job-contract';
import { exportAnnotations } from '../library/annotation-exchange';
import type { Library } from '../library/library-contract';
import type { Clock, Paths } from '../ports';
import type { SettingsStore } from '../settings/settings-store';
import { suggestedFileName } from './file-name';

const keptExports = 4;

export interface ExportedFile {
  report: ExportReport;
  bytes: Uint8Array<ArrayBuffer>;
}

export class ExportService {
  readonly #kept = new Map<string, ExportedFile>();

  constructor(
    private readonly library: Library,
    private readonly jobs: JobRunner,
    private readonly settings: SettingsStore,
    private readonly clock: Clock,
    private readonly paths: Paths,
    /** The system's locale. */
    private readonly locale: string
  ) {}

  /** Makes the annotated PDF and keeps it under the report's `exportId`. Rejects as the library and job do. */
  async exportPdf(
    subject: ExportSubject,
    options: ExportOptions,
    job: JobOptions
  ): Promise<ExportedFile> {
    const { articles, pair } = await this.#gather(subject);
    const ids = articles.map(({ id }) => id);
    const annotations = (await this.library.annotations(ids)).map(({ value }) => value);
    const { name, language } = this.settings.get();
    const input: PdfInput = {
      articles,
      pair,
      annotations,
      options,
      language: interfaceLanguage(language, this.locale),
      author: name,
      date: this.clock.now().toISOString(),
      fontsFolder: this.paths.fonts,
      templatesFolder: join(this.paths.resources, 'typst'),
      jsonLd: options.data ? await exportAnnotations(this.library, ids) : null
    };
    const { bytes, pages, highlights } = await this.jobs.run('exportPdf', input, job);
    const exported: ExportedFile = {
      report: {
        exportId: randomUUID(),
        fileName: suggestedFileName(articles[0]?.title ?? '', 'pdf'),
        byteLength: bytes.length,
        pages,
        highlights,
        annotations: annotations.length
      },
      bytes: new Uint8Array(bytes)
    };
    this.#keep(exported);
    return exported;
  }

  /** Throws `notFound` for an export that was replaced by later ones. */
  kept(exportId: string): ExportedFile {
    const found = this.#kept.get(exportId);
    if (!found) throw new AppError('notFound', { what: 'export' });
    return found;
  }

  #keep(exported: ExportedFile): void {
    this.#kept.set(exported.report.exportId, exported);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptExports) break;
      this.#kept.delete(oldest);
    }
  }

  async #gather(subject: ExportSubject): Promise<{ articles: Article[]; pair: Pair | null }> {
    if (subject.kind === 'article') {
      return { articles: [await this.library.article(subject.id)], pair: null };
    }
    const { value: pair } = await this.library.pair(subject.id);
    return {
      articles: [
        await this.library.article(pair.sourceId),
        await this.library.article(pair.targetId)
      ],
      pair
    };
  }
}
