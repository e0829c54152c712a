// One article as the reader shows it: its blocks in the DOM, its sentences, what of it is folded away.
import type { Attachment } from 'svelte/attachments';
import { SvelteMap, type SvelteSet } from 'svelte/reactivity';
import type { Article } from '@domain/article/schema';
import { sentenceLabels } from '@domain/align/sentence-labels';
import { segmentSentences } from '@domain/text/sentences';
import { cutRuns, marksByBlock } from './inline-runs';
import { sentenceIndexAt, type Sentence } from './movement';
import { blockAt, OffsetMap } from './offset-map';
import { renderRuns } from './render-block';
import type { SideName } from '@domain/align/counterparts';

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
  #sentences: readonly Sentence[] | undefined;
  #labels: readonly string[] | undefined;
  #paragraphs: readonly number[] | undefined;

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

  /** Outside clutter, in text order. */
  get sentences(): readonly Sentence[] {
    this.#sentences ??= segmentSentences(
      this.article.text,
      this.article.blocks,
      this.article.language
    );
    return this.#sentences;
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

  /** The sentences of the given blocks with their indexes. */
  sentencesOf(blocks: readonly number[]): [number, Sentence][] {
    const result: [number, Sentence][] = [];
    for (const block of blocks) {
      const start = this.article.blocks[block]?.start;
      if (start === undefined) continue;
      let index = Math.max(0, sentenceIndexAt(this.sentences, start - 1));
      for (; index < this.sentences.length; index += 1) {
        const sentence = this.sentences[index];
        if (!sentence || sentence.block > block) break;
        if (sentence.block === block) result.push([index, sentence]);
      }
    }
    return result;
  }

  /** The sentence that holds `offset`; null in clutter and between sentences of different blocks. */
  sentenceAt(offset: number): { index: number; sentence: Sentence } | null {
    const index = sentenceIndexAt(this.sentences, offset);
    const sentence = this.sentences[index];
    return sentence && sentence.block === blockAt(this.article.blocks, offset)
      ? { index, sentence }
      : null;
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
