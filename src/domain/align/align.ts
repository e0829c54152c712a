// Which sentences of two texts answer each other; see README.md.
import { conceptTables, type Lexicon } from './lexicon';
import type { Alignment, Link, Verdict } from './schema';
import { isCovered, Search } from './search';
import type { Side } from './side';
import { unitsOf, type Unit } from './units';

/** Raise it with any change that moves links. */
export const ALIGNER_VERSION = 1;

/** Below this share of sentences tied together two texts are no translation, and nothing is linked. */
const COMPARABLE_BELOW = 0.12;
const PARTIAL_BELOW = 0.5;

interface AlignOptions {
  /** What the user said: confirmed links are fixed points, rejected ones stay away. */
  locked?: readonly Link[];
  lexicon?: Lexicon;
}

/**
 * Links sentences n–m. Every bead has both sides filled and none overlaps another or a confirmed link;
 * confirmed links are not in the result. Clutter is never linked. Two texts that are no translation
 * of each other come out as `comparable`, with no beads. The same texts swapped give the same beads swapped.
 */
export function alignTexts(source: Side, target: Side, options: AlignOptions = {}): Alignment {
  const locked = options.locked ?? [];
  if (comesFirst(source, target)) return align(source, target, locked, options.lexicon);
  const turned = locked.map((link) => ({ ...link, source: link.target, target: link.source }));
  const { beads, ...rest } = align(target, source, turned, options.lexicon);
  return {
    ...rest,
    beads: beads.map((bead) => ({ ...bead, source: bead.target, target: bead.source }))
  };
}

/** Both orders of two texts go one way through the search, so that ties cannot tell them apart. */
function comesFirst(one: Side, other: Side): boolean {
  if (one.language !== other.language) return one.language < other.language;
  return one.text <= other.text;
}

function align(
  source: Side,
  target: Side,
  locked: readonly Link[],
  lexicon: Lexicon | undefined
): Alignment {
  const tables = conceptTables(source.language, target.language, lexicon);
  const all = unitsOf(source, target, tables);
  const confirmed = locked.filter(({ state }) => state === 'confirmed');
  const search = new Search(
    { units: uncovered(all.source, confirmed, 'source'), language: source.language },
    { units: uncovered(all.target, confirmed, 'target'), language: target.language },
    locked
  );
  const beads = search.run();
  const tied = confirmed.length + beads.reduce((sum, { confidence }) => sum + confidence, 0);
  const evidence = tied / Math.max(1, Math.min(all.source.length, all.target.length));
  const verdict = verdictOf(evidence);
  return {
    verdict,
    evidence: Math.round(evidence * 1000) / 1000,
    beads: verdict === 'comparable' ? [] : beads
  };
}

function verdictOf(evidence: number): Verdict {
  if (evidence < COMPARABLE_BELOW) return 'comparable';
  return evidence < PARTIAL_BELOW ? 'partial' : 'translation';
}

/** The sentences that no confirmed link holds. */
function uncovered(
  units: readonly Unit[],
  confirmed: readonly Link[],
  side: 'source' | 'target'
): Unit[] {
  const spans = confirmed.flatMap((link) => link[side]);
  return spans.length === 0 ? [...units] : units.filter((unit) => !isCovered(unit, spans));
}
