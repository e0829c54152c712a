// Which sentences of two texts answer each other; see README.md.
import { comparableBeads } from './comparable';
import { confidenceOf } from './confidence';
import { turnedWords, withKnownWords, type KnownWords } from './known-words';
import { conceptTables, type Lexicon } from './lexicon';
import {
  isLive,
  type Alignment,
  type Bead,
  type Link,
  type LinkReason,
  type Verdict
} from './schema';
import { Search } from './search';
import type { Side } from './side';
import { isCovered, unitsOf, type Unit } from './units';
import { judge } from './verdict';

/** Raise it with any change that moves links. */
export const ALIGNER_VERSION = 3;

interface AlignOptions {
  /**
   * What the user said: confirmed links are fixed points, rejected ones stay away, and sentences that have no
   * counterpart are left alone.
   */
  locked?: readonly Link[];
  lexicon?: Lexicon;
  /** What the library knows beyond the lexicon. */
  known?: KnownWords;
  /** Given by hand; where absent, the texts decide. */
  verdict?: Verdict;
}

/**
 * Links sentences n–m. Every bead has both sides filled and none overlaps another or a confirmed link;
 * confirmed links are not in the result. Clutter is never linked. Beads of a translation, whole or partial, run in
 * order; those of comparable texts stand each for itself, and often there are none. The same texts swapped give the
 * same beads swapped.
 */
export function alignTexts(source: Side, target: Side, options: AlignOptions = {}): Alignment {
  if (comesFirst(source, target)) return align(source, target, options);
  const locked = options.locked?.map((link) => ({
    ...link,
    source: link.target,
    target: link.source
  }));
  const { beads, ...rest } = align(target, source, {
    ...options,
    locked: locked ?? [],
    known: turnedWords(options.known ?? {})
  });
  const turned = beads.map((bead) => ({
    ...bead,
    source: bead.target,
    target: bead.source,
    reasons: bead.reasons.map(turnedReason)
  }));
  return { ...rest, beads: turned.sort((a, b) => startOf(a) - startOf(b)) };
}

const startOf = ({ source: [first] }: Bead): number => first?.[0] ?? 0;

/** What two sides write differently, "July = tháng 7", the other way round. */
function turnedReason(reason: LinkReason): LinkReason {
  const parts = /^(.*) ([=≠]) (.*)$/su.exec(reason.value ?? '');
  return parts
    ? { ...reason, value: `${parts[3] ?? ''} ${parts[2] ?? ''} ${parts[1] ?? ''}` }
    : reason;
}

/** Both orders of two texts go one way through the search, so that ties cannot tell them apart. */
function comesFirst(one: Side, other: Side): boolean {
  if (one.language !== other.language) return one.language < other.language;
  return one.text <= other.text;
}

function align(source: Side, target: Side, options: AlignOptions): Alignment {
  const { locked = [], lexicon, known = {} } = options;
  const shared = conceptTables(source.language, target.language, lexicon);
  const tables = withKnownWords(shared, known);
  const all = unitsOf(source, target, tables);
  const confirmed = locked.filter(({ state }) => state === 'confirmed');
  const open = {
    source: { units: uncovered(all.source, confirmed, 'source'), language: source.language },
    target: { units: uncovered(all.target, confirmed, 'target'), language: target.language }
  };
  const beads = new Search(open.source, open.target, locked).run();
  const judged = judge(beads, confirmed.filter(isLive), all);
  const verdict = options.verdict ?? judged.verdict;
  if (verdict !== 'comparable') {
    const calibrated = beads.map((bead) => ({
      ...bead,
      confidence: confidenceOf(bead.confidence)
    }));
    return { verdict, evidence: judged.evidence, beads: calibrated };
  }
  const rejected = locked.filter(({ state }) => state === 'rejected');
  const cautious = comparableBeads(open.source.units, open.target.units, rejected);
  return { verdict, evidence: judged.evidence, beads: cautious };
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
