// Cautious links between texts of which neither translates the other: how much of ../shared/corpora/dev's comparable
// pairs they hold (all wrong), and how many are right between texts made for it: two parts of one translation that
// overlap by a third, each sentence out of its place, among as much of another document.
import { haveCorpora, readDocuments } from './corpora.mjs';
import { loadAligner } from './load-aligner.mjs';

export default async function bench() {
  if (!haveCorpora()) return;
  const aligner = await loadAligner();
  const documents = readDocuments(aligner.plainTextBlocks, (_, variant) => variant === 'base');
  const counts = new Map();
  const add = (name, beads, pair, isRight) => {
    const count = counts.get(name) ?? {
      right: 0,
      wrong: 0,
      linked: 0,
      characters: 0
    };
    counts.set(name, count);
    count.characters += pair.source.text.length + pair.target.text.length;
    for (const bead of beads) {
      const right = isRight(bead);
      count[right ? 'right' : 'wrong']++;
      for (const [start, end] of [...bead.source, ...bead.target]) count.linked += end - start;
    }
  };
  const align = async ({ source, target }) => {
    const lexicon = await aligner.lexiconFor(source.language, target.language);
    return aligner.alignTexts(source, target, { lexicon, verdict: 'comparable' }).beads;
  };
  for (const document of documents.filter(({ gold }) => gold.kind === 'comparable')) {
    add(document.corpus, await align(document), document, () => false);
  }
  for (const { corpus, pair, isRight } of shuffledPairs(documents)) {
    add(`made of ${corpus}`, await align(pair), pair, isRight);
    add('made, all', await align(pair), pair, isRight);
  }
  for (const [name, { right, wrong, linked, characters }] of counts) {
    console.log(
      `${name.padEnd(28)} ${String(right).padStart(4)} right ${String(wrong).padStart(3)} wrong, ${((100 * linked) / characters).toFixed(1)} % of characters`
    );
  }
}

function shuffledPairs(documents) {
  const usable = documents.filter(
    ({ corpus, gold }) =>
      gold.kind !== 'comparable' &&
      gold.granularity !== 'paragraph' &&
      !/udhr|textberg/u.test(corpus)
  );
  return usable.flatMap((document, index) => {
    const stranger = usable.find(({ corpus }, at) => at > index && corpus === document.corpus);
    return stranger ? [made(document, stranger, random(index + 1))] : [];
  });
}

function made(document, stranger, next) {
  const beads = ({ gold }) => gold.beads.filter(({ s, t }) => s.length > 0 && t.length > 0);
  const parts = { source: [], target: [] };
  const take = (side, { [side]: { text } }, spans, id) =>
    parts[side].push({ id, text: spans.map(([start, end]) => text.slice(start, end)).join(' ') });
  beads(document).forEach(({ s, t }, id) => {
    const chance = next();
    if (chance < 2 / 3) take('source', document, s, id);
    if (chance > 1 / 3) take('target', document, t, id);
  });
  beads(stranger).forEach(({ s, t }, id) => {
    if (id % 2 === 0) take('source', stranger, s, `stranger ${id}`);
    else take('target', stranger, t, `stranger ${id}`);
  });
  const [source, target] = ['source', 'target'].map((side) =>
    laidOut(shuffled(parts[side], next), document[side].language)
  );
  const idAt = ({ places }, [[at]]) => places.find(({ start, end }) => at >= start && at < end)?.id;
  return {
    corpus: document.corpus,
    pair: { source: source.side, target: target.side },
    isRight: (bead) => idAt(source, bead.source) === idAt(target, bead.target)
  };
}

function laidOut(parts, language) {
  const places = [];
  let whole = '';
  for (const { id, text } of parts) {
    const line = text.replace(/\s+/gu, ' ');
    places.push({ id, start: whole.length, end: whole.length + line.length });
    whole += `${line}\n`;
  }
  const blocks = places.map(({ start, end }) => ({ kind: 'paragraph', start, end }));
  return { places, side: { text: whole, language, blocks } };
}

function shuffled(list, next) {
  const order = list.map((item) => ({ item, key: next() }));
  return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** The same numbers at every run, 0…1. */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
