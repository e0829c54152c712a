// What confirmed links teach: 100 and 400 links of one half of a corpus confirmed, the other half aligned with and without them.
import { haveCorpora, readDocuments } from './corpora.mjs';
import { loadAligner } from './load-aligner.mjs';

const wanted = [
  ['ntrex-vi-fr', 'mix'],
  ['xquad-vi-zh', 'mix'],
  ['ntrex-en-ja', 'mix'],
  ['ntrex-en-th', 'mix'],
  ['ntrex-en-ko', 'mix'],
  ['ntrex-vi-zh', 'mix'],
  ['bible-en-es', 'drop'],
  ['handbook-en-vi', 'mix'],
  ['xquad-vi-es', 'mix'],
  ['installguide-en-vi', 'partial']
];

/** What the links of the gold tie, of documents that are read one after the other. */
function linksOf(documents, count) {
  const written = ({ text }, spans) =>
    spans.map(([start, end]) => text.slice(start, end)).join(' ');
  return documents
    .flatMap(({ gold, source, target }) =>
      gold.beads
        .filter(({ s, t }) => s.length > 0 && t.length > 0)
        .map(({ s, t }) => ({ source: written(source, s), target: written(target, t) }))
    )
    .slice(0, count);
}

const lengthOf = (spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0);
const overlap = (one, other) =>
  one
    .flatMap(([start, end]) => other.map(([from, to]) => Math.min(end, to) - Math.max(start, from)))
    .reduce((sum, shared) => sum + Math.max(0, shared), 0);
const isSame = (one, other) =>
  overlap(one, other) >= 0.9 * Math.max(lengthOf(one), lengthOf(other));

/** F1 in per cent, of beads that hold what one of the gold's holds. */
function score(documents, align) {
  let [right, given, gold] = [0, 0, 0];
  for (const document of documents) {
    const filled = document.gold.beads.filter(({ s, t }) => s.length > 0 && t.length > 0);
    const { beads } = align(document);
    right += beads.filter(({ source, target }) =>
      filled.some(({ s, t }) => isSame(source, s) && isSame(target, t))
    ).length;
    given += beads.length;
    gold += filled.length;
  }
  return (200 * right) / (given + gold);
}

export default async function bench() {
  if (!haveCorpora()) return;
  const { alignTexts, plainTextBlocks, lexiconFor, learnFromLinks } = await loadAligner();
  const columns = ['without', '+100', '+400', 'lexicon', '+100', '+400', 'learned'];
  console.log(`${'F1 of the other half'.padEnd(30)}${columns.map((c) => c.padStart(9)).join('')}`);
  for (const [corpus, variant] of wanted) {
    const all = readDocuments(plainTextBlocks, (c, v) => c === corpus && v === variant);
    const first = all[0];
    if (!first) continue;
    const [taught, rest] = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
    if (rest.length === 0) continue;
    const languages = { source: first.source.language, target: first.target.language };
    const shipped = await lexiconFor(languages.source, languages.target);
    let words = 0;
    const row = [undefined, shipped].flatMap((lexicon) =>
      [0, 100, 400].map((count) => {
        const learned = learnFromLinks(linksOf(taught, count), languages, lexicon);
        words = learned.length;
        const align = ({ source, target }) =>
          alignTexts(source, target, { lexicon, known: { learned } });
        return score(rest, align).toFixed(1).padStart(9);
      })
    );
    console.log(`${`${corpus} ${variant}`.padEnd(30)}${row.join('')}${String(words).padStart(9)}`);
  }
}
