// From places in the DOM to offsets in the article's text and back, by block.
import type { Block } from '@domain/article/schema';
import type { TextRun } from './render-block';

/** Half-open, UTF-16 code units of the article's text. */
export interface TextSpan {
  start: number;
  end: number;
}

/** Where words would stand that are not in the page, in pixels of the window, and which: from `start` to `end`. */
export interface StandIn extends TextSpan {
  left: number;
  top: number;
  bottom: number;
}

interface Rendered {
  element: HTMLElement;
  runs: TextRun[];
  /** Counts renderings, so that ranges made from an earlier one are known to be stale. */
  epoch: number;
}

/** The last index whose value is at or before `offset`; -1 where there is none. */
export function lastAtOrBefore<T>(
  list: readonly T[],
  offset: number,
  startOf: (item: T) => number
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && startOf(item) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the block that holds `offset`; between two blocks, the one that ends there. -1 before the first. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  return lastAtOrBefore(blocks, offset, (block) => block.start);
}

export class OffsetMap {
  readonly #blocks: readonly Block[];
  readonly #rendered = new Map<number, Rendered>();
  readonly #places = new WeakMap<Node, { block: number; start: number }>();
  /** Counts on through all maps: an article's next text is drawn by another map, and nothing of it is the same. */
  static #epochs = 0;

  /** Gives what stands in for a block; null where it is in the page or folded away. */
  standIns: (block: number) => StandIn | null = () => null;

  constructor(blocks: readonly Block[]) {
    this.#blocks = blocks;
  }

  /** Makes a rendered block known. Returns what takes it out again. */
  register(block: number, element: HTMLElement, runs: TextRun[]): () => void {
    OffsetMap.#epochs += 1;
    const rendered = { element, runs, epoch: OffsetMap.#epochs };
    this.#rendered.set(block, rendered);
    for (const run of runs) this.#places.set(run.node, { block, start: run.start });
    return () => {
      for (const run of runs) this.#places.delete(run.node);
      if (this.#rendered.get(block) === rendered) this.#rendered.delete(block);
    };
  }

  /** The block's element; undefined while it is folded away. */
  element(block: number): HTMLElement | undefined {
    return this.#rendered.get(block)?.element;
  }

  /** Any element with words of the article: all of them stand in one column. */
  get anyElement(): HTMLElement | undefined {
    for (const { element } of this.#rendered.values()) return element;
    return undefined;
  }

  /** About where words stand that are not in the page; null where they are, or are folded away. */
  standInBox(offset: number): DOMRect | null {
    const standIn = this.standIns(blockAt(this.#blocks, offset));
    if (!standIn) return null;
    const { left, top, bottom, start, end } = standIn;
    const share = end > start ? (offset - start) / (end - start) : 0;
    return new DOMRect(left, top + share * (bottom - top), 0, 0);
  }

  /** From the first word in the page to the last; there may be some in between that are not. Empty where there is none. */
  get reach(): TextSpan {
    let [start, end] = [Infinity, 0];
    for (const index of this.#rendered.keys()) {
      const block = this.#blocks[index];
      if (block && block.start < start) start = block.start;
      if (block && block.end > end) end = block.end;
    }
    return { start, end };
  }

  /** Whether any of the span's words are in the page. */
  holdsAny(span: TextSpan): boolean {
    for (const index of this.#touched(span)) if (this.#rendered.has(index)) return true;
    return false;
  }

  /** Changes whenever a block that the span touches is rendered anew, or folded away. */
  epochOf(span: TextSpan): string {
    let epoch = '';
    for (const index of this.#touched(span)) epoch += `${this.#rendered.get(index)?.epoch ?? 0},`;
    return epoch;
  }

  /**
   * The article offset of a DOM boundary point. A point between elements counts as the start of the next text of
   * this article, or the end of the last. Null where the article has no rendered text.
   */
  offsetAt(node: Node, offset: number): number | null {
    const place = this.#places.get(node);
    if (place) return place.start + offset;
    const root = node.getRootNode();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const child = node.childNodes[offset];
    const known = (next: Node | null): next is Text => next !== null && this.#places.has(next);
    walker.currentNode = child ?? node;
    let found: Node | null;
    if (child) found = child instanceof Text ? child : walker.nextNode();
    else {
      // After the last child: the next text that is not inside this node.
      found = walker.nextNode();
      while (found && node.contains(found)) found = walker.nextNode();
    }
    while (found && !known(found)) found = walker.nextNode();
    if (found) return this.#places.get(found)?.start ?? null;
    return this.#lastOffset();
  }

  /** The text node and its offset where `offset` stands. At a seam of two nodes `toward` chooses. */
  pointAt(offset: number, toward: 'before' | 'after'): { node: Text; offset: number } | null {
    const blockIndex = blockAt(this.#blocks, offset);
    const rendered = this.#rendered.get(blockIndex);
    return rendered ? this.#pointIn(rendered, offset, toward) : null;
  }

  /**
   * One range a block that the span touches and that is rendered, in order. (One range over all would, with the two
   * languages interleaved in the DOM, cover words of the other.) Static ones: the browser adjusts every live range at
   * every change of the page until it is collected, which with thousands takes seconds when the articles change.
   */
  rangesOf(span: TextSpan): StaticRange[] {
    const ranges: StaticRange[] = [];
    for (const index of this.#touched(span)) {
      const block = this.#blocks[index];
      const rendered = this.#rendered.get(index);
      if (!block || !rendered) continue;
      const from = this.#pointIn(rendered, Math.max(span.start, block.start), 'after');
      const to = this.#pointIn(rendered, Math.min(span.end, block.end), 'before');
      if (!from || !to) continue;
      const range = new StaticRange({
        startContainer: from.node,
        startOffset: from.offset,
        endContainer: to.node,
        endOffset: to.offset
      });
      if (!range.collapsed) ranges.push(range);
    }
    return ranges;
  }

  #pointIn(
    rendered: Rendered,
    offset: number,
    toward: 'before' | 'after'
  ): { node: Text; offset: number } | null {
    const at = lastAtOrBefore(
      rendered.runs,
      toward === 'before' ? offset - 1 : offset,
      (run) => run.start
    );
    const run = rendered.runs[Math.max(0, at)];
    if (!run) return null;
    // On a hard break: its run has no node, so the point is the end of the text before it.
    return { node: run.node, offset: Math.min(run.node.length, Math.max(0, offset - run.start)) };
  }

  *#touched(span: TextSpan): Generator<number> {
    let index = Math.max(0, blockAt(this.#blocks, span.start));
    for (; index < this.#blocks.length; index += 1) {
      const block = this.#blocks[index];
      if (!block || block.start >= span.end) return;
      if (block.end > span.start) yield index;
    }
  }

  #lastOffset(): number | null {
    const last = Math.max(-1, ...this.#rendered.keys());
    const run = this.#rendered.get(last)?.runs.at(-1);
    return run ? run.start + run.node.length : null;
  }
}
