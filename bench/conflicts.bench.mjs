// Conflict marks on true counterparts of ../shared/corpora/dev, where they are false or a translator's slip, and on
// counterparts changed on purpose: a country for another, a name for another, a word that denies taken out.
import { haveCorpora, readDocuments } from './corpora.mjs';
import { loadAligner } from './load-aligner.mjs';

const kinds = ['number', 'date', 'name', 'negation'];

export default async function bench() {
  if (!haveCorpora()) return;
  const aligner = await loadAligner();
  const { plainTextBlocks, unitsOf, conflictsOf, conceptTables, lexiconFor, denialIn } = aligner;
  const counts = new Map();
  for (const document of readDocuments(plainTextBlocks, (_, variant) => variant === 'base')) {
    const { corpus, gold } = document;
    if (gold.kind === 'comparable' || gold.granularity === 'paragraph') continue;
    const count = counts.get(corpus) ?? { beads: 0, marks: {}, changed: {}, found: {} };
    counts.set(corpus, count);
    const beads = gold.beads.filter(({ s, t }) => s.length > 0 && t.length > 0);
    const side = (name, key) => {
      const { text, language } = document[name];
      const blocks = beads.flatMap((bead) =>
        bead[key].map(([start, end]) => ({ kind: 'paragraph', start, end }))
      );
      return { text, language, blocks };
    };
    const [source, target] = [side('source', 's'), side('target', 't')];
    const lexicon = await lexiconFor(source.language, target.language);
    const units = unitsOf(source, target, conceptTables(source.language, target.language, lexicon));
    const keys = new Set(
      [...units.source, ...units.target].flatMap(({ mentions }) => mentions.map(({ key }) => key))
    );
    const conflicts = (one, other) => conflictsOf(one, other, (key) => keys.has(key));
    const within = (list, spans) =>
      list.filter(({ span: [at] }) => spans.some(([start, end]) => at >= start && at < end));
    for (const { s, t } of beads) {
      const [one, other] = [within(units.source, s), within(units.target, t)];
      const found = conflicts(one, other);
      count.beads++;
      for (const kind of kinds) {
        if (found.some((each) => each.kind === kind)) {
          count.marks[kind] = (count.marks[kind] ?? 0) + 1;
        }
      }
      if (found.length > 0) continue;
      const changes = {
        country: withOther(one, other, ({ key }) => key.startsWith('region:')),
        name: withOther(one, other, ({ isProper }) => isProper),
        negation: affirmed(one, other, target, denialIn),
        'negation (source)': affirmed(other, one, source, denialIn)
      };
      for (const [change, altered] of Object.entries(changes)) {
        if (!altered) continue;
        count.changed[change] = (count.changed[change] ?? 0) + 1;
        const turned = change === 'negation (source)';
        const marks = turned ? conflicts(altered, other) : conflicts(one, altered);
        if (marks.length > 0) count.found[change] = (count.found[change] ?? 0) + 1;
      }
    }
  }
  report(counts);
}

/** `other` with its first mention of that sort that `one` shares turned into a stranger; null where there is none. */
function withOther(one, other, isSort) {
  const keys = new Set(one.flatMap(({ mentions }) => mentions.map(({ key }) => key)));
  const chosen = other
    .flatMap(({ mentions }) => mentions)
    .find((mention) => isSort(mention) && keys.has(mention.key));
  if (!chosen) return null;
  const words = (text) => text.toLowerCase().split(/[\s-]+/u);
  const own = words(chosen.written);
  const stranger = { ...chosen, key: `${chosen.key.split(':')[0]}:zz`, written: 'Zz' };
  let swapped = false;
  return other.map((unit) => {
    const kept = unit.mentions.filter(
      (mention) =>
        mention.kind !== 'name' || !words(mention.written).some((word) => own.includes(word))
    );
    const mentions = swapped ? kept : [...kept, stranger];
    swapped = true;
    return { ...unit, mentions };
  });
}

/** `other` with all its words that deny taken out of its text; null unless both sides deny. */
function affirmed(one, other, { text, language }, denialIn) {
  const denies = (units) => units.some(({ denial }) => denial && denial.denying.length > 0);
  if (!denies(one) || !denies(other)) return null;
  return other.map((unit) => {
    let rest = text.slice(...unit.span);
    for (const { written } of unit.denial?.denying ?? []) rest = rest.replaceAll(written, '');
    if (language === 'fr') rest = rest.replace(/ (?:pas|jamais|rien|aucune?)(?!\p{L})/gu, '');
    return { ...unit, denial: denialIn(rest, language) };
  });
}

function report(counts) {
  const sum = { beads: 0, marks: {}, changed: {}, found: {} };
  for (const { beads, marks, changed, found } of counts.values()) {
    sum.beads += beads;
    for (const [name, part] of Object.entries({ marks, changed, found })) {
      for (const [key, value] of Object.entries(part))
        sum[name][key] = (sum[name][key] ?? 0) + value;
    }
  }
  console.log('false marks of 1,000 counterparts by kind, then changes found');
  for (const [name, { beads, marks, changed, found }] of [...counts, ['all', sum]]) {
    const marked = kinds.map(
      (kind) => `${kind} ${((1000 * (marks[kind] ?? 0)) / beads).toFixed(1)}`
    );
    const shares = Object.entries(changed).map(
      ([change, total]) => `${change} ${found[change] ?? 0}/${total}`
    );
    console.log(
      `${name.padEnd(20)}${String(beads).padStart(5)}  ${marked.join('  ')} | ${shares.join('  ')}`
    );
  }
}
