// Entry of the process for our own heavy work: alignment and typesetting.
import { alignTexts } from '@domain/align/align';
import { candidatesFor } from '@domain/align/candidates';
import { diffVersions } from '@domain/version/diff';
import { lexiconFor } from '../../lexicons';
import { serveJobs } from '../job-protocol';
import { exportPdf } from './export/export-pdf';

serveJobs({
  align: async ({ source, target, ...options }) =>
    alignTexts(source, target, {
      ...options,
      lexicon: await lexiconFor(source.language, target.language)
    }),
  candidates: async ({ side, spans, ...pair }) => {
    const lexicon = await lexiconFor(pair.source.language, pair.target.language);
    return candidatesFor({ ...pair, lexicon }, side, spans);
  },
  compare: ({ before, after }) => Promise.resolve(diffVersions(before, after)),
  exportPdf
});
