// The forms that are text: which writer makes which, and what it counted.
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { Pair } from '@domain/align/schema';
import { alignmentTable } from '@domain/interchange/alignment-table';
import { annotationTable, statementTable } from '@domain/interchange/annotation-table';
import { writeCsv, type TableRows } from '@domain/interchange/csv';
import { writeHtml } from '@domain/interchange/html';
import { layDocument } from '@domain/interchange/laid-document';
import { writeMarkdown } from '@domain/interchange/markdown';
import { writeTmx } from '@domain/interchange/tmx';
import { writeTsv } from '@domain/interchange/tsv';
import { writeXliff12, writeXliff21 } from '@domain/interchange/xliff';
import type { ExportForm } from '@shared/export-forms';
import { AppError } from '@shared/ipc/errors';
import { createTranslator } from '@shared/i18n/translator';
import type { InterfaceLanguage } from '@shared/settings';
import type { ExportReport } from '@shared/ipc/routes';
import { formWords } from './content/form-words';

export type TextForm = Exclude<ExportForm, 'pdf' | 'docx' | 'xlsx' | 'qdpx'>;

export interface FormInput {
  form: TextForm;
  /** One article, or source and target; any number where the form can hold many. */
  articles: Article[];
  /** Null for a single article. */
  pair: Pair | null;
  annotations: Annotation[];
  /** Blocks of clutter too, where the form holds the articles. */
  clutter: boolean;
  /** The annotations as a W3C collection; only read for `jsonld`. */
  jsonLd: string;
  /** ISO instant at which the file is made. */
  date: string;
  /** Diptych's own. */
  version: string;
  /** Of headings in the file. */
  language: InterfaceLanguage;
}

function bothOf(pair: Pair | null, [source, target]: Article[]): [Pair, [Article, Article]] {
  if (!pair || !source || !target) throw new AppError('exportNeedsPair');
  return [pair, [source, target]];
}

export interface WrittenForm extends Pick<
  ExportReport,
  'units' | 'rows' | 'notes' | 'annotations'
> {
  text: string;
}

function asCsv(table: TableRows): { text: string; rows: number } {
  return { text: writeCsv(table), rows: table.length - 1 };
}

/** The file's text, best encoded as UTF-8, and the counts that apply. Throws `exportNeedsPair`. */
export function textForm({ form, ...input }: FormInput): WrittenForm {
  const { articles, pair, annotations, date, version } = input;
  switch (form) {
    case 'jsonld':
      return { text: input.jsonLd, annotations: annotations.length };
    case 'tmx':
      return writeTmx(...bothOf(pair, articles), annotations, { tool: version, date });
    case 'xliff12':
      return writeXliff12(...bothOf(pair, articles), annotations, { tool: version, date });
    case 'xliff21':
      return writeXliff21(...bothOf(pair, articles), annotations);
    case 'tsv':
      return writeTsv(...bothOf(pair, articles));
    case 'csv':
      return asCsv(alignmentTable(...bothOf(pair, articles)));
    case 'annotations-csv': {
      const { text, rows } = asCsv(annotationTable(articles, annotations, pair !== null));
      return { text, annotations: rows };
    }
    case 'statements-csv':
      return asCsv(statementTable(articles, annotations, pair !== null));
    case 'md':
    case 'html': {
      const laid = layDocument(articles, pair, annotations, input.clutter);
      const write = form === 'md' ? writeMarkdown : writeHtml;
      const text = write(
        articles,
        laid,
        formWords(createTranslator(input.language), { pair, date, annotations })
      );
      return { text, annotations: laid.ordered.length };
    }
  }
}
