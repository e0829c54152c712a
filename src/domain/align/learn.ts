// A dictionary of these two texts alone, from the pairs of sentences that are sure already.
import type { PathBead } from './path';
import { foldWord, type Token } from './tokens';
import type { Mention, Unit } from './units';

const SURE = 0.9;
const MIN_SURE_BEADS = 6;
const MIN_TOGETHER = 2;
const MIN_TIE = 0.5;

/** Languages whose words are mostly made of several tokens. */
const COMPOUND = new Set(['vi', 'zh', 'ja', 'ko', 'th', 'lo', 'km', 'my']);

/** Words or short phrases that keep turning up together; each gram stands in at most one pair. */
export interface LearnedPair {
  source: string;
  target: string;
}

/** How many sentences' worth a kind's own chance of being kept weighs against what these texts show. */
const KEPT_WEIGHT = 4;
const KEPT_AT_MOST = 0.8;

export interface LearnedSide {
  units: readonly Unit[];
  language: string;
}

/** Pairs found in the sure beads; none where fewer than six beads are sure. */
export function learnPairs(
  beads: readonly PathBead[],
  source: LearnedSide,
  target: LearnedSide
): LearnedPair[] {
  const sure = beads.filter(({ posterior }) => posterior >= SURE);
  if (sure.length < MIN_SURE_BEADS) return [];
  const sides = sure.map(({ node, shape }) => ({
    source: gramsOfRun(source, node.source, shape.source),
    target: gramsOfRun(target, node.target, shape.target)
  }));
  return pairsTogether(sides, { together: MIN_TOGETHER, tie: MIN_TIE });
}

/**
 * The grams that stand in so many of the linked runs together and seldom apart: `tie` is together squared over the
 * product of both counts. What stands in half of all runs tells nothing.
 */
export function pairsTogether(
  sides: readonly { source: ReadonlySet<string>; target: ReadonlySet<string> }[],
  limits: { together: number; tie: number }
): LearnedPair[] {
  const sourceCounts = countsOf(sides.map((side) => side.source));
  const targetCounts = countsOf(sides.map((side) => side.target));
  const usable = (counts: ReadonlyMap<string, number>) => (gram: string) => {
    const count = counts.get(gram) ?? 0;
    return count >= limits.together && count < Math.max(sides.length / 2, limits.together + 1);
  };
  const together = new Map<string, Map<string, number>>();
  for (const side of sides) {
    const others = [...side.target].filter(usable(targetCounts));
    for (const gram of [...side.source].filter(usable(sourceCounts))) {
      const row = together.get(gram) ?? new Map<string, number>();
      for (const other of others) row.set(other, (row.get(other) ?? 0) + 1);
      together.set(gram, row);
    }
  }
  return bestPairs(together, sourceCounts, targetCounts, limits);
}

/** How likely these texts keep each mention, by key, as six sure beads or more show it; `usual` is what is known of its kind. */
export function learnKept(
  beads: readonly PathBead[],
  source: LearnedSide,
  target: LearnedSide,
  usual: Record<Mention['kind'], number>
): Map<string, number> {
  const sure = beads.filter(({ posterior }) => posterior >= SURE);
  const seen = new Map<string, { usual: number; times: number; both: number }>();
  for (const { node, shape } of sure.length < MIN_SURE_BEADS ? [] : sure) {
    const here = kindsOf(source.units.slice(node.source, node.source + shape.source));
    const there = kindsOf(target.units.slice(node.target, node.target + shape.target));
    for (const [key, kind] of [...here, ...there]) {
      const entry = seen.get(key) ?? { usual: usual[kind], times: 0, both: 0 };
      entry.times++;
      if (here.has(key) && there.has(key)) entry.both++;
      seen.set(key, entry);
    }
  }
  return new Map(
    [...seen].map(([key, entry]) => {
      const kept = (entry.both + KEPT_WEIGHT * entry.usual) / (entry.times + KEPT_WEIGHT);
      return [key, Math.min(KEPT_AT_MOST, kept)];
    })
  );
}

function kindsOf(units: readonly Unit[]): Map<string, Mention['kind']> {
  return new Map(units.flatMap(({ mentions }) => mentions.map(({ key, kind }) => [key, kind])));
}

function bestPairs(
  together: ReadonlyMap<string, ReadonlyMap<string, number>>,
  sourceCounts: ReadonlyMap<string, number>,
  targetCounts: ReadonlyMap<string, number>,
  limits: { together: number; tie: number }
): LearnedPair[] {
  const candidates: (LearnedPair & { tie: number; count: number })[] = [];
  for (const [source, row] of together) {
    for (const [target, count] of row) {
      const tie = count ** 2 / ((sourceCounts.get(source) ?? 1) * (targetCounts.get(target) ?? 1));
      if (count < limits.together || tie < limits.tie) continue;
      if (foldWord(source) === foldWord(target)) continue;
      candidates.push({ source, target, tie, count });
    }
  }
  candidates.sort(
    (a, b) =>
      b.tie - a.tie ||
      b.count - a.count ||
      compare(a.source, b.source) ||
      compare(a.target, b.target)
  );
  const taken = { source: new Set<string>(), target: new Set<string>() };
  return candidates.filter(({ source, target }) => {
    if (taken.source.has(source) || taken.target.has(target)) return false;
    taken.source.add(source);
    taken.target.add(target);
    return true;
  });
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function countsOf(sets: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) for (const gram of set) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return counts;
}

function gramsOfRun({ units, language }: LearnedSide, start: number, count: number): Set<string> {
  return new Set(
    units.slice(start, start + count).flatMap(({ words }) => [...gramsOf(words, language).keys()])
  );
}

/** Words, and pairs of neighbours in languages whose words take several tokens; with how they are written. */
export function gramsOf(words: readonly Token[], language: string): Map<string, string> {
  const pairs = COMPOUND.has(language.toLowerCase().split('-')[0] ?? '');
  const grams = new Map<string, string>();
  words.forEach((word, index) => {
    grams.set(word.form, word.written);
    const next = words[index + 1];
    if (!pairs || !next || next.start > word.end + 1) return;
    const joint = next.start === word.end ? '' : ' ';
    grams.set(`${word.form} ${next.form}`, word.written + joint + next.written);
  });
  return grams;
}
