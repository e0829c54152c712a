// How often links are right that are shown with so much confidence, over ../shared/corpora/dev in all variants: the
// search's own posterior, the calibration that ships, and one fitted on four fifths of the documents and tried on the fifth.
import { haveCorpora, readDocuments } from './corpora.mjs';
import { rightBeads } from './gold.mjs';
import { loadAligner } from './load-aligner.mjs';

const FOLDS = 5;
const bands = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01];

export default async function bench() {
  if (!haveCorpora()) return;
  const aligner = await loadAligner();
  const beads = [];
  let linkedAnyway = 0;
  for (const document of readDocuments(aligner.plainTextBlocks)) {
    const found = await beadsOf(aligner, document);
    if (document.gold.kind === 'comparable') linkedAnyway += found.length;
    else beads.push(...found);
  }
  fold(beads);
  const ways = {
    posterior: ({ posterior }) => posterior,
    shipped: ({ posterior }) => aligner.confidenceOf(posterior),
    'left out': crossValidated(beads, aligner)
  };
  console.log(
    `${beads.length} links; ${linkedAnyway} more between texts of which none is a translation`
  );
  for (const [name, confidence] of Object.entries(ways)) {
    console.log(
      `\n${name.padEnd(20)}links at ≥ .9: right | right in each band: ${bands.slice(0, -1).join(' ')}`
    );
    for (const [group, list] of groups(beads)) console.log(row(group, list, confidence));
  }
}

/** The links that are shown, each with its posterior and whether it is right. */
async function beadsOf(aligner, document) {
  const { source, target, corpus, variant, name } = document;
  const lexicon = await aligner.lexiconFor(source.language, target.language);
  const tables = aligner.conceptTables(source.language, target.language, lexicon);
  const units = aligner.unitsOf(source, target, tables);
  const side = (key) => ({ units: units[key], language: document[key].language });
  const beads = new aligner.Search(side('source'), side('target'), []).run();
  if (aligner.judge(beads, [], units).verdict === 'comparable') return [];
  const right = rightBeads(document, beads);
  return beads.flatMap(({ confidence: posterior }, index) =>
    right[index] === null ? [] : [{ corpus, variant, name, posterior, isRight: right[index] }]
  );
}

/** Every variant and language of a document falls into one fold. */
function fold(beads) {
  const names = [...new Set(beads.map(({ name }) => name))].sort();
  const folds = new Map(names.map((name, index) => [name, index % FOLDS]));
  for (const bead of beads) bead.fold = folds.get(bead.name);
}

function crossValidated(beads, { confidenceOf, logOdds }) {
  const fitted = Array.from({ length: FOLDS }, (_, left) =>
    fit(
      beads.filter((bead) => bead.fold !== left),
      logOdds
    )
  );
  const shown = fitted.map(({ offset, slope }) => `${offset.toFixed(2)} + ${slope.toFixed(2)} x`);
  console.log(`fitted in turn: ${shown.join(', ')}`);
  return ({ posterior, fold: own }) => confidenceOf(posterior, fitted[own]);
}

/** Logistic regression on the posterior's log-odds by Newton's method, each corpus weighing the same. */
function fit(beads, logOdds) {
  const counts = new Map();
  for (const { corpus } of beads) counts.set(corpus, (counts.get(corpus) ?? 0) + 1);
  let [offset, slope] = [1, 0.5];
  for (let step = 0; step < 30; step++) {
    let [a, b, aa, ab, bb] = [0, 0, 1e-6, 0, 1e-6];
    for (const { corpus, posterior, isRight } of beads) {
      const x = logOdds(posterior);
      const chance = 1 / (1 + Math.exp(-offset - slope * x));
      const weight = 1 / counts.get(corpus);
      const error = weight * ((isRight ? 1 : 0) - chance);
      const spread = weight * chance * (1 - chance);
      a += error;
      b += error * x;
      aa += spread;
      ab += spread * x;
      bb += spread * x * x;
    }
    const determinant = aa * bb - ab * ab;
    offset += (a * bb - b * ab) / determinant;
    slope += (b * aa - a * ab) / determinant;
  }
  return { offset, slope };
}

function groups(beads) {
  const by = (key) => {
    const found = new Map();
    for (const bead of beads) {
      const list = found.get(bead[key]) ?? [];
      list.push(bead);
      found.set(bead[key], list);
    }
    return [...found];
  };
  return [['all', beads], ...by('variant'), ...by('corpus')];
}

function row(group, beads, confidence) {
  const share = (list) =>
    list.length === 0
      ? '–'
      : ((100 * list.filter(({ isRight }) => isRight).length) / list.length).toFixed(1);
  const all = beads.map((bead) => ({ ...bead, confidence: confidence(bead) }));
  const high = all.filter((bead) => bead.confidence >= 0.9);
  const parts = bands.slice(1).map((to, index) => {
    const list = all.filter((bead) => bead.confidence >= bands[index] && bead.confidence < to);
    return share(list).padStart(6);
  });
  return `${group.padEnd(20)}${String(high.length).padStart(6)}: ${share(high).padStart(5)} | ${parts.join('')}`;
}
