// How much likelier each possible bead is as a link than as two unrelated runs (log-likelihood ratio).
import type { Grid, Node, Shape } from './grid';
import type { BeadScores } from './path';
import type { Mentions, Runs, SideSpans } from './spans';

/** Mentions depend on one another; their evidence counts for less than its sum. */
const MENTION_WEIGHT = 0.6;
const BREAKS_AGREE = 0.25;
const BREAKS_DIFFER = -0.25;
const BREAK_WITHIN = -1.5;

/** What is worked out once for all beads of a shape; i and j are where its runs begin. */
interface ShapeScores {
  source: Runs;
  target: Runs;
  length: (i: number, j: number) => number;
  /** Fills `row[low…high]` with the mentions' evidence for linking source run i with each target run. */
  evidence: (i: number, low: number, high: number, row: Float64Array) => void;
}

export class Scorer {
  readonly #source: SideSpans;
  readonly #target: SideSpans;
  readonly #mentions: Mentions;
  /** Root of target characters a source character. */
  readonly #scale: number;
  readonly #shapes = new Map<Shape, ShapeScores>();

  /** `ratio`: target characters a source character. */
  constructor(source: SideSpans, target: SideSpans, mentions: Mentions, ratio: number) {
    this.#source = source;
    this.#target = target;
    this.#mentions = mentions;
    this.#scale = Math.sqrt(ratio);
  }

  /** Scores of every bead of those shapes that lies on the grid. */
  scores(grid: Grid, shapes: readonly Shape[]): BeadScores {
    return new Map(shapes.map((shape) => [shape, this.#scoresOf(grid, shape)]));
  }

  #scoresOf(grid: Grid, shape: Shape): Float32Array {
    const { source, target, length, evidence } = this.#of(shape);
    const scores = new Float32Array(grid.size).fill(-Infinity);
    const row = new Float64Array(this.#target.count + 1);
    for (let i = grid.start.source; i + shape.source <= grid.end.source; i++) {
      const low = Math.max(grid.lowOf(i), grid.lowOf(i + shape.source) - shape.target);
      const high = Math.min(grid.highOf(i), grid.highOf(i + shape.source) - shape.target);
      if (low > high) continue;
      evidence(i, low, high, row);
      const base = grid.baseOf(i);
      for (let j = low; j <= high; j++) {
        scores[base + j] =
          shape.prior +
          length(i, j) +
          (row[j] ?? 0) +
          this.#structure(i, j, shape) +
          BREAK_WITHIN * ((source.breaks[i] ?? 0) + (target.breaks[j] ?? 0));
      }
    }
    return scores;
  }

  #of(shape: Shape): ShapeScores {
    let scores = this.#shapes.get(shape);
    if (!scores) {
      const source = this.#source.runs(shape.source);
      const target = this.#target.runs(shape.target);
      const length = lengthScore(source, target, this.#scale);
      scores = { source, target, length, evidence: this.#mentionEvidence(source, target) };
      this.#shapes.set(shape, scores);
    }
    return scores;
  }

  #mentionEvidence(source: Runs, target: Runs): ShapeScores['evidence'] {
    const weight = MENTION_WEIGHT / 2;
    const missing = (runs: Runs) =>
      runs.mentions.map((list) => list.reduce((sum, mention) => sum + this.#missing(mention), 0));
    const [missingSource, missingTarget] = [missing(source), missing(target)];
    const places = new Map<number, { columns: number[]; gains: number[] }>();
    target.mentions.forEach((list, column) => {
      for (const mention of list) {
        const place = places.get(mention) ?? { columns: [], gains: [] };
        place.columns.push(column);
        place.gains.push(this.#gain(mention, this.#target, target.lengths[column] ?? 0));
        places.set(mention, place);
      }
    });
    return (i, low, high, row) => {
      const base = missingSource[i] ?? 0;
      for (let j = low; j <= high; j++) row[j] = weight * (base + (missingTarget[j] ?? 0));
      for (const mention of source.mentions[i] ?? []) {
        const place = places.get(mention);
        if (!place) continue;
        const own = this.#gain(mention, this.#source, source.lengths[i] ?? 0);
        place.columns.forEach((j, index) => {
          if (j < low || j > high) return;
          row[j] = (row[j] ?? 0) + weight * (own + (place.gains[index] ?? 0));
        });
      }
    };
  }

  #missing(mention: number): number {
    return Math.log1p(-(this.#mentions.kept[mention] ?? 0));
  }

  /** What it adds that a run of `side` holds a mention of the run it is compared with, over its being missing. */
  #gain(mention: number, side: SideSpans, length: number): number {
    const kept = this.#mentions.kept[mention] ?? 0;
    const chance = side.chance(mention, length);
    return Math.log1p((kept * (1 - chance)) / chance) - Math.log1p(-kept);
  }

  /** Paragraphs that begin or end together speak for a bead. */
  #structure(i: number, j: number, shape: Shape): number {
    const agree = (one: boolean | undefined, other: boolean | undefined): number =>
      one && other ? BREAKS_AGREE : one || other ? BREAKS_DIFFER : 0;
    return (
      agree(this.#source.begins[i], this.#target.begins[j]) +
      agree(this.#source.ends[i + shape.source - 1], this.#target.ends[j + shape.target - 1])
    );
  }

  /** What the parts of one bead's score are, for its reasons. */
  parts({ source: i, target: j }: Node, shape: Shape): { length: number; structure: number } {
    const { source, target, length } = this.#of(shape);
    const within = BREAK_WITHIN * ((source.breaks[i] ?? 0) + (target.breaks[j] ?? 0));
    return {
      length: length(i, j),
      structure: this.#structure(i, j, shape) + within
    };
  }

  /** What one shared mention adds to a bead's score. */
  mentionWeight(mention: number, { source: i, target: j }: Node, shape: Shape): number {
    const own = this.#source.runs(shape.source).lengths[i] ?? 0;
    const other = this.#target.runs(shape.target).lengths[j] ?? 0;
    const gain = this.#gain(mention, this.#source, own) + this.#gain(mention, this.#target, other);
    return (MENTION_WEIGHT / 2) * (gain + 2 * this.#missing(mention));
  }
}

/** Lengths of counterparts agree within some 17 %, more for short ones; unrelated runs are as long as any. */
function lengthScore(source: Runs, target: Runs, scale: number): ShapeScores['length'] {
  const [sourceDensity, targetDensity] = [logDensity(source), logDensity(target)];
  const scaledLog = (lengths: Float64Array, by: number) =>
    lengths.map((length) => Math.log(length * by + 5));
  const sourceLogs = scaledLog(source.lengths, scale);
  const targetLogs = scaledLog(target.lengths, 1 / scale);
  return (i, j) => {
    const mean = ((source.lengths[i] ?? 0) * scale + (target.lengths[j] ?? 0) / scale) / 2;
    const variance = 0.17 ** 2 + 1.5 / (mean + 10);
    const difference = (targetLogs[j] ?? 0) - (sourceLogs[i] ?? 0);
    const linked = -0.5 * ((difference * difference) / variance + Math.log(2 * Math.PI * variance));
    const ratio = linked - ((sourceDensity[i] ?? 0) + (targetDensity[j] ?? 0)) / 2;
    return Math.min(3, Math.max(-8, ratio));
  };
}

/** Normal log-density of each run's log-length among the runs of its size. */
function logDensity({ logLengths }: Runs): Float64Array {
  const count = Math.max(1, logLengths.length);
  const mean = logLengths.reduce((sum, value) => sum + value, 0) / count;
  const variance = logLengths.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const spread = Math.max(0.45, Math.sqrt(variance));
  return logLengths.map(
    (value) => -0.5 * (((value - mean) / spread) ** 2 + Math.log(2 * Math.PI * spread * spread))
  );
}
