// The rows of one pane in stretches. Of a long article only those near the visible part are in the page; a box of their
// height stands in for the others, so that opening, scrolling and marking cost no more than in a short one.
import type { Attachment } from 'svelte/attachments';
import type { SideName } from '@domain/align/counterparts';
import type { ArticleSide } from './article-side.svelte';
import type { StandIn } from './offset-map';

/** One or both sides, with the indexes of their blocks in this row. */
export interface RowOfBlocks {
  cells: { at: ArticleSide; indexes: number[] }[];
  /** Tied by a knot. */
  linked: boolean;
}

/** What must stay in the page wherever it is: the ends of a selection. */
export type Held = () => readonly { side: SideName; offset: number }[];

/** About so high is a stretch, CSS pixels: small enough to be made within a frame. */
const stretchHeight = 400;
/** Rows this far beyond the edges of the pane are in the page, CSS pixels; twice as far they go. */
const margin = 1000;
/** While a pane flies past more than half of itself at a time, only this far: the rest would never be seen. */
const flightMargin = 200;
/** After so long without, a flight is over. */
const restMs = 100;

/** Rows that come and go together. */
export class Stretch {
  readonly rows: readonly RowOfBlocks[];
  /** Of its first blocks; the same for the same words. */
  readonly key: string;
  /** By the number of its letters, CSS pixels in the default type. */
  readonly guess: number;
  shown = false;
  /** Of the rows as far as they were measured, else reckoned, CSS pixels. */
  height: number;
  /** `height` is that of the rows themselves, in the lines they have now. */
  measured = false;
  /** While it is in the page. */
  element: Element | undefined;
  /** What stands in for it and its neighbours, and how far down in that it would begin, CSS pixels. */
  gap: Gap | undefined;
  below = 0;

  constructor(rows: readonly RowOfBlocks[], guess: number) {
    this.rows = rows;
    this.guess = guess;
    this.height = guess;
    this.key = rows[0] ? rowKey(rows[0]) : '';
  }
}

/** Stands in for neighbours that are not in the page: one box, as thousands would be laid out anew with each that goes. */
export class Gap {
  readonly key: string;
  /** CSS pixels. */
  height = $state(0);
  element: Element | undefined;

  constructor(key: string) {
    this.key = key;
  }
}

/** The element of a piece, for as long as it is in the page. */
export function standsFor(piece: Stretch | Gap): Attachment {
  return (element) => {
    piece.element = element;
    return () => {
      if (piece.element === element) piece.element = undefined;
    };
  };
}

/** Names a row by its first blocks. */
export function rowKey({ cells }: RowOfBlocks): string {
  return cells.map(({ indexes }) => indexes[0]).join(' ');
}

export class NearRows {
  readonly stretches: readonly Stretch[];
  readonly #long: boolean;
  /** By side: the first block of each stretch that has any of it, and which stretch that is. */
  readonly #starts = new Map<ArticleSide, { block: number; stretch: number }[]>();
  /** What is in the page, from top to end. */
  #pieces: readonly (Stretch | Gap)[] = $state.raw([]);
  #gaps = new Map<string, Gap>();
  #flow: Element | null = null;
  #held: Held = () => [];
  #lastTop = 0;
  /** Set while the pane flies, and a moment longer. */
  #flight: ReturnType<typeof setTimeout> | undefined;

  /** `before` are the same pane's rows until now: what was in the page stays there. `offsets` are to be read first. */
  constructor(
    rows: readonly RowOfBlocks[],
    long: boolean,
    offsets: Record<SideName, number>,
    before?: NearRows
  ) {
    this.#long = long;
    this.stretches = inStretches(rows, long);
    for (const [index, { rows: inside }] of this.stretches.entries()) {
      const first = new Map<ArticleSide, number>();
      for (const { cells } of inside) {
        for (const { at, indexes } of cells) {
          const [block] = indexes;
          if (block !== undefined && !first.has(at)) first.set(at, block);
        }
      }
      for (const [at, block] of first) {
        const starts = this.#starts.get(at) ?? [];
        starts.push({ block, stretch: index });
        this.#starts.set(at, starts);
      }
    }
    if (!long) {
      for (const stretch of this.stretches) stretch.shown = true;
    } else {
      if (before) this.#takeOver(before);
      if (!this.stretches.some(({ shown }) => shown)) this.#begin(offsets);
    }
    this.#lay();
  }

  /** What is to be in the page, from top to end. Reactive. */
  get pieces(): readonly (Stretch | Gap)[] {
    return this.#pieces;
  }

  /** The element whose first children are the pieces is there. Returns what lets go of it. */
  attach(flow: Element, held: Held): () => void {
    this.#flow = flow;
    this.#held = held;
    for (const at of this.#starts.keys()) {
      at.map.standIns = (block) => this.#standIn(at, block);
    }
    this.#reckon();
    return () => {
      if (this.#flow === flow) this.#flow = null;
      clearTimeout(this.#flight);
    };
  }

  /** The lines break elsewhere now: no height holds any more. */
  reflowed(): void {
    for (const stretch of this.stretches) stretch.measured = false;
    this.#reckon();
  }

  /** Brings what is near into the page and takes out what is far. Reads the layout once, writes it never. */
  update(): void {
    const pane = this.#flow?.parentElement;
    if (!this.#long || !pane) return;
    const view = pane.getBoundingClientRect();
    const held = this.#heldStretches();
    const near = this.#margin(pane, view.height);
    let changed = false;
    const put = (stretch: Stretch, shown: boolean): void => {
      stretch.shown = shown;
      changed = true;
    };
    let first = this.#firstBelow(view.top - near);
    for (; (this.#boxOf(first)?.top ?? Infinity) < view.bottom + near; first += 1) {
      const stretch = this.stretches[first];
      if (stretch && !stretch.shown) put(stretch, true);
    }
    for (const [index, stretch] of this.stretches.entries()) {
      if (!stretch.shown) {
        if (held.has(index)) put(stretch, true);
        continue;
      }
      const box = stretch.element?.getBoundingClientRect();
      if (!box || box.height === 0) continue;
      stretch.height = box.height;
      stretch.measured = true;
      const far = box.bottom < view.top - 2 * margin || box.top > view.bottom + 2 * margin;
      if (far && !held.has(index)) put(stretch, false);
    }
    if (changed) this.#lay();
  }

  /** Puts the pieces together from what is shown and how high the rest is. */
  #lay(): void {
    const pieces: (Stretch | Gap)[] = [];
    const gaps = new Map<string, Gap>();
    let gap: Gap | undefined;
    let height = 0;
    const close = (): void => {
      if (gap) gap.height = height;
      gap = undefined;
    };
    for (const stretch of this.stretches) {
      if (stretch.shown) {
        close();
        stretch.gap = undefined;
        pieces.push(stretch);
        continue;
      }
      if (!gap) {
        const key = `gap ${stretch.key}`;
        gap = this.#gaps.get(key) ?? new Gap(key);
        gaps.set(key, gap);
        pieces.push(gap);
        height = 0;
      }
      stretch.gap = gap;
      stretch.below = height;
      height += stretch.height;
    }
    close();
    this.#gaps = gaps;
    this.#pieces = pieces;
  }

  /** How far beyond its edges a pane is filled now; once it comes to rest, the rest follows. */
  #margin({ scrollTop }: Element, height: number): number {
    const flies = Math.abs(scrollTop - this.#lastTop) > height / 2;
    this.#lastTop = scrollTop;
    if (flies) {
      clearTimeout(this.#flight);
      this.#flight = setTimeout(() => {
        this.#flight = undefined;
        this.update();
      }, restMs);
    }
    return this.#flight === undefined ? margin : flightMargin;
  }

  #heldStretches(): Set<number> {
    const held = new Set<number>();
    for (const { side, offset } of this.#held()) {
      for (const [at, starts] of this.#starts) {
        if (at.side === side) held.add(stretchOf(starts, at.blockAt(offset)));
      }
    }
    const focused = document.activeElement?.closest('.stretch');
    if (focused && this.#flow?.contains(focused)) {
      held.add(this.stretches.findIndex(({ element }) => element === focused));
    }
    return held;
  }

  /** The first stretch that ends below the height, in pixels of the window. */
  #firstBelow(height: number): number {
    let low = 0;
    let high = this.stretches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const bottom = this.#boxOf(middle)?.bottom ?? Infinity;
      if (bottom <= height) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Where a stretch stands or would stand, in pixels of the window; undefined while that is not laid out. */
  #boxOf(index: number): { left: number; top: number; bottom: number } | undefined {
    const stretch = this.stretches[index];
    if (!stretch?.gap) return stretch?.element?.getBoundingClientRect();
    const box = stretch.gap.element?.getBoundingClientRect();
    if (!box) return undefined;
    const top = box.top + stretch.below;
    return { left: box.left, top, bottom: top + stretch.height };
  }

  #standIn(at: ArticleSide, block: number): StandIn | null {
    const starts = this.#starts.get(at);
    const index = starts ? stretchOf(starts, block) : -1;
    const box = this.stretches[index]?.gap && this.#boxOf(index);
    if (!box) return null;
    const here = starts?.findIndex(({ stretch }) => stretch === index) ?? 0;
    const { blocks, text } = at.article;
    const start = blocks[starts?.[here]?.block ?? 0]?.start ?? 0;
    const next = starts?.[here + 1];
    return { ...box, start, end: (next && blocks[next.block]?.start) ?? text.length };
  }

  /** Makes the guesses of all that is out of the page right by those in it. */
  #reckon(): void {
    let guessed = 0;
    let real = 0;
    for (const stretch of this.stretches) {
      const height = stretch.shown ? stretch.element?.getBoundingClientRect().height : 0;
      if (!height) continue;
      guessed += stretch.guess;
      real += height;
    }
    if (!this.#long || guessed === 0) return;
    for (const stretch of this.stretches) {
      if (!stretch.shown && !stretch.measured) stretch.height = (stretch.guess * real) / guessed;
    }
    this.#lay();
  }

  #takeOver(before: NearRows): void {
    const old = new Map(before.stretches.map((stretch) => [stretch.key, stretch]));
    for (const stretch of this.stretches) {
      const was = old.get(stretch.key);
      if (!was) continue;
      stretch.shown = was.shown;
      stretch.height = was.height;
    }
  }

  /** From where reading begins as much as a screen may hold. */
  #begin(offsets: Record<SideName, number>): void {
    for (const [at, starts] of this.#starts) {
      let room = innerHeight + margin;
      let index = stretchOf(starts, at.blockAt(offsets[at.side]));
      for (; room > 0 && index < this.stretches.length; index += 1) {
        const stretch = this.stretches[index];
        if (!stretch) return;
        stretch.shown = true;
        room -= stretch.guess;
      }
    }
  }
}

function stretchOf(starts: readonly { block: number; stretch: number }[], block: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle]?.block ?? Infinity) <= block) low = middle + 1;
    else high = middle;
  }
  return starts[Math.max(0, low - 1)]?.stretch ?? 0;
}

function inStretches(rows: readonly RowOfBlocks[], long: boolean): Stretch[] {
  const stretches: Stretch[] = [];
  let some: RowOfBlocks[] = [];
  let height = 0;
  for (const row of rows) {
    some.push(row);
    height += long ? guessOf(row) : 0;
    if (height < stretchHeight) continue;
    stretches.push(new Stretch(some, height));
    some = [];
    height = 0;
  }
  if (some.length > 0) stretches.push(new Stretch(some, height));
  return stretches;
}

/** Of a row's height, in lines of 62 letters. */
function guessOf({ cells }: RowOfBlocks): number {
  let most = 0;
  for (const { at, indexes } of cells) {
    let height = 12;
    for (const index of indexes) {
      const block = at.article.blocks[index];
      if (block && !block.clutter) {
        height += Math.ceil((block.end - block.start) / 62) * 25.6 + 13;
      }
    }
    most = Math.max(most, height);
  }
  return most;
}
