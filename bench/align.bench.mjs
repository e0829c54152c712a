// Alignment speed over the English–Vietnamese pairs of ../shared/corpora/dev, beside a plain Gale–Church in the same run.
import { haveCorpora, readDocuments } from './corpora.mjs';
import { galeChurch } from './gale-church.mjs';
import { loadAligner } from './load-aligner.mjs';

/** All pairs as one long pair. */
function joined(pairs, name) {
  const whole = { text: '', language: pairs[0][name].language, blocks: [] };
  for (const { [name]: side } of pairs) {
    const shift = whole.text.length + (whole.text ? 1 : 0);
    whole.text += (whole.text ? '\n' : '') + side.text;
    for (const { kind, start, end } of side.blocks) {
      whole.blocks.push({ kind, start: start + shift, end: end + shift });
    }
  }
  return whole;
}

/** Pairs joined until they hold some 1,750 sentences, as many as a long report. */
function longPair(pairs, sentencesOf) {
  let sentences = 0;
  const long = pairs.filter(({ source }) => {
    if (sentences >= 1750 || source.text.length < 3000) return false;
    sentences += sentencesOf(source);
    return true;
  });
  return { source: joined(long, 'source'), target: joined(long, 'target') };
}

function timed(label, pairs, run) {
  const characters = pairs.reduce(
    (sum, { source, target }) => sum + source.text.length + target.text.length,
    0
  );
  const start = process.cpuUsage();
  for (const pair of pairs) run(pair);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  console.log(
    `${label.padEnd(52)}${Math.round(characters / seconds / 1000).toLocaleString('en')} k characters/s  (${pairs.length} pairs, ${seconds.toFixed(2)} s of processor time)`
  );
}

export default async function bench() {
  if (!haveCorpora()) return;
  const { alignTexts, segmentSentences, plainTextBlocks, lexiconFor } = await loadAligner();
  const lexicon = await lexiconFor('en', 'vi');
  const pairs = readDocuments(plainTextBlocks, (corpus) => corpus.includes('en-vi'));
  const align = ({ source, target }) => alignTexts(source, target, { lexicon });
  const lengths = ({ text, blocks, language }) =>
    segmentSentences(text, blocks, language).map(
      ({ start, end }) => text.slice(start, end).replace(/\s/gu, '').length
    );
  const yardstick = ({ source, target }) => galeChurch(lengths(source), lengths(target));
  pairs.slice(0, 40).forEach(align);
  timed('alignTexts', pairs, align);
  timed('Gale–Church, lengths alone', pairs, yardstick);
  timed('sentences alone', pairs, ({ source, target }) => [lengths(source), lengths(target)]);
  const book = longPair(pairs, (side) => lengths(side).length);
  const counts = [book.source, book.target].map((side) => lengths(side).length);
  timed(`alignTexts, one pair of ${counts.join(' × ')} sentences`, [book], align);
}
