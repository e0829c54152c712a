// How much likelier each possible bead is as a link than as two unrelated runs (log-likelihood ratio).
import { PAIR, type Grid, type Node, type Shape } from './grid';
import { lengthScore } from './lengths';
import type { BeadScores } from './path';
import type { Mentions, Runs, SideSpans } from './spans';

/** Mentions depend on one another; their evidence counts for less than its sum. */
const MENTION_WEIGHT = 0.6;
const BREAKS_AGREE = 0.25;
const BREAKS_DIFFER = -0.25;
const BREAK_WITHIN = -1.5;

/** What is worked out once for all beads of a shape. */
interface ShapeScores {
  source: WeighedRuns;
  target: WeighedRuns;
  length: (i: number, j: number) => number;
}

/** Runs of one size with what their mentions weigh. */
interface WeighedRuns extends Runs {
  /** By run: log-odds of all its mentions' being missing opposite. */
  missing: Float64Array;
  /** By run, for each of its mentions: what its being there adds over its being missing. */
  gains: Float64Array[];
}

/** By mention, from `starts[mention]` on: the runs that hold it and its gain in each. */
interface Places {
  starts: Int32Array;
  runs: Int32Array;
  gains: Float64Array;
}

export class Scorer {
  readonly #source: SideSpans;
  readonly #target: SideSpans;
  /** By mention: the log-odds of its being missing. */
  readonly #missing: Float64Array;
  readonly #kept: readonly number[];
  /** Root of target characters a source character. */
  readonly #scale: number;
  readonly #shapes = new Map<Shape, ShapeScores>();
  readonly #weighed = new Map<Runs, WeighedRuns>();
  readonly #places = new Map<Runs, Places>();

  /** `ratio`: target characters a source character. */
  constructor(source: SideSpans, target: SideSpans, mentions: Mentions, ratio: number) {
    this.#source = source;
    this.#target = target;
    this.#kept = mentions.kept;
    this.#missing = Float64Array.from(mentions.kept, (kept) => Math.log1p(-kept));
    this.#scale = Math.sqrt(ratio);
  }

  /** Scores of every bead of those shapes that lies on the grid. */
  scores(grid: Grid, shapes: readonly Shape[]): BeadScores {
    return new Map(shapes.map((shape) => [shape, this.#scoresOf(grid, shape)]));
  }

  #scoresOf(grid: Grid, shape: Shape): Float32Array {
    const { source, target, length } = this.#of(shape);
    const places = this.#placesOf(target);
    const scores = new Float32Array(grid.size).fill(-Infinity);
    const row = new Float64Array(this.#target.count + 1);
    const ends = { source: shape.source - 1, target: shape.target - 1 };
    for (let i = grid.start.source; i + shape.source <= grid.end.source; i++) {
      const low = Math.max(grid.lowOf(i), grid.lowOf(i + shape.source) - shape.target);
      const high = Math.min(grid.highOf(i), grid.highOf(i + shape.source) - shape.target);
      if (low > high) continue;
      fillEvidence(row, { source, target, places }, i, low, high);
      const base = grid.baseOf(i);
      const [begins, over] = [this.#source.begins[i] ?? 0, this.#source.ends[i + ends.source] ?? 0];
      const fixed = shape.prior + BREAK_WITHIN * (source.breaks[i] ?? 0);
      for (let j = low; j <= high; j++) {
        scores[base + j] =
          fixed +
          length(i, j) +
          (row[j] ?? 0) +
          agreement(begins, this.#target.begins[j] ?? 0) +
          agreement(over, this.#target.ends[j + ends.target] ?? 0) +
          BREAK_WITHIN * (target.breaks[j] ?? 0);
      }
    }
    return scores;
  }

  #of(shape: Shape): ShapeScores {
    let scores = this.#shapes.get(shape);
    if (!scores) {
      const source = this.#weigh(this.#source, shape.source);
      const target = this.#weigh(this.#target, shape.target);
      scores = { source, target, length: lengthScore(source, target, this.#scale) };
      this.#shapes.set(shape, scores);
    }
    return scores;
  }

  #weigh(side: SideSpans, size: number): WeighedRuns {
    const runs = side.runs(size);
    let weighed = this.#weighed.get(runs);
    if (!weighed) {
      const count = runs.lengths.length;
      const missing = new Float64Array(count);
      const gains: Float64Array[] = [];
      runs.mentions.forEach((list, run) => {
        const own = new Float64Array(list.length);
        list.forEach((mention, at) => {
          missing[run] = (missing[run] ?? 0) + (this.#missing[mention] ?? 0);
          own[at] = this.#gain(mention, side, runs.lengths[run] ?? 0);
        });
        gains.push(own);
      });
      weighed = { ...runs, missing, gains };
      this.#weighed.set(runs, weighed);
    }
    return weighed;
  }

  #placesOf(target: WeighedRuns): Places {
    let places = this.#places.get(target);
    if (!places) {
      places = placesOf(target, this.#kept.length);
      this.#places.set(target, places);
    }
    return places;
  }

  /** What it adds that a run of `side` holds a mention of the run it is compared with, over its being missing. */
  #gain(mention: number, side: SideSpans, length: number): number {
    const kept = this.#kept[mention] ?? 0;
    const chance = side.chance(mention, length);
    return Math.log1p((kept * (1 - chance)) / chance) - (this.#missing[mention] ?? 0);
  }

  /** Score of one bead, of whatever shape. */
  score({ source: i, target: j }: Node, shape: Shape): number {
    const { source, target } = this.#of(shape);
    const { length, structure } = this.parts({ source: i, target: j }, shape);
    const others = target.mentions[j] ?? new Int32Array();
    let evidence = (source.missing[i] ?? 0) + (target.missing[j] ?? 0);
    source.mentions[i]?.forEach((mention, at) => {
      const there = others.indexOf(mention);
      if (there >= 0) evidence += (source.gains[i]?.[at] ?? 0) + (target.gains[j]?.[there] ?? 0);
    });
    return shape.prior + length + structure + (MENTION_WEIGHT / 2) * evidence;
  }

  /** What mentions alone say of source sentence i beside each target sentence. */
  mentionScores(i: number): Float64Array {
    const { source, target } = this.#of(PAIR);
    const row = new Float64Array(this.#target.count);
    const places = this.#placesOf(target);
    fillEvidence(row, { source, target, places }, i, 0, row.length - 1);
    return row;
  }

  /** What the parts of one bead's score are, for its reasons. */
  parts({ source: i, target: j }: Node, shape: Shape): { length: number; structure: number } {
    const { source, target, length } = this.#of(shape);
    const within = BREAK_WITHIN * ((source.breaks[i] ?? 0) + (target.breaks[j] ?? 0));
    const begins = agreement(this.#source.begins[i] ?? 0, this.#target.begins[j] ?? 0);
    const ends = agreement(
      this.#source.ends[i + shape.source - 1] ?? 0,
      this.#target.ends[j + shape.target - 1] ?? 0
    );
    return { length: length(i, j), structure: begins + ends + within };
  }

  /** What one shared mention adds to a bead's score. */
  mentionWeight(mention: number, { source: i, target: j }: Node, shape: Shape): number {
    const own = this.#source.runs(shape.source).lengths[i] ?? 0;
    const other = this.#target.runs(shape.target).lengths[j] ?? 0;
    const gain = this.#gain(mention, this.#source, own) + this.#gain(mention, this.#target, other);
    return (MENTION_WEIGHT / 2) * (gain + 2 * (this.#missing[mention] ?? 0));
  }
}

/** Paragraphs that begin or end together (1 where one does) speak for a bead. */
function agreement(one: number, other: number): number {
  return one & other ? BREAKS_AGREE : one | other ? BREAKS_DIFFER : 0;
}

/** Fills `row[low…high]` with the mentions' evidence for linking source run i with each target run. */
function fillEvidence(
  row: Float64Array,
  { source, target, places }: { source: WeighedRuns; target: WeighedRuns; places: Places },
  i: number,
  low: number,
  high: number
): void {
  const weight = MENTION_WEIGHT / 2;
  const base = source.missing[i] ?? 0;
  for (let j = low; j <= high; j++) row[j] = weight * (base + (target.missing[j] ?? 0));
  const mentions = source.mentions[i] ?? new Int32Array();
  for (let at = 0; at < mentions.length; at++) {
    const mention = mentions[at] ?? 0;
    const own = source.gains[i]?.[at] ?? 0;
    const end = places.starts[mention + 1] ?? 0;
    for (let place = places.starts[mention] ?? 0; place < end; place++) {
      const j = places.runs[place] ?? 0;
      if (j < low) continue;
      if (j > high) break;
      row[j] = (row[j] ?? 0) + weight * (own + (places.gains[place] ?? 0));
    }
  }
}

function placesOf({ mentions, gains }: WeighedRuns, count: number): Places {
  const starts = new Int32Array(count + 1);
  for (const list of mentions) {
    for (const mention of list) starts[mention + 1] = (starts[mention + 1] ?? 0) + 1;
  }
  for (let mention = 0; mention < count; mention++) {
    starts[mention + 1] = (starts[mention + 1] ?? 0) + (starts[mention] ?? 0);
  }
  const total = starts[count] ?? 0;
  const places = { starts, runs: new Int32Array(total), gains: new Float64Array(total) };
  const next = starts.slice();
  mentions.forEach((list, run) => {
    list.forEach((mention, at) => {
      const place = next[mention] ?? 0;
      places.runs[place] = run;
      places.gains[place] = gains[run]?.[at] ?? 0;
      next[mention] = place + 1;
    });
  });
  return places;
}
