// How often the right counterpart is among the ranked candidates, on gold links of ../shared/corpora/dev, and how long an answer takes.
import { haveCorpora, readDocuments } from './corpora.mjs';
import { loadAligner } from './load-aligner.mjs';

/** Gold links looked at in a document: of those the aligner missed, and of those it found. */
const MISSED = 4;
const FOUND = 2;
/** Shared over all characters, from which two passages are the same. */
const SAME = 0.8;

const sizeOf = (spans) => spans.reduce((sum, [from, to]) => sum + to - from, 0);
function likeness(spans, others) {
  const shared = spans.reduce(
    (sum, [from, to]) =>
      sum +
      others.reduce((all, [a, b]) => all + Math.max(0, Math.min(to, b) - Math.max(from, a)), 0),
    0
  );
  return shared / Math.max(1, sizeOf(spans) + sizeOf(others) - shared);
}
/** Evenly drawn, the same ones each time. */
const drawn = (list, count) =>
  list.filter(
    (_, index) =>
      Math.floor((index * count) / list.length) !== Math.floor(((index - 1) * count) / list.length)
  );

const rank = (candidates, spans) =>
  candidates.findIndex((candidate) => likeness(candidate.spans, spans) >= SAME);

class Tally {
  ranks = [];
  first = [];
  add(candidates, spans) {
    const at = rank(candidates, spans);
    this.ranks.push(at);
    if (candidates[0]) this.first.push([candidates[0].confidence, at === 0]);
  }
  within(count) {
    const share = this.ranks.filter((at) => at >= 0 && at < count).length / this.ranks.length;
    return `${(100 * share).toFixed(1).padStart(6)}`;
  }
  toString() {
    if (this.ranks.length === 0) return '     –';
    return `${String(this.ranks.length).padStart(5)}${this.within(1)}${this.within(3)}${this.within(8)}`;
  }
}

export default async function () {
  if (!haveCorpora()) return;
  const { alignTexts, candidatesFor, plainTextBlocks, segmentSentences, lexiconFor } =
    await loadAligner();

  const tallies = new Map();
  const calibration = Array.from({ length: 10 }, () => []);
  const times = [];
  for (const { corpus, gold, source, target } of readDocuments(plainTextBlocks)) {
    if (gold.kind === 'comparable') continue;
    const lexicon = await lexiconFor(source.language, target.language);
    const { verdict, beads } = alignTexts(source, target, { lexicon });
    const links = beads.map((bead, index) => ({ ...bead, id: String(index), state: 'proposed' }));
    // Gold of whole paragraphs, or cut otherwise than the texts are here, cannot be met.
    const cut = ({ text, blocks: list, language }) => segmentSentences(text, list, language);
    const all = { s: cut(source), t: cut(target) };
    const isWhole = (bead, name) => {
      const held = all[name].filter(({ start, end }) => likeness([[start, end]], bead[name]) > 0);
      const spans = held.map(({ start, end }) => [start, end]);
      return held.length <= 3 && likeness(spans, bead[name]) >= SAME;
    };
    const whole = gold.beads.filter((bead) => isWhole(bead, 's') && isWhole(bead, 't'));
    const isFound = ({ s, t }) =>
      beads.some((bead) => likeness(bead.source, s) >= SAME && likeness(bead.target, t) >= SAME);
    const missed = drawn(
      whole.filter((bead) => !isFound(bead)),
      MISSED
    );
    const found = drawn(whole.filter(isFound), FOUND);
    const entry = tallies.get(corpus) ?? {
      found: new Tally(),
      missed: new Tally(),
      bare: new Tally()
    };
    tallies.set(corpus, entry);
    const ask = (bead, pair, from = 'source') => {
      const before = performance.now();
      const candidates = candidatesFor(
        { source, target, lexicon, ...pair },
        from,
        from === 'source' ? bead.s : bead.t
      );
      times.push([source.text.length + target.text.length, performance.now() - before]);
      return candidates;
    };
    const as = { verdict, links };
    for (const [index, bead] of [...missed, ...found].entries()) {
      const from = index % 2 === 0 ? 'source' : 'target';
      const tally = index < missed.length ? entry.missed : entry.found;
      const candidates = ask(bead, as, from);
      tally.add(candidates, from === 'source' ? bead.t : bead.s);
      if (candidates[0]) {
        const right = rank(candidates, from === 'source' ? bead.t : bead.s) === 0;
        calibration[Math.min(9, Math.floor(candidates[0].confidence * 10))].push(right);
      }
    }
    for (const bead of found)
      entry.bare.add(ask(bead, { verdict: 'comparable', links: [] }), bead.t);
  }
  console.log('the right counterpart first, among the first 3, among the first 8, in %');
  console.log(`${' '.repeat(28)}links found      | links missed     | as if comparable, no links`);
  for (const [corpus, { found, missed, bare }] of tallies) {
    console.log(`${corpus.padEnd(24)} ${found} |${missed} |${bare}`);
  }
  console.log('confidence of the first, and how often it was right:');
  calibration.forEach((list, step) => {
    if (list.length === 0) return;
    const right = list.filter(Boolean).length / list.length;
    console.log(
      `  ${(step / 10).toFixed(1)}–${((step + 1) / 10).toFixed(1)}: ${(100 * right).toFixed(0)} % of ${list.length}`
    );
  });
  for (const [name, least, most] of [
    ['articles', 0, 15_000],
    ['long texts', 15_000, Infinity]
  ]) {
    const taken = times.filter(([size]) => size >= least && size < most).map(([, ms]) => ms);
    taken.sort((a, b) => a - b);
    const at = (share) => taken[Math.floor((taken.length - 1) * share)]?.toFixed(0) ?? '–';
    console.log(
      `${name} (${least.toLocaleString('en')} characters and more): median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, slowest ${at(1)} ms`
    );
  }
  const [longest] = times.toSorted((a, b) => b[0] - a[0]);
  console.log(
    `the longest (${longest[0].toLocaleString('en')} characters): ${longest[1].toFixed(0)} ms`
  );
}
