// Why a bead is there, in words a person can check.
import { conflictsOf } from './conflicts';
import type { Node, Shape } from './grid';
import { originOf } from './known-words';
import type { LinkReason } from './schema';
import type { Scorer } from './score';
import type { Mentions } from './spans';
import type { Unit } from './units';

/** More than a person reads; the strongest are kept. */
const MOST = 12;
/** A figure or date that contradicts: measured in 2.5 of 1,000 true counterparts and in 20 of 1,000 strangers. */
const CONTRADICTION = -2.1;

/**
 * Length and structure first, then what contradicts, then what both sides mention, the weightiest first. Weights are
 * log-likelihood ratios; those below nothing speak against the bead.
 */
export function reasonsOf(
  scorer: Scorer,
  mentions: Mentions,
  bead: { node: Node; shape: Shape; source: readonly Unit[]; target: readonly Unit[] }
): LinkReason[] {
  const { node, shape } = bead;
  const parts = scorer.parts(node, shape);
  const reasons: LinkReason[] = [{ kind: 'length', weight: round(parts.length) }];
  if (parts.structure !== 0) reasons.push({ kind: 'structure', weight: round(parts.structure) });
  const isName = (key: string): boolean => mentions.find(key) !== undefined;
  for (const { kind, source, target } of conflictsOf(bead.source, bead.target, isName)) {
    const value = `${source} ≠ ${target}`.slice(0, 300);
    reasons.push({ kind, value, weight: CONTRADICTION });
  }
  const mentionedIn = (units: readonly Unit[]) =>
    new Map(units.flatMap((unit) => unit.mentions).map((mention) => [mention.key, mention]));
  const there = mentionedIn(bead.target);
  const shared = new Map<string, LinkReason>();
  for (const mention of mentionedIn(bead.source).values()) {
    const other = there.get(mention.key);
    const number = mentions.find(mention.key);
    if (!other || number === undefined) continue;
    const value =
      mention.written === other.written ? mention.written : `${mention.written} = ${other.written}`;
    // A word can count twice, whole and by its beginning; a person reads it once.
    const weight = (shared.get(value)?.weight ?? 0) + scorer.mentionWeight(number, node, shape);
    // What the user said comes before what the dictionary says of the same two words.
    const before = shared.get(value)?.origin;
    const origin = before === 'glossary' ? before : (originOf(mention.key) ?? before);
    shared.set(value, {
      kind: mention.kind,
      value: value.slice(0, 300),
      weight,
      ...(origin && { origin })
    });
  }
  const strongest = [...shared.values()]
    .sort((a, b) => b.weight - a.weight)
    .map((reason) => ({ ...reason, weight: round(reason.weight) }));
  return [...reasons, ...strongest].slice(0, MOST);
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
