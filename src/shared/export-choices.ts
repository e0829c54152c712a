// What can be chosen for an export. Without zod, for the renderer's sake.
import type { ExportOptions } from './export-options';

export const layouts = ['rows', 'sequence', 'source', 'target'] as const;
export const notePlaces = ['end', 'margin'] as const;
export const typeSizes = ['small', 'medium', 'large'] as const;
export const papers = ['a4', 'letter'] as const;

export const defaultExportOptions: ExportOptions = {
  form: 'pdf',
  layout: 'rows',
  notes: 'end',
  size: 'medium',
  paper: 'a4',
  landscape: false,
  clutter: false,
  data: true,
  included: {}
};
