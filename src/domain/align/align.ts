// Which sentences of two texts answer each other; see README.md.
import { conceptTables, type Lexicon } from './lexicon';
import { isLive, type Alignment, type Link, type Verdict } from './schema';
import { isCovered, Search } from './search';
import type { Side } from './side';
import { unitsOf, type Unit } from './units';
import { judge } from './verdict';

/** Raise it with any change that moves links. */
export const ALIGNER_VERSION = 2;

interface AlignOptions {
  /**
   * What the user said: confirmed links are fixed points, rejected ones stay away, and sentences that have no
   * counterpart are left alone.
   */
  locked?: readonly Link[];
  lexicon?: Lexicon;
  /** Chosen by hand; absent, the evidence decides. */
  verdict?: Verdict;
}

/**
 * Links sentences n–m. Every bead has both sides filled and none overlaps another or a confirmed link;
 * confirmed links are not in the result. Clutter is never linked. Two texts that are no translation
 * of each other come out as `comparable`, with no beads. The same texts swapped give the same beads swapped.
 */
export function alignTexts(source: Side, target: Side, options: AlignOptions = {}): Alignment {
  const locked = options.locked ?? [];
  if (comesFirst(source, target)) return align(source, target, locked, options);
  const turned = locked.map((link) => ({ ...link, source: link.target, target: link.source }));
  const { beads, ...rest } = align(target, source, turned, options);
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
  { lexicon, verdict: given }: AlignOptions
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
  const judged = judge(beads, confirmed.filter(isLive), {
    source: all.source.map(({ span }) => span),
    target: all.target.map(({ span }) => span)
  });
  const verdict = given ?? judged.verdict;
  return { verdict, evidence: judged.evidence, beads: verdict === 'comparable' ? [] : beads };
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
