// Runs of neighbouring sentences of a side with what they mention, as numbers for scoring.
import type { Mention, Unit } from './units';

/** How likely a true counterpart is to keep a mention, by kind. */
export const KEPT: Record<Mention['kind'], number> = {
  number: 0.7,
  date: 0.5,
  name: 0.5,
  word: 0.37
};

/** Mentions of both sides numbered from 0. */
export class Mentions {
  readonly #numbers = new Map<string, number>();
  readonly kept: number[] = [];
  readonly #learned: ReadonlyMap<string, number>;

  /** `learned`: chances of being kept, by key, that stand in for those of the kind. */
  constructor(learned: ReadonlyMap<string, number> = new Map()) {
    this.#learned = learned;
  }

  numberOf({ key, kind }: Mention): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.kept.length;
      this.#numbers.set(key, number);
      this.kept.push(this.#learned.get(key) ?? KEPT[kind]);
    }
    return number;
  }

  /** The mentions of one sentence, by number; no two of them have the same key. */
  numbersOf(unit: Unit): Int32Array {
    const numbers = new Int32Array(unit.mentions.length);
    unit.mentions.forEach((mention, at) => (numbers[at] = this.numberOf(mention)));
    return numbers;
  }

  find(key: string): number | undefined {
    return this.#numbers.get(key);
  }
}

/** A side's runs of so many sentences: entry i is the run that begins with sentence i. */
export interface Runs {
  lengths: Float64Array;
  /** Distinct mentions, by number. */
  mentions: Int32Array[];
  /** ln(length + 5). */
  logLengths: Float64Array;
  /** Paragraph breaks within. */
  breaks: Uint8Array;
}

/** What scoring needs of a side. */
export class SideSpans {
  readonly count: number;
  readonly totalLength: number;
  readonly meanLength: number;
  readonly #runs = new Map<number, Runs>();
  readonly #units: readonly Unit[];
  readonly #numbers: Int32Array[];
  /** By mention: how many sentences hold it. */
  readonly #holding: number[] = [];
  /** 1 where sentence i begins (ends) its paragraph. */
  readonly begins: Uint8Array;
  readonly ends: Uint8Array;

  constructor(units: readonly Unit[], mentions: Mentions) {
    this.#units = units;
    this.#numbers = units.map((unit) => mentions.numbersOf(unit));
    this.count = units.length;
    this.totalLength = units.reduce((sum, { length }) => sum + length, 0);
    this.meanLength = this.totalLength / Math.max(1, this.count);
    const parted = (index: number, next: number) =>
      units[index]?.block === units[next]?.block ? 0 : 1;
    this.begins = Uint8Array.from(units, (_, index) => parted(index, index - 1));
    this.ends = Uint8Array.from(units, (_, index) => parted(index, index + 1));
    for (const run of this.#numbers) {
      for (const mention of run) this.#holding[mention] = (this.#holding[mention] ?? 0) + 1;
    }
  }

  /** All runs of so many sentences, worked out when first asked for. */
  runs(size: number): Runs {
    let runs = this.#runs.get(size);
    if (!runs) {
      runs = runsOf(this.#units, this.#numbers, size, this.begins);
      this.#runs.set(size, runs);
    }
    return runs;
  }

  /** How many sentences hold the mention. */
  holding(mention: number): number {
    return this.#holding[mention] ?? 0;
  }

  /** Chance that a run of that length holds the mention without being a counterpart. */
  chance(mention: number, length: number): number {
    const rate = (this.holding(mention) + 0.3) / (this.totalLength + this.meanLength);
    return -Math.expm1(-rate * length);
  }
}

function runsOf(
  units: readonly Unit[],
  numbers: readonly Int32Array[],
  size: number,
  begins: Uint8Array
): Runs {
  const count = Math.max(0, units.length - size + 1);
  const lengths = new Float64Array(count);
  const mentions: Int32Array[] = [];
  const breaks = new Uint8Array(count);
  /** By mention: the last run found to hold it. */
  const lastHolder: number[] = [];
  const union = (start: number): Int32Array => {
    const all: number[] = [];
    for (let index = start; index < start + size; index++) {
      for (const mention of numbers[index] ?? []) {
        if (lastHolder[mention] === start) continue;
        lastHolder[mention] = start;
        all.push(mention);
      }
    }
    return Int32Array.from(all);
  };
  for (let start = 0; start < count; start++) {
    for (let index = start; index < start + size; index++) {
      lengths[start] = (lengths[start] ?? 0) + (units[index]?.length ?? 0);
      if (index > start && begins[index]) breaks[start] = (breaks[start] ?? 0) + 1;
    }
    mentions.push(size === 1 ? (numbers[start] ?? new Int32Array()) : union(start));
  }
  return { lengths, mentions, breaks, logLengths: lengths.map((length) => Math.log(length + 5)) };
}
