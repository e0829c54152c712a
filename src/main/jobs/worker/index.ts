// Entry of the process for our own heavy work: alignment and typesetting.
import { alignTexts } from '@domain/align/align';
import { shippedLexicon } from '../../lexicons';
import { serveJobs } from '../job-protocol';
import { exportPdf } from './export/export-pdf';

serveJobs({
  align: ({ source, target, locked }) =>
    alignTexts(source, target, { locked, lexicon: shippedLexicon }),
  exportPdf
});
