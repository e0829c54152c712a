// Links between two articles that are no translation of each other: few, each for itself, crossing where they will.
import { conflictsOf } from './conflicts';
import { PAIR } from './grid';
import { reasonsOf } from './reasons';
import type { Bead, Link } from './schema';
import { Scorer } from './score';
import { Mentions, SideSpans } from './spans';
import { isCovered, type Mention, type Unit } from './units';

/** Log-odds of what two sentences mention, in both's favour over all else, and over the second best of either. */
const LEAST = 6;
const MARGIN = 3;
/** A mention is rare that stands in no more sentences of either text. */
const RARE = 2;
const ANCHORS = 2;

/**
 * Of translations in parts, shuffled among strangers, 94 in 100 such links are right. However strong, one between
 * texts that need not agree in anything stays below what counts as sure: a person should look.
 */
const MOST = 0.89;
const confidenceOf = (score: number): number =>
  round(Math.min(MOST, 1 / (1 + Math.exp(-score / 4))));

/**
 * Pairs of sentences that say the same, in the source's order. Position and length count for nothing. Each is the
 * best of both its sentences by a margin and rests on two anchors that have nothing in common, one of them rare;
 * one contradiction forbids it, and so does a link that the user rejected.
 */
export function comparableBeads(
  source: readonly Unit[],
  target: readonly Unit[],
  rejected: readonly Link[]
): Bead[] {
  const mentions = new Mentions();
  const sides = [new SideSpans(source, mentions), new SideSpans(target, mentions)] as const;
  const scorer = new Scorer(sides[0], sides[1], mentions, 1);
  const { rows, columns } = bestPairs(scorer, source.length, target.length);
  const isRare = ({ key }: Mention): boolean => {
    const number = mentions.find(key);
    return number !== undefined && sides.every((side) => side.holding(number) <= RARE);
  };
  const isName = (key: string): boolean => mentions.find(key) !== undefined;
  return rows.flatMap(({ best, second, at }, index): Bead[] => {
    const [one, other, column] = [source[index], target[at], columns[at]];
    if (!one || !other || column?.at !== index) return [];
    if (best < LEAST || best - Math.max(second, column.second) < MARGIN) return [];
    const anchors = anchorsOf(sharedBy(one.mentions, other.mentions));
    const telling = anchors.filter((anchor) =>
      anchor.some((mention) => mention.kind !== 'word' && isRare(mention))
    );
    if (anchors.length < ANCHORS || telling.length === 0) return [];
    if (conflictsOf([one], [other], isName).length > 0) return [];
    if (rejected.some((link) => isCovered(one, link.source) && isCovered(other, link.target)))
      return [];
    const bead = {
      node: { source: index, target: at },
      shape: PAIR,
      source: [one],
      target: [other]
    };
    const reasons = reasonsOf(scorer, mentions, bead);
    return [
      {
        source: [one.span],
        target: [other.span],
        confidence: confidenceOf(best),
        reasons: reasons.filter(({ kind }) => kind !== 'length' && kind !== 'structure')
      }
    ];
  });
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

interface Best {
  best: number;
  second: number;
  at: number;
}

/** For each sentence the best of the other side's, and what the second best scores. */
function bestPairs(
  scorer: Scorer,
  rowCount: number,
  columnCount: number
): { rows: Best[]; columns: Best[] } {
  const fresh = (): Best => ({ best: -Infinity, second: -Infinity, at: -1 });
  const rows = Array.from({ length: rowCount }, fresh);
  const columns = Array.from({ length: columnCount }, fresh);
  const offer = (best: Best, score: number, at: number) => {
    if (score > best.best) {
      best.second = best.best;
      best.best = score;
      best.at = at;
    } else if (score > best.second) best.second = score;
  };
  rows.forEach((row, index) => {
    const scores = scorer.mentionScores(index);
    columns.forEach((column, at) => {
      const score = scores[at] ?? 0;
      offer(row, score, at);
      offer(column, score, index);
    });
  });
  return { rows, columns };
}

interface SharedMention extends Mention {
  /** As written on the other side. */
  there: string;
}

function sharedBy(one: readonly Mention[], other: readonly Mention[]): SharedMention[] {
  const there = new Map(other.map(({ key, written }) => [key, written]));
  return one.flatMap((mention) => {
    const written = there.get(mention.key);
    return written === undefined ? [] : [{ ...mention, there: written }];
  });
}

/** Mentions that have a word in common on either side stand for one thing: "Tran Van", "Van Ba", "25/7/2025". */
function anchorsOf(shared: readonly SharedMention[]): SharedMention[][] {
  const anchors: { words: Set<string>; mentions: SharedMention[] }[] = [];
  for (const mention of shared) {
    const words = new Set([
      ...mention.written.split(/\s+/u).map((word) => `s ${word}`),
      ...mention.there.split(/\s+/u).map((word) => `t ${word}`)
    ]);
    const merged = { words, mentions: [mention] };
    for (let index = anchors.length - 1; index >= 0; index--) {
      const anchor = anchors[index];
      if (!anchor || ![...anchor.words].some((word) => words.has(word))) continue;
      for (const word of anchor.words) words.add(word);
      merged.mentions.push(...anchor.mentions);
      anchors.splice(index, 1);
    }
    anchors.push(merged);
  }
  return anchors.map(({ mentions }) => mentions);
}
