// Alignment with what the library teaches, and comparing versions.
import { alignTexts } from '@domain/align/align';
import { candidatesFor } from '@domain/align/candidates';
import type { KnownWords, WordPair } from '@domain/align/known-words';
import { learnFromLinks, type LinkedTexts } from '@domain/align/learn-links';
import type { Lexicon } from '@domain/align/lexicon';
import { diffVersions } from '@domain/version/diff';
import { lexiconFor } from '../../lexicons';
import type { AlignSide, Jobs, LibraryEvidence } from '../job-contract';

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

type Job<N extends keyof Jobs> = (input: Jobs[N]['input']) => Promise<Jobs[N]['output']>;

export const align: Job<'align'> = async ({ source, target, evidence, ...options }) => {
  const words = await wordsKnown({ source, target }, evidence);
  return alignTexts(source, target, { ...options, ...words });
};

export const candidates: Job<'candidates'> = async ({ side, spans, evidence, ...pair }) =>
  candidatesFor({ ...pair, ...(await wordsKnown(pair, evidence)) }, side, spans);

export const compare: Job<'compare'> = ({ before, after }) =>
  Promise.resolve(diffVersions(before, after));
