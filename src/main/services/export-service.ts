// Gathers what an export needs, has it made (the PDF in the job process), and keeps the last few files for saving.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { annotationMatcher } from '@domain/annotation/filter';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { Pair } from '@domain/align/schema';
import { writeTermTable } from '@domain/glossary/table';
import { titleOf } from '@domain/interchange/rows';
import type { Tag } from '@domain/tag/schema';
import { namesUnder, Vocabulary } from '@domain/tag/vocabulary';
import { formFacts } from '@shared/export-forms';
import { nameByTemplate } from '@shared/export-name';
import type { ExportOptions, Included } from '@shared/export-options';
import { AppError } from '@shared/ipc/errors';
import type { ExportReport, ExportSubject } from '@shared/ipc/routes';
import { createTranslator } from '@shared/i18n/translator';
import { interfaceLanguage, type InterfaceLanguage } from '@shared/settings';
import type { JobOptions, JobRunner, Jobs, PdfInput } from '../jobs/job-contract';
import { excerptOf } from '../jobs/worker/export/content/excerpt';
import type { TextForm } from '../jobs/worker/export/text-form';
import { exportAnnotations } from '../library/annotation-exchange';
import type { Library } from '../library/library-contract';
import type { Clock, Paths } from '../ports';
import type { SettingsStore } from '../settings/settings-store';
import { carriedOf } from './carried-files';
import { suggestedFileName } from './file-name';
import type { FontService } from './font-service';
import { subjectsOf } from './export-subjects';
import { uniqueNames } from './unique-names';

const keptExports = 4;

type Counts = Omit<ExportReport, 'exportId' | 'fileName' | 'byteLength'>;
type Made = Counts & Pick<ExportedFile, 'bytes'>;

/** Of a file that takes long to make: some pages. */
const previewedRows = 60;

interface Gathered {
  articles: Article[];
  /** Null for a single article. */
  pair: Pair | null;
  annotations: Annotation[];
  tags: Tag[];
}

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
    private readonly fonts: Pick<FontService, 'places'>,
    /** The system's locale. */
    private readonly locale: string,
    /** Diptych's own, for the forms that name their maker. */
    private readonly version: string
  ) {}

  /**
   * Makes the file in the form that the options name and keeps it under the report's `exportId`; several files are packed
   * into one. Rejects with `exportNeedsPair` where the form takes two articles, and as the library and the job do.
   */
  async export(
    subject: ExportSubject,
    options: ExportOptions,
    job: JobOptions
  ): Promise<ExportedFile> {
    const files = await this.files(subject, options, job);
    const [only, ...others] = files;
    const exported = only && others.length === 0 ? only : this.#packed(files, options);
    this.#keep(exported);
    return exported;
  }

  /**
   * The PDF for looking at, from a process that stays for the next look: `whole`, and then as `export` makes it, where it
   * is one and small; else the first pages of the first.
   */
  async preview(
    subject: ExportSubject,
    options: ExportOptions,
    job: JobOptions
  ): Promise<ExportedFile & { whole: boolean }> {
    const [first, ...others] = await subjectsOf(this.library, subject, options.form);
    if (!first) throw new AppError('notFound', { what: 'article' });
    const gathered = await this.#gather(first, options);
    const whole = others.length === 0 && isSmall(gathered);
    const input = whole
      ? await this.#pdfInput(gathered, options)
      : excerptOf(
          await this.#printed(gathered, options),
          previewedRows,
          createTranslator(this.#language())
        );
    const made = await this.jobs.run('previewPdf', input, job);
    const { bytes, ...counts } = pdfMade(gathered, made);
    const fileName = this.#nameOf(gathered, options, this.settings.get().exportName);
    const report = { exportId: randomUUID(), fileName, byteLength: bytes.length, ...counts };
    this.#keep({ report, bytes });
    return { report, bytes, whole };
  }

  /** The files one by one, with names of their own; at least one. `template` in place of the settings'. */
  async files(
    subject: ExportSubject,
    options: ExportOptions,
    job: JobOptions,
    template = this.settings.get().exportName
  ): Promise<ExportedFile[]> {
    const subjects = await subjectsOf(this.library, subject, options.form);
    const files: ExportedFile[] = [];
    for (const [index, one] of subjects.entries()) {
      if (job.signal?.aborted) throw new AppError('cancelled');
      const gathered = await this.#gather(one, options);
      const fileName = this.#nameOf(gathered, options, template);
      const own =
        subjects.length === 1
          ? job
          : { ...job, onProgress: () => job.onProgress?.(index, subjects.length, fileName) };
      own.onProgress?.(0, 1, fileName);
      const { bytes, ...counts } = await this.#make(gathered, options, own);
      const report = { exportId: randomUUID(), fileName, byteLength: bytes.length, ...counts };
      files.push({ report, bytes });
    }
    const names = uniqueNames(files.map(({ report }) => report.fileName));
    return files.map(({ report, bytes }, index) => ({
      report: { ...report, fileName: names[index] ?? report.fileName },
      bytes
    }));
  }

  #nameOf({ articles }: Gathered, { form }: ExportOptions, template: string): string {
    const [first, second] = articles;
    const { ending } = formFacts[form];
    const count = articles.length;
    const title =
      count > 2
        ? createTranslator(this.#language()).t('export.severalName', { count })
        : first
          ? titleOf(first)
          : '';
    const name = nameByTemplate(template, {
      title,
      source: first?.language ?? '',
      target: second?.language ?? '',
      date: this.clock.now().toISOString().slice(0, 10),
      form: ending.split('.')[0] ?? ''
    });
    return suggestedFileName(name || title, ending);
  }

  #packed(files: readonly ExportedFile[], { form }: ExportOptions): ExportedFile {
    const names = files.map(({ report }) => report.fileName);
    const level = formFacts[form].binary ? 0 : 6;
    const mtime = this.clock.now();
    const packed = zipSync(
      Object.fromEntries(files.map(({ report, bytes }) => [report.fileName, bytes])),
      { level, mtime }
    );
    const { t } = createTranslator(this.#language());
    const fileName = suggestedFileName(t('export.severalFiles', { count: files.length }), 'zip');
    const bytes = new Uint8Array(packed);
    return {
      report: { exportId: randomUUID(), fileName, byteLength: bytes.length, files: names },
      bytes
    };
  }

  #make(gathered: Gathered, options: ExportOptions, job: JobOptions): Promise<Made> {
    const { form } = options;
    if (form === 'pdf') return this.#pdf(gathered, options, job);
    if (form === 'docx') return this.#docx(gathered, options, job);
    if (form === 'xlsx') return this.#xlsx(gathered, job);
    if (form === 'qdpx') return this.#qdpx(gathered, job);
    return this.#text(gathered, form, options, job);
  }

  /** All terms as a table with tabs, kept like any export. */
  async glossary(): Promise<ExportedFile> {
    const terms = (await this.library.snapshot()).terms.map(({ value }) => value);
    const bytes = new TextEncoder().encode(writeTermTable(terms));
    const title = createTranslator(this.#language()).t('glossary.title');
    const exported: ExportedFile = {
      report: {
        exportId: randomUUID(),
        fileName: suggestedFileName(title, 'tsv'),
        byteLength: bytes.length,
        rows: terms.length
      },
      bytes
    };
    this.#keep(exported);
    return exported;
  }

  async #pdf(gathered: Gathered, options: ExportOptions, job: JobOptions): Promise<Made> {
    const input = await this.#pdfInput(gathered, options);
    return pdfMade(gathered, await this.jobs.run('exportPdf', input, job));
  }

  /** With what is attached. */
  async #pdfInput(gathered: Gathered, options: ExportOptions): Promise<PdfInput> {
    const printed = await this.#printed(gathered, options);
    if (!options.data) return printed;
    const carried = await carriedOf(this.library, gathered.articles);
    return { ...printed, jsonLd: await this.#jsonLd(gathered), ...(carried ? { carried } : {}) };
  }

  async #docx(gathered: Gathered, options: ExportOptions, job: JobOptions): Promise<Made> {
    const input = await this.#printed(gathered, options);
    const { bytes, ...counts } = await this.jobs.run('exportDocx', input, job);
    return { bytes: new Uint8Array(bytes), ...counts };
  }

  async #xlsx(gathered: Gathered, job: JobOptions): Promise<Made> {
    const input = { ...gathered, language: this.#language() };
    const { bytes, ...counts } = await this.jobs.run('exportXlsx', input, job);
    return { bytes: new Uint8Array(bytes), ...counts };
  }

  async #qdpx(gathered: Gathered, job: JobOptions): Promise<Made> {
    const date = this.clock.now().toISOString();
    const input = { ...gathered, date, language: this.#language() };
    const { bytes, ...counts } = await this.jobs.run('exportQdpx', input, job);
    return { bytes: new Uint8Array(bytes), ...counts };
  }

  async #printed(gathered: Gathered, options: ExportOptions): Promise<PdfInput> {
    return {
      ...gathered,
      options,
      language: this.#language(),
      author: this.settings.get().name,
      date: this.clock.now().toISOString(),
      fontsFolder: this.paths.fonts,
      fontPlaces: await this.fonts.places(),
      templatesFolder: join(this.paths.resources, 'typst'),
      jsonLd: null
    };
  }

  async #text(
    { articles, pair, annotations, ...rest }: Gathered,
    form: TextForm,
    { clutter }: ExportOptions,
    job: JobOptions
  ): Promise<Made> {
    const gathered = { articles, pair, annotations, ...rest };
    const input = {
      ...{ form, articles, pair, annotations, clutter },
      jsonLd: form === 'jsonld' ? await this.#jsonLd(gathered) : '',
      date: this.clock.now().toISOString(),
      version: this.version,
      language: this.#language()
    };
    const { text, ...counts } = await this.jobs.run('exportText', input, job);
    return { bytes: new TextEncoder().encode(text), ...counts };
  }

  #language(): InterfaceLanguage {
    return interfaceLanguage(this.settings.get().language, this.locale);
  }

  #jsonLd({ articles, annotations }: Gathered): Promise<string> {
    const held = new Set(annotations.map(({ id }) => id));
    return exportAnnotations(
      this.library,
      articles.map(({ id }) => id),
      ({ id }) => held.has(id)
    );
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

  /** What the file is made of: the articles its layout holds, and the annotations that were asked for. */
  async #gather(subject: ExportSubject, options: ExportOptions): Promise<Gathered> {
    let pair: Pair | null = null;
    const articles: Article[] = [];
    if (subject.kind === 'pair') {
      pair = (await this.library.pair(subject.id)).value;
      const alone = options.form === 'pdf' ? options.layout : 'rows';
      if (alone !== 'target') articles.push(await this.library.article(pair.sourceId));
      if (alone !== 'source') articles.push(await this.library.article(pair.targetId));
      if (articles.length === 1) pair = null;
    } else {
      const ids = subject.kind === 'article' ? [subject.id] : subject.ids;
      for (const id of ids) articles.push(await this.library.article(id));
    }
    const stored = await this.library.annotations(articles.map(({ id }) => id));
    const tags = (await this.library.snapshot()).tags.map(({ value }) => value);
    const annotations = stored.map(({ value }) => value);
    return { articles, pair, annotations: included(annotations, options.included, tags), tags };
  }
}

function included(annotations: Annotation[], filter: Included, tags: Tag[]): Annotation[] {
  const vocabulary = new Vocabulary(tags);
  const matches = annotationMatcher(filter, {
    // Neither is asked for: the articles are given.
    languageOf: () => undefined,
    articlesOf: () => [],
    tagsUnder: (name) => namesUnder(vocabulary, name)
  });
  return annotations.filter((annotation) => matches(annotation) !== null);
}

/** What is made within a blink even as a whole. */
function isSmall({ articles, annotations }: Gathered): boolean {
  const blocks = Math.max(...articles.map((article) => article.blocks.length));
  return blocks <= 120 && annotations.length <= 200;
}

function pdfMade({ annotations }: Gathered, made: Jobs['exportPdf']['output']): Made {
  const { bytes, pages, highlights } = made;
  return { bytes: new Uint8Array(bytes), pages, highlights, annotations: annotations.length };
}
