// A workbook for a spreadsheet: annotations, statements, and of a pair the sentences, a sheet each.
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { alignmentTable } from '@domain/interchange/alignment-table';
import { annotationTable, statementTable } from '@domain/interchange/annotation-table';
import { printable, type TableRows } from '@domain/interchange/csv';
import { createTranslator } from '@shared/i18n/translator';
import type { Jobs } from '../../job-contract';

/** What Excel takes in one cell, in UTF-16 code units; a file with more it calls damaged. */
const longestCell = 32_767;
/** Characters of a column of running words. */
const wideColumn = 48;
/** Of the other columns. */
const [leastNarrow, mostNarrow] = [9, 24];
/** Height of a line, and lines after which a row grows no more. */
const linePoints = 15;
const mostLines = 12;
/** Columns of running words; the others are as wide as what is in them. */
const wide = /quotation|note|^source$|^target$|article|speaker|topic|organisation|role/;

/**
 * Columns are named as in the tables for CSV. Text is always text, whatever it begins with, and numbers are numbers.
 * What no cell can hold is cut, with an ellipsis where that was done.
 */
export async function exportXlsx({
  articles,
  pair,
  annotations,
  language
}: Jobs['exportXlsx']['input']): Promise<Jobs['exportXlsx']['output']> {
  const { t } = createTranslator(language);
  const [source, target] = articles;
  const rows = annotationTable(articles, annotations, pair !== null);
  const sheets = [
    { sheet: t('export.sheetAnnotations'), rows },
    {
      sheet: t('export.sheetStatements'),
      rows: statementTable(articles, annotations, pair !== null)
    },
    ...(pair && source && target
      ? [{ sheet: t('export.sheetSentences'), rows: alignmentTable(pair, [source, target]) }]
      : [])
  ];
  const bytes = await writeExcelFile(
    sheets.map(({ sheet, rows: table }) => ({
      sheet,
      data: cells(table),
      columns: (table[0] ?? []).map((name, column) => ({
        width: wide.test(String(name)) ? wideColumn : widthOf(table, column)
      })),
      stickyRowsCount: 1,
      orientation: 'landscape' as const
    }))
  ).toBuffer();
  return { bytes, annotations: rows.length - 1 };
}

/** As wide as the longest line in it, within bounds. */
function widthOf(table: TableRows, column: number): number {
  const lines = table.flatMap((row) => String(row[column] ?? '').split('\n'));
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  return Math.min(mostNarrow, Math.max(leastNarrow, longest + 2));
}

function cells([heading = [], ...rows]: TableRows): SheetData {
  return [
    heading.map((name) => ({ type: String, value: String(name), fontWeight: 'bold' })),
    ...rows.map((row) => {
      const height = linePoints * Math.min(mostLines, Math.max(1, ...row.map(linesOf)));
      const look = { alignVertical: 'top' as const, height };
      return row.map((value) => {
        if (typeof value === 'number') return { type: Number, value, ...look };
        return value === '' ? null : { type: String, value: fitting(value), wrap: true, ...look };
      });
    })
  ];
}

/** Lines of a cell in a column of running words. Rows are given their height: not every program finds it by itself. */
function linesOf(value: string | number): number {
  const lines = String(value).split('\n');
  return lines.reduce((count, line) => count + Math.ceil((line.length + 1) / wideColumn), 0);
}

function fitting(value: string): string {
  const text = printable(value);
  if (text.length <= longestCell) return text;
  return `${text.slice(0, longestCell - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
