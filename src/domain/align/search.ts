// The best path through two texts: once with what the languages share, once more with what these texts teach.
import { coarseGrid, corridor } from './corridor';
import { enlarged } from './enlarge';
import { LARGE_SHAPES, PAIR, PLAIN_SHAPES, SHAPES, type Grid, type Node, type Shape } from './grid';
import { gramsOf, learnKept, learnPairs, type LearnedPair } from './learn';
import { extent, monotoneChain } from './monotone';
import { bestBeads, type BeadScores } from './path';
import { reasonsOf } from './reasons';
import type { Bead, Link, Span } from './schema';
import { Scorer } from './score';
import { KEPT, Mentions, SideSpans } from './spans';
import { expectedRatio } from './text-size';
import { isCovered, type Mention, type Unit } from './units';

/** Beyond so many pairs of sentences the search keeps near the diagonal, or memory would not hold it. */
const COARSE_GRID_LIMIT = 8_000_000;

interface SearchSide {
  units: Unit[];
  language: string;
}

export class Search {
  readonly #source: SearchSide;
  readonly #target: SearchSide;
  readonly #fixed: Node[];
  readonly #barred: { node: Node; shape: Shape }[];

  /** The sides' units are those that no confirmed link of `locked` holds. */
  constructor(source: SearchSide, target: SearchSide, locked: readonly Link[]) {
    this.#source = source;
    this.#target = target;
    const confirmed = locked.filter(({ state }) => state === 'confirmed');
    this.#fixed = fixedNodes(confirmed, source.units, target.units);
    this.#barred = locked
      .filter(({ state }) => state === 'rejected')
      .flatMap((link) => barredBead(link, source.units, target.units));
  }

  run(): Bead[] {
    const [source, target] = [this.#source, this.#target];
    const first = this.#pass(source.units, target.units, new Mentions(), null);
    const pairs = learnPairs(first.path, source, target);
    const kept = learnKept(first.path, source, target, KEPT);
    return this.#pass(
      withLearned(source, 'source', pairs),
      withLearned(target, 'target', pairs),
      new Mentions(kept),
      first.grids
    ).beads();
  }

  #pass(source: Unit[], target: Unit[], mentions: Mentions, known: Grid[] | null) {
    const sourceSpans = new SideSpans(source, mentions);
    const targetSpans = new SideSpans(target, mentions);
    const ratio = expectedRatio(
      { language: this.#source.language, length: sourceSpans.totalLength },
      { language: this.#target.language, length: targetSpans.totalLength }
    );
    const scorer = new Scorer(sourceSpans, targetSpans, mentions, ratio);
    const grids = known ?? this.#grids(scorer);
    const score = (node: Node, shape: Shape): number =>
      this.#isBarred(node, shape) ? -Infinity : scorer.score(node, shape);
    const path = grids.flatMap((grid) =>
      known
        ? enlarged(bestBeads(grid, this.#scores(scorer, grid, SHAPES)), grid, score)
        : bestBeads(grid, this.#scores(scorer, grid, PLAIN_SHAPES))
    );
    const beads = () =>
      path.map(({ node, shape, posterior }): Bead => {
        const sources = source.slice(node.source, node.source + shape.source);
        const targets = target.slice(node.target, node.target + shape.target);
        return {
          source: sources.map(({ span }) => span),
          target: targets.map(({ span }) => span),
          confidence: Math.round(posterior * 10_000) / 10_000,
          reasons: reasonsOf(scorer, mentions, { node, shape, source: sources, target: targets })
        };
      });
    return { grids, path, beads };
  }

  /** One grid from each fixed node to the next. */
  #grids(scorer: Scorer): Grid[] {
    const end = { source: this.#source.units.length, target: this.#target.units.length };
    const nodes = [{ source: 0, target: 0 }, ...this.#fixed, end];
    return nodes.slice(1).map((to, index) => {
      const from = nodes[index] ?? to;
      const whole = coarseGrid(from, to, COARSE_GRID_LIMIT);
      const pairs = this.#scores(scorer, whole, [PAIR]).get(PAIR);
      return pairs ? corridor(whole, pairs) : whole;
    });
  }

  #isBarred({ source, target }: Node, shape: Shape): boolean {
    return this.#barred.some(
      (bead) => bead.shape === shape && bead.node.source === source && bead.node.target === target
    );
  }

  /** Scores on the grid, with what the user rejected barred. */
  #scores(scorer: Scorer, grid: Grid, shapes: readonly Shape[]): BeadScores {
    const scores = scorer.scores(grid, shapes);
    for (const { node, shape } of this.#barred) {
      const row = scores.get(shape);
      if (row && node.source >= grid.start.source && grid.has(node.source, node.target)) {
        row[grid.baseOf(node.source) + node.target] = -Infinity;
      }
    }
    return scores;
  }
}

/** Where the confirmed links that run in order stand between the sentences left to link. */
function fixedNodes(
  confirmed: readonly Link[],
  source: readonly Unit[],
  target: readonly Unit[]
): Node[] {
  const before = (units: readonly Unit[], offset: number) =>
    units.filter(({ span }) => span[0] < offset).length;
  return monotoneChain(confirmed).chain.map((link) => ({
    source: before(source, extent(link.source)[0]),
    target: before(target, extent(link.target)[0])
  }));
}

/** The bead that a rejected link forbids; none where the link is not one of the shapes that are tried. */
function barredBead(
  link: Link,
  source: readonly Unit[],
  target: readonly Unit[]
): { node: Node; shape: Shape }[] {
  const held = (units: readonly Unit[], spans: readonly Span[]) =>
    units.flatMap((unit, index) => (isCovered(unit, spans) ? [index] : []));
  const [sources, targets] = [held(source, link.source), held(target, link.target)];
  const shape = [...SHAPES, ...LARGE_SHAPES].find(
    (each) => each.source === sources.length && each.target === targets.length
  );
  const [first, other] = [sources[0], targets[0]];
  if (!shape || first === undefined || other === undefined) return [];
  return [{ node: { source: first, target: other }, shape }];
}

/** The units with what they hold of the learned pairs. */
function withLearned(
  { units, language }: SearchSide,
  side: 'source' | 'target',
  learned: readonly LearnedPair[]
): Unit[] {
  const keys = new Map(learned.map((pair, index) => [pair[side], `learned:${String(index)}`]));
  if (keys.size === 0) return units;
  return units.map((unit) => {
    const added: Mention[] = [];
    for (const [gram, written] of gramsOf(unit.words, language)) {
      const key = keys.get(gram);
      if (key !== undefined) added.push({ key, kind: 'word', written });
    }
    return added.length > 0 ? { ...unit, mentions: [...unit.mentions, ...added] } : unit;
  });
}
