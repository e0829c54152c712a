// What a person may link given sentences with: the likeliest counterparts on the other side, ranked.
import type { SideName } from './counterparts';
import { isDisagreement } from './doubts';
import { Grid, type Node, type Shape } from './grid';
import { withKnownWords, type KnownWords } from './known-words';
import { conceptTables, type Lexicon } from './lexicon';
import { extent, monotoneChain } from './monotone';
import { reasonsOf } from './reasons';
import type { Link, LinkReason, Span, Verdict } from './schema';
import { Scorer } from './score';
import type { Side } from './side';
import { otherSide } from './side-names';
import { Mentions, SideSpans } from './spans';
import { expectedRatio } from './text-size';
import { isCovered, unitsOf, type Unit } from './units';

/** Sentences of the other side that may answer the given ones: neighbours, in text order. */
export interface Candidate {
  spans: Span[];
  /** How likely these are the counterpart, against the other candidates and none at all. */
  confidence: number;
  /** As of a link. */
  reasons: LinkReason[];
}

export interface LinkedSides {
  source: Side;
  target: Side;
  verdict: Verdict;
  links: readonly Link[];
  lexicon?: Lexicon | undefined;
  known?: KnownWords;
}

const LONGEST_RUN = 3;
const MOST = 8;
/** Of so many it is asked whether they contradict; the others are nothing by comparison. */
const LOOKED_AT = 24;
/** How likely sentences have no counterpart, against their having one. */
const NONE: Record<Verdict, number> = { translation: 0.1, partial: 0.5, comparable: 4 };
/** Share of counterparts that stand where the links around them say, and how near there, in sentences. */
const IN_PLACE: Record<Verdict, number> = { translation: 0.8, partial: 0.7, comparable: 0.1 };
const PLACE_WIDTH = 1.5;
/** Times the logarithm of how much longer or shorter a run is than what is asked for, in sentences. */
const UNLIKE_SIZE = 3;
/** How far a proposed link with other sentences speaks against a run, times its confidence. */
const TAKEN = 0.8;
/** Log-odds below which its place is no reason. */
const LEAST_PLACE = 0.3;

interface Run {
  /** Index of its first sentence. */
  start: number;
  shape: Shape;
  units: Unit[];
  /** Log-odds of standing where it does. */
  place: number;
  score: number;
}

/**
 * The likeliest counterparts of sentences of one side, best first, at most eight: runs of one to three neighbouring
 * sentences outside clutter, none of them in a confirmed link, nor rejected for just these sentences. Lengths speak
 * only where the pair is no pair of comparable articles; there, a run must share something with what is asked for.
 * Empty where the spans hold no sentence.
 */
export function candidatesFor(
  { source, target, verdict, links, lexicon, known = {} }: LinkedSides,
  side: SideName,
  spans: readonly Span[]
): Candidate[] {
  const tables = conceptTables(source.language, target.language, lexicon);
  const units = unitsOf(source, target, withKnownWords(tables, known));
  const others = units[otherSide(side)];
  const asked = units[side].filter((unit) => isCovered(unit, spans));
  const first = asked[0];
  if (!first) return [];
  const at = units[side].indexOf(first);
  const one = joined(asked, first);
  units[side] = units[side].filter((unit) => !asked.includes(unit)).toSpliced(at, 0, one);

  const mentions = new Mentions();
  const sides = {
    source: new SideSpans(units.source, mentions),
    target: new SideSpans(units.target, mentions)
  };
  const ratio = expectedRatio(
    { language: source.language, length: sides.source.totalLength },
    { language: target.language, length: sides.target.totalLength }
  );
  const scorer = new Scorer(sides.source, sides.target, mentions, ratio);
  const shapes = shapesOf(side);
  const nodeOf = (start: number): Node =>
    side === 'source' ? { source: at, target: start } : { source: start, target: at };
  const evidence = evidenceOf(scorer, shapes, nodeOf, others.length, verdict);

  const around = links.filter((link) => !asked.some((unit) => isCovered(unit, link[side])));
  const confirmed = links.filter(({ state }) => state === 'confirmed');
  const taken = takenBy(others, [...around, ...confirmed], side);
  const places = placesOf(others, around, side, asked, {
    verdict,
    length: { source, target }[side].text.length
  });
  const isBarred = barredBy(links, side, asked);
  const keys = new Set(one.mentions.map(({ key }) => key));
  const sharesNothing = (run: readonly Unit[]): boolean =>
    !run.some((unit) => unit.mentions.some(({ key }) => keys.has(key)));

  const likely = shapes
    .flatMap((shape, index) =>
      others.slice(index).map((_, start): Run => {
        const size = index + 1;
        const free = Math.log1p(-Math.max(...taken.slice(start, start + size)));
        const unlike = UNLIKE_SIZE * Math.abs(Math.log(size / asked.length));
        const place = places(start + size / 2);
        const score = evidence(start, shape) + place + free - unlike - Math.log(others.length);
        return { start, shape, units: others.slice(start, start + size), place, score };
      })
    )
    .filter(({ units: run, score }) => score > -Infinity && !isBarred(run))
    .filter(({ units: run }) => verdict !== 'comparable' || !sharesNothing(run))
    .sort((a, b) => b.score - a.score)
    .slice(0, LOOKED_AT);
  const ranked = likely
    .map((run) => {
      const [own, answer] = side === 'source' ? [asked, run.units] : [run.units, asked];
      const bead = { node: nodeOf(run.start), shape: run.shape, source: own, target: answer };
      const reasons = reasonsOf(scorer, mentions, bead).filter(
        ({ kind }) => verdict !== 'comparable' || (kind !== 'length' && kind !== 'structure')
      );
      const against = reasons.filter(isDisagreement).reduce((sum, { weight }) => sum + weight, 0);
      if (Math.abs(run.place) >= LEAST_PLACE) {
        reasons.push({ kind: 'position', weight: Math.round(run.place * 100) / 100 });
      }
      const odds = Math.exp(run.score + against);
      return { spans: run.units.map(({ span }) => span), reasons, odds };
    })
    .sort((a, b) => b.odds - a.odds);
  const total = ranked.reduce((sum, { odds }) => sum + odds, NONE[verdict]);
  return ranked.slice(0, MOST).map(({ odds, ...candidate }) => ({
    ...candidate,
    confidence: Math.round((odds / total) * 10_000) / 10_000
  }));
}

/** Several sentences as if they were one. */
function joined(units: readonly Unit[], first: Unit): Unit {
  const mentions = new Map(units.flatMap((unit) => unit.mentions.map((each) => [each.key, each])));
  return {
    ...first,
    length: units.reduce((sum, { length }) => sum + length, 0),
    mentions: [...mentions.values()],
    words: units.flatMap(({ words }) => words)
  };
}

/** What is asked for as one sentence, with runs of one, two and three. */
function shapesOf(side: SideName): Shape[] {
  return Array.from({ length: LONGEST_RUN }, (_, index) =>
    side === 'source'
      ? { source: 1, target: index + 1, prior: 0 }
      : { source: index + 1, target: 1, prior: 0 }
  );
}

/**
 * The log-likelihood ratio of the asked sentences with each run; of comparable articles by what they mention alone,
 * since they agree in neither length nor paragraphs.
 */
function evidenceOf(
  scorer: Scorer,
  shapes: readonly Shape[],
  nodeOf: (start: number) => Node,
  count: number,
  verdict: Verdict
): (start: number, shape: Shape) => number {
  const [from, to] = [nodeOf(0), nodeOf(count)];
  const end = {
    source: Math.max(to.source, from.source + 1),
    target: Math.max(to.target, from.target + 1)
  };
  const grid = new Grid(from, end);
  const scores = scorer.scores(grid, shapes);
  return (start, shape) => {
    const node = nodeOf(start);
    const score = scores.get(shape)?.[grid.baseOf(node.source) + node.target] ?? -Infinity;
    if (verdict !== 'comparable') return score;
    const { length, structure } = scorer.parts(node, shape);
    return score - length - structure;
  };
}

/** By sentence: how likely it is another's counterpart; 1 where a person said so, or that it has none. */
function takenBy(others: readonly Unit[], links: readonly Link[], side: SideName): number[] {
  const holding = links.filter(({ state }) => state !== 'rejected');
  return others.map((unit) =>
    holding.reduce((most, link) => {
      if (!isCovered(unit, link[otherSide(side)])) return most;
      return Math.max(most, link.state === 'confirmed' ? 1 : TAKEN * link.confidence);
    }, 0)
  );
}

/**
 * What it speaks for a run that its middle, in sentences, is where the links before and after let it be expected: a
 * log-odds. The farther apart they are, the less it says.
 */
function placesOf(
  others: readonly Unit[],
  links: readonly Link[],
  side: SideName,
  asked: readonly Unit[],
  { verdict, length }: { verdict: Verdict; length: number }
): (middle: number) => number {
  const [start, end] = extent(asked.map(({ span }) => span));
  const { chain } = monotoneChain(links);
  const before = chain.findLast((link) => extent(link[side])[0] < start);
  const after = chain.find((link) => extent(link[side])[0] >= start);
  const there = otherSide(side);
  const countBefore = (offset: number) => others.filter(({ span }) => span[0] < offset).length;
  const from = before ? countBefore(extent(before[there])[1]) : 0;
  const to = after ? countBefore(extent(after[there])[0]) : others.length;
  const [left, right] = [
    before ? extent(before[side])[1] : 0,
    after ? extent(after[side])[0] : length
  ];
  const way = ((start + end) / 2 - left) / Math.max(1, right - left);
  const expected = from + Math.min(1, Math.max(0, way)) * (to - from);
  const width = PLACE_WIDTH + (to - from) / 4;
  const share = IN_PLACE[verdict];
  return (middle) => {
    const near = Math.exp(-Math.abs(middle - expected) / width) / (2 * width);
    return Math.log(share * near * others.length + 1 - share);
  };
}

/** Whether a person rejected a run for just the asked sentences. */
function barredBy(
  links: readonly Link[],
  side: SideName,
  asked: readonly Unit[]
): (run: readonly Unit[]) => boolean {
  const same = (units: readonly Unit[], spans: readonly Span[]): boolean =>
    units.length === spans.length && units.every((unit) => isCovered(unit, spans));
  const rejected = links.filter((link) => link.state === 'rejected' && same(asked, link[side]));
  return (run) => rejected.some((link) => same(run, link[otherSide(side)]));
}
