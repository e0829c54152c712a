// Entry of the process for our own heavy work: alignment and typesetting.
import { alignTexts } from '@domain/align/align';
import { candidatesFor } from '@domain/align/candidates';
import type { KnownWords, WordPair } from '@domain/align/known-words';
import { learnFromLinks, type LinkedTexts } from '@domain/align/learn-links';
import type { Lexicon } from '@domain/align/lexicon';
import { diffVersions } from '@domain/version/diff';
import { lexiconFor } from '../../lexicons';
import type { AlignSide, LibraryEvidence } from '../job-contract';
import { serveJobs } from '../job-protocol';
import { exportPdf } from './export/export-pdf';
import { eastAsianFaces, readFont } from './export/fonts/look-at-fonts';
import { keptStages } from './export/stage';
import { unpackLibrary } from './unpack-library';

let taught: { from: string; words: WordPair[] } | undefined;

/** As `learnFromLinks`; the same links as the last time teach without a second look. */
function learned(
  links: readonly LinkedTexts[],
  languages: { source: string; target: string },
  lexicon: Lexicon | undefined
): WordPair[] {
  const from = JSON.stringify([languages, links]);
  if (taught?.from !== from) taught = { from, words: learnFromLinks(links, languages, lexicon) };
  return taught.words;
}

/** What words of the two languages mean, as far as it is known. */
async function wordsKnown(
  { source, target }: { source: AlignSide; target: AlignSide },
  { terms, confirmed }: LibraryEvidence
): Promise<{ lexicon: Lexicon | undefined; known: KnownWords }> {
  const languages = { source: source.language, target: target.language };
  const lexicon = await lexiconFor(languages.source, languages.target);
  return { lexicon, known: { terms, learned: learned(confirmed, languages, lexicon) } };
}

serveJobs({
  unpackLibrary: (input, report) => unpackLibrary(input, report),
  align: async ({ source, target, evidence, ...options }) => {
    const words = await wordsKnown({ source, target }, evidence);
    return alignTexts(source, target, { ...options, ...words });
  },
  candidates: async ({ side, spans, evidence, ...pair }) =>
    candidatesFor({ ...pair, ...(await wordsKnown(pair, evidence)) }, side, spans),
  compare: ({ before, after }) => Promise.resolve(diffVersions(before, after)),
  exportPdf: (input, report) => exportPdf(input, report),
  previewPdf: (input, report) => exportPdf(input, report, keptStages),
  readFont: (input) => Promise.resolve(readFont(input)),
  eastAsianFaces: (input) => Promise.resolve(eastAsianFaces(input)),
  exportDocx: async (input) =>
    // With its library, loaded only where it is asked for.
    (await import('./export/docx/write-docx')).exportDocx(input),
  exportQdpx: async (input) => (await import('./export/write-qdpx')).exportQdpx(input),
  exportText: async (input) => (await import('./export/text-form')).textForm(input),
  exportXlsx: async (input) => (await import('./export/write-xlsx')).exportXlsx(input)
});
