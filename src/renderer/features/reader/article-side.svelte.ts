// One article as the reader shows it: its blocks in the DOM, its sentences, what of it is folded away.
import type { Attachment } from 'svelte/attachments';
import { SvelteMap, type SvelteSet } from 'svelte/reactivity';
import type { Article } from '@domain/article/schema';
import { countWords } from '@domain/article/words';
import { sentenceLabels } from '@domain/align/sentence-labels';
import { segmentSentences } from '@domain/text/sentences';
import { cutRuns, marksByBlock } from './inline-runs';
import { sentenceIndexAt, type Sentence } from './movement';
import { blockAt, OffsetMap } from './offset-map';
import { renderRuns } from './render-block';
import type { SideName } from '@domain/align/counterparts';

/** Takes about a millisecond. */
const blocksAStep = 16;

export class ArticleSide {
  readonly side: SideName;
  readonly article: Article;
  readonly map: OffsetMap;
  /** Where clutter begins that the user has unfolded; shared with the article's next version. */
  readonly #unfolded: SvelteSet<number>;
  readonly #marks;
  #version = $state(0);
  #bumping = false;
  /** Blocks of the rows near the visible part, by row. */
  readonly #near = new SvelteMap<object, readonly number[]>();
  /** By block, as far as they were asked for. */
  readonly #cut: (readonly Sentence[] | undefined)[] = [];
  #sentences: readonly Sentence[] | undefined;
  #labels: readonly string[] | undefined;
  #paragraphs: readonly number[] | undefined;
  #words: number | null = $state(null);

  constructor(side: SideName, article: Article, unfolded: SvelteSet<number>) {
    this.side = side;
    this.article = article;
    this.#unfolded = unfolded;
    this.map = new OffsetMap(article.blocks);
    this.#marks = marksByBlock(article.blocks, article.marks);
  }

  /** Counts changes of what is in the DOM. Reactive. */
  get version(): number {
    return this.#version;
  }

  /** Blocks near the visible part of the page, in no order: only these need to be painted. Reactive. */
  get nearBlocks(): number[] {
    return [...this.#near.values()].flat();
  }

  /** A row with these blocks has come near the visible part. Returns what says that it has left. */
  comesNear(blocks: readonly number[]): () => void {
    const row = {};
    this.#near.set(row, blocks);
    return () => this.#near.delete(row);
  }

  /** Outside clutter, in text order. Of a book that is much work, unless it was prepared. */
  get sentences(): readonly Sentence[] {
    this.#sentences ??= this.article.blocks.flatMap((_, index) => this.sentencesIn(index));
    return this.#sentences;
  }

  /** The sentences of one block; none of clutter. */
  sentencesIn(block: number): readonly Sentence[] {
    let sentences = this.#cut[block];
    const of = this.article.blocks[block];
    if (!sentences && of) {
      const { text, language } = this.article;
      sentences = segmentSentences(text, [of], language).map((one) => ({ ...one, block }));
      this.#cut[block] = sentences;
    }
    return sentences ?? [];
  }

  /** Outside clutter; null until they were counted. Reactive. */
  get words(): number | null {
    return this.#words;
  }

  /** Cuts all sentences and counts all words, some blocks a step. */
  *prepare(): Generator<void> {
    const { text, language, blocks } = this.article;
    let words = 0;
    for (const [index, block] of blocks.entries()) {
      this.sentencesIn(index);
      words += countWords({ text, language, blocks: [block] });
      if (index % blocksAStep === blocksAStep - 1) yield;
    }
    void this.sentences;
    this.#words = words;
  }

  /** What each sentence is called: `paragraph.sentence`. */
  get labels(): readonly string[] {
    this.#labels ??= sentenceLabels(this.sentences, this.article.blocks);
    return this.#labels;
  }

  /** Index of the first sentence of each numbered paragraph: the first of them is paragraph 1. */
  get paragraphs(): readonly number[] {
    this.#paragraphs ??= this.labels.flatMap((label, index) =>
      label.endsWith('.1') && !label.startsWith('0.') ? [index] : []
    );
    return this.#paragraphs;
  }

  /** Index of the sentence at `offset` or of the last one before it; the first where there is none. */
  indexNear(offset: number): number {
    return Math.max(0, sentenceIndexAt(this.sentences, offset));
  }

  /** Index of the block that holds `offset`. */
  blockAt(offset: number): number {
    return blockAt(this.article.blocks, offset);
  }

  /** The element of the block that holds `offset`; undefined while it is folded away or far from what is visible. */
  elementAt(offset: number): HTMLElement | undefined {
    return this.map.element(this.blockAt(offset));
  }

  /** The sentence that holds `offset`; null in clutter and between sentences of different blocks. */
  sentenceAt(offset: number): Sentence | null {
    const inside = this.sentencesIn(this.blockAt(offset));
    return inside[sentenceIndexAt(inside, offset)] ?? null;
  }

  /** The first sentence that begins at `offset` or after it; null after the last. */
  sentenceFrom(offset: number): Sentence | null {
    for (
      let block = Math.max(0, this.blockAt(offset));
      block < this.article.blocks.length;
      block += 1
    ) {
      const found = this.sentencesIn(block).find(({ start }) => start >= offset);
      if (found) return found;
    }
    return null;
  }

  /** Puts a block's words into its element and makes them known to the map. */
  render(index: number): Attachment<HTMLElement> {
    return (element) => {
      const block = this.article.blocks[index];
      if (!block) return undefined;
      const runs = cutRuns(this.article.text, block, this.#marks[index] ?? []);
      const forget = this.map.register(
        index,
        element,
        renderRuns(element, this.article.text, runs)
      );
      this.#bump();
      return () => {
        forget();
        this.#bump();
      };
    };
  }

  /** Unfolds the clutter that holds `offset`. Returns true where that changed anything. */
  unfoldAt(offset: number): boolean {
    const index = blockAt(this.article.blocks, offset);
    if (!this.article.blocks[index]?.clutter || this.isUnfolded(index)) return false;
    this.setUnfolded(this.clutterRun(index), true);
    return true;
  }

  /** Whether the user has unfolded the block, should it be clutter. */
  isUnfolded(index: number): boolean {
    return this.#unfolded.has(this.article.blocks[index]?.start ?? -1);
  }

  setUnfolded(indexes: readonly number[], unfolded: boolean): void {
    for (const index of indexes) {
      const start = this.article.blocks[index]?.start ?? -1;
      if (unfolded) this.#unfolded.add(start);
      else this.#unfolded.delete(start);
    }
  }

  /** All clutter blocks in one stretch with `index`. */
  clutterRun(index: number): number[] {
    const { blocks } = this.article;
    let first = index;
    while (blocks[first - 1]?.clutter) first -= 1;
    const run: number[] = [];
    for (let at = first; blocks[at]?.clutter; at += 1) run.push(at);
    return run;
  }

  // Thousands of blocks come at once; whoever watches the version should look once.
  #bump(): void {
    if (this.#bumping) return;
    this.#bumping = true;
    queueMicrotask(() => {
      this.#bumping = false;
      this.#version += 1;
    });
  }
}
