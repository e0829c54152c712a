// Entry of the process for our own heavy work: alignment and typesetting. What a job needs is loaded where it is asked
// for; the annotated PDF, whose time counts from the start of the process, finds its own loaded.
import { join } from 'node:path';
import { serveJobs } from '../job-protocol';
import { exportPdf } from './export/export-pdf';
import { keptStages } from './export/stage';

/** Beside this file, where both are built. */
const pageThread = join(import.meta.dirname, 'pages.js');

serveJobs({
  unpackLibrary: async (input, report) =>
    (await import('./unpack-library')).unpackLibrary(input, report),
  align: async (input) => (await import('./alignment')).align(input),
  candidates: async (input) => (await import('./alignment')).candidates(input),
  compare: async (input) => (await import('./alignment')).compare(input),
  exportPdf: (input, report) => exportPdf(input, report, { pageThread }),
  previewPdf: (input, report) => exportPdf(input, report, { stages: keptStages }),
  readFont: async (input) => (await import('./export/fonts/look-at-fonts')).readFont(input),
  eastAsianFaces: async (input) =>
    (await import('./export/fonts/look-at-fonts')).eastAsianFaces(input),
  exportDocx: async (input) => (await import('./export/docx/write-docx')).exportDocx(input),
  exportQdpx: async (input) => (await import('./export/write-qdpx')).exportQdpx(input),
  exportText: async (input) => (await import('./export/text-form')).textForm(input),
  exportXlsx: async (input) => (await import('./export/write-xlsx')).exportXlsx(input)
});
