// The rows of one pane in stretches. Of a long article only those near the visible part are in the page; a box of their
// height stands in for the others, so that opening, scrolling and marking cost no more than in a short one.
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
  shown = $state(false);
  /** Of what stands in for it, CSS pixels. */
  height = $state(0);
  /** `height` is that of the rows themselves, in the lines they have now. */
  measured = false;
  /** Itself, or what stands in for it. */
  element: Element | undefined;

  constructor(rows: readonly RowOfBlocks[], guess: number) {
    this.rows = rows;
    this.guess = guess;
    this.height = guess;
    this.key = rows[0] ? rowKey(rows[0]) : '';
  }
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
      return;
    }
    if (before) this.#takeOver(before);
    if (!this.stretches.some(({ shown }) => shown)) this.#begin(offsets);
  }

  /** The element whose first children are the stretches is there. Returns what lets go of it. */
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
    let first = this.#firstBelow(view.top - near);
    for (; (this.#top(first) ?? Infinity) < view.bottom + near; first += 1) {
      const stretch = this.stretches[first];
      if (stretch) stretch.shown = true;
    }
    for (const [index, stretch] of this.stretches.entries()) {
      if (!stretch.shown) {
        if (held.has(index)) stretch.shown = true;
        continue;
      }
      const box = stretch.element?.getBoundingClientRect();
      if (!box || box.height === 0) continue;
      if (stretch.height !== box.height) stretch.height = box.height;
      stretch.measured = true;
      const far = box.bottom < view.top - 2 * margin || box.top > view.bottom + 2 * margin;
      if (far && !held.has(index)) stretch.shown = false;
    }
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
      const bottom = this.stretches[middle]?.element?.getBoundingClientRect().bottom ?? Infinity;
      if (bottom <= height) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #top(index: number): number | undefined {
    return this.stretches[index]?.element?.getBoundingClientRect().top;
  }

  #standIn(at: ArticleSide, block: number): StandIn | null {
    const starts = this.#starts.get(at);
    const index = starts ? stretchOf(starts, block) : -1;
    const stretch = this.stretches[index];
    const element = stretch?.element;
    if (!element || stretch.shown) return null;
    const here = starts?.findIndex(({ stretch }) => stretch === index) ?? 0;
    const { blocks, text } = at.article;
    const start = blocks[starts?.[here]?.block ?? 0]?.start ?? 0;
    const next = starts?.[here + 1];
    return { element, start, end: (next && blocks[next.block]?.start) ?? text.length };
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
