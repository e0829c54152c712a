// A pair as the room of links shows it: both texts' sentences, the links by sentence, and the bands that keep linked
// sentences level.
import { isLive, type Link, type Span } from '@domain/align/schema';
import { monotoneChain } from '@domain/align/monotone';
import { sentenceLabels } from '@domain/align/sentence-labels';
import type { SideName } from '@domain/align/counterparts';
import type { Article } from '@domain/article/schema';
import { segmentSentences } from '@domain/text/sentences';

/** One text of the pair. Clutter has no sentences here. */
export interface SideSentences {
  article: Article;
  sentences: readonly { block: number; start: number; end: number }[];
  labels: readonly string[];
}
export type Sides = Record<SideName, SideSentences>;

/** A link that is not rejected, with the indexes of its sentences. One side is empty where nothing answers. */
export interface LinkEntry {
  link: Link;
  source: readonly number[];
  target: readonly number[];
}

/** Sentences that stand side by side, from one link that runs in order to the next; runs of at most twelve. */
export interface Band {
  key: string;
  /** A paragraph begins with it, on either side. */
  paragraph: boolean;
  source: readonly (readonly number[])[];
  target: readonly (readonly number[])[];
}

const runLength = 12;

export function sideSentences(article: Article): SideSentences {
  const sentences = segmentSentences(article.text, article.blocks, article.language);
  return { article, sentences, labels: sentenceLabels(sentences, article.blocks) };
}

/** Index of the sentence at `offset` or the last one before it; the first where there is none. */
export function sentenceNear({ sentences }: SideSentences, offset: number): number {
  return Math.max(0, firstEndingAfter(sentences, offset, (one) => one.start) - 1);
}

export class LinkTable {
  readonly sides: Sides;
  /** In order of the source; marks of target sentences without counterpart come last. */
  readonly entries: readonly LinkEntry[];
  readonly bands: readonly Band[];
  /** Links across others' paths. */
  readonly crossing: ReadonlySet<string>;
  readonly #at: Record<SideName, Map<number, LinkEntry>> = { source: new Map(), target: new Map() };
  readonly #byId: Map<string, LinkEntry>;

  constructor(sides: Sides, links: readonly Link[]) {
    this.sides = sides;
    this.entries = links
      .filter(({ state }) => state !== 'rejected')
      .map((link) => entryOf(sides, link))
      .filter(({ source, target }) => source.length + target.length > 0)
      .sort((a, b) => first(a.source) - first(b.source) || first(a.target) - first(b.target));
    this.#byId = new Map(this.entries.map((entry) => [entry.link.id, entry]));
    for (const entry of this.entries) {
      for (const index of entry.source) this.#at.source.set(index, entry);
      for (const index of entry.target) this.#at.target.set(index, entry);
    }
    const { chain, crossing } = monotoneChain(this.entries.map(({ link }) => link));
    this.crossing = new Set(crossing.map(({ id }) => id));
    this.bands = bandsOf(
      sides,
      chain.flatMap(({ id }) => this.#byId.get(id) ?? [])
    );
  }

  /** The link, or mark of no counterpart, that holds the sentence. */
  at(side: SideName, index: number): LinkEntry | null {
    return this.#at[side].get(index) ?? null;
  }

  entry(id: string): LinkEntry | null {
    return this.#byId.get(id) ?? null;
  }

  /** The sentence of the other side that is level with one: its counterpart, or what follows the last link before. */
  across(side: SideName, index: number): number {
    const other = side === 'source' ? 'target' : 'source';
    const own = this.at(side, index)?.[other][0];
    if (own !== undefined) return own;
    const last = this.sides[other].sentences.length - 1;
    for (let before = index - 1; before >= 0; before -= 1) {
      const there = this.at(side, before)?.[other].at(-1);
      if (there !== undefined) return Math.min(last, there + 1);
    }
    return 0;
  }
}

const known = new WeakMap<Sides, WeakMap<Link, LinkEntry>>();

/** The link with its sentences; the same object for the same link, so that what did not change is not drawn anew. */
export function entryOf(sides: Sides, link: Link): LinkEntry {
  let entries = known.get(sides);
  if (!entries) known.set(sides, (entries = new WeakMap()));
  let entry = entries.get(link);
  if (!entry) {
    entry = {
      link,
      source: indexesOf(sides.source, link.source),
      target: indexesOf(sides.target, link.target)
    };
    entries.set(link, entry);
  }
  return entry;
}

/** Whether both sides are filled. */
export function ties(entry: LinkEntry): boolean {
  return isLive(entry.link) && entry.source.length > 0 && entry.target.length > 0;
}

const first = (indexes: readonly number[]): number => indexes[0] ?? Infinity;

/** Sentences that hold a part of the spans. */
function indexesOf({ sentences }: SideSentences, spans: readonly Span[]): number[] {
  const indexes = new Set<number>();
  for (const [start, end] of spans) {
    let index = firstEndingAfter(sentences, start, (one) => one.end);
    for (; (sentences[index]?.start ?? Infinity) < end; index += 1) indexes.add(index);
  }
  return [...indexes].sort((a, b) => a - b);
}

/** The first sentence whose mark lies after `offset`; the number of sentences where there is none. */
function firstEndingAfter<T>(
  sentences: readonly T[],
  offset: number,
  mark: (sentence: T) => number
): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const sentence = sentences[middle];
    if (sentence !== undefined && mark(sentence) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bandsOf(sides: Sides, chain: readonly LinkEntry[]): Band[] {
  const lengths = [sides.source.sentences.length, sides.target.sentences.length] as const;
  const starts = chain
    .map(({ source, target }) => [first(source), first(target)] as const)
    .filter(([source, target]) => source > 0 || target > 0);
  return [[0, 0] as const, ...starts].map(([source, target], index) => {
    const [sourceEnd, targetEnd] = starts[index] ?? lengths;
    return {
      key: `${source} ${target}`,
      paragraph: begins(sides.source, source) || begins(sides.target, target),
      source: runs(source, sourceEnd),
      target: runs(target, targetEnd)
    };
  });
}

/** Whether the sentence is the first of a block. */
function begins({ sentences }: SideSentences, index: number): boolean {
  return sentences[index]?.block !== sentences[index - 1]?.block;
}

function runs(from: number, to: number): number[][] {
  const result: number[][] = [];
  for (let start = from; start < to; start += runLength) {
    const length = Math.min(runLength, to - start);
    result.push(Array.from({ length }, (_, offset) => start + offset));
  }
  return result;
}
