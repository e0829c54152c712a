// Measures the sentences in view and gives what the hinge draws; scrolls to sentences. Everything of the room that
// touches the DOM.
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { SideName } from '@domain/align/counterparts';
import { sideNames } from '@domain/align/side-names';
import {
  labelText,
  layLabels,
  lookOf,
  threadOf,
  type Extent,
  type Look,
  type Thread
} from './hinge';
import type { LinkEntry } from './link-table';
import type { Cursor, LinksRoom } from './links-room.svelte';

/** What is drawn beside the links that stand. */
export interface Extra {
  entry: LinkEntry;
  look: Look;
}

export interface HingeWords {
  confirmed: string;
  conflict: (values: [string, string] | null) => string;
}

const font = '600 11px "Inter Variable", Inter, sans-serif';
const labelPadding = 15;
/** About, in the sentences' type. */
const letterWidth = 7.1;

export class HingeView {
  readonly #room: LinksRoom;
  readonly #rows: Record<SideName, (HTMLElement | undefined)[]> = { source: [], target: [] };
  #scroller: HTMLElement | null = null;
  #content: HTMLElement | null = null;
  /** Of the content, in its own pixels: what the threads were last drawn for. */
  #drawn = { top: 0, bottom: 0 };
  #pending = 0;
  #revision = $state(0);
  #lineLength = $state(58);
  #widths = new Map<string, number>();
  #pen: CanvasRenderingContext2D | null = null;

  constructor(room: LinksRoom) {
    this.#room = room;
  }

  /** Counts whenever the sentences may stand elsewhere, or others are in view. Reactive. */
  get revision(): number {
    return this.#revision;
  }

  /** About how many letters a line of a sentence holds. */
  get lineLength(): number {
    return this.#lineLength;
  }

  readonly scroller: Attachment<HTMLElement> = (element) => {
    this.#scroller = element;
    const moved = (): void => this.#changed();
    const scrolled = (): void => {
      const top = element.scrollTop;
      if (top < this.#drawn.top || top + element.clientHeight > this.#drawn.bottom) moved();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    // Of the content too: what comes near is laid out only then, and may take another height than was supposed.
    const resized = new ResizeObserver(() => {
      this.#lineLength = Math.max(12, Math.floor((element.clientWidth - 270) / 2 / letterWidth));
      moved();
    });
    resized.observe(element);
    for (const child of element.children) resized.observe(child);
    return () => {
      element.removeEventListener('scroll', scrolled);
      resized.disconnect();
      cancelAnimationFrame(this.#pending);
      this.#pending = 0;
      this.#scroller = null;
    };
  };

  readonly content: Attachment<HTMLElement> = (element) => {
    this.#content = element;
    return () => (this.#content = null);
  };

  row(side: SideName, index: number): Attachment<HTMLElement> {
    return (element) => {
      this.#rows[side][index] = element;
      return () => {
        if (this.#rows[side][index] === element) this.#rows[side][index] = undefined;
      };
    };
  }

  /** The threads in view and a screen beyond, laid out. */
  threads(extras: readonly Extra[], struck: ReadonlySet<string>, words: HingeWords): Thread[] {
    const scroller = this.#scroller;
    const content = this.#content;
    if (!scroller || !content) return [];
    const reach = scroller.clientHeight;
    this.#drawn = { top: scroller.scrollTop - reach, bottom: scroller.scrollTop + 2 * reach };
    const origin = content.getBoundingClientRect();
    const columns = this.#columns(origin);
    if (!columns) return [];
    const seen = { source: this.#inView('source', origin), target: this.#inView('target', origin) };
    const near = (entry: LinkEntry): boolean => {
      // Its ends, counted by where they lie: -1 above, 0 in view, 1 below.
      const ends = sideNames.map((side) => {
        const [from, to] = seen[side];
        const [first = 0] = entry[side];
        return (entry[side].at(-1) ?? 0) < from ? -1 : first > to ? 1 : 0;
      });
      return !(ends[0] !== 0 && ends[0] === ends[1]);
    };
    const drawn = [
      ...this.#room.ties.map((entry) => ({
        entry,
        look: struck.has(entry.link.id) ? ('going' as const) : lookOf(entry)
      })),
      ...extras
    ].filter(({ entry }) => near(entry));
    const threads = drawn.flatMap(({ entry, look }) => {
      const extents = {
        source: this.#extents('source', entry.source, seen.source, origin),
        target: this.#extents('target', entry.target, seen.target, origin)
      };
      return threadOf(entry, look, columns, extents) ?? [];
    });
    const byId = new Map(drawn.map(({ entry, look }) => [`${look} ${entry.link.id}`, entry]));
    return layLabels(
      threads,
      ({ id, look }) => {
        const entry = byId.get(`${look} ${id}`);
        if (!entry) return null;
        const text = labelText(entry, look, words);
        return { text, width: this.#widthOf(text) };
      },
      this.#room.current?.link.id ?? null
    );
  }

  /** The end of a sentence's thread and the pointer, in the content's pixels. */
  dragPath({ side, index }: Cursor, pointer: { x: number; y: number }): string | null {
    const content = this.#content?.getBoundingClientRect();
    const row = this.#rows[side][index]?.getBoundingClientRect();
    if (!content || !row) return null;
    const x = (side === 'source' ? row.right + 10 : row.left - 10) - content.left;
    const y = (row.top + row.bottom) / 2 - content.top;
    return `M${x} ${y} L${pointer.x - content.left} ${pointer.y - content.top}`;
  }

  /** Brings the cursor's sentence into sight, the whole way round it where it was far. */
  async reveal({ side, index }: Cursor): Promise<void> {
    await tick();
    const row = this.#rows[side][index];
    const scroller = this.#scroller?.getBoundingClientRect();
    if (!row || !scroller) return;
    const far = (): boolean => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom < scroller.top || top > scroller.bottom;
    };
    const block = far() ? 'center' : 'nearest';
    row.scrollIntoView({ block });
    if (block === 'nearest') return;
    // What came into view on the way took its true height: once more, from near.
    await new Promise((resolve) => requestAnimationFrame(resolve));
    row.scrollIntoView({ block });
  }

  /** Puts the sentence on the first line. */
  toTop({ side, index }: Cursor): void {
    const row = this.#rows[side][index];
    row?.scrollIntoView({ block: 'start' });
    requestAnimationFrame(() => row?.scrollIntoView({ block: 'start' }));
  }

  /** Scrolls while something is dragged near an edge. */
  scrollAtEdge(y: number): void {
    const box = this.#scroller?.getBoundingClientRect();
    if (!box || !this.#scroller) return;
    const edge = 36;
    if (y < box.top + edge) this.#scroller.scrollTop -= 14;
    else if (y > box.bottom - edge) this.#scroller.scrollTop += 14;
  }

  #changed(): void {
    if (this.#pending) return;
    this.#pending = requestAnimationFrame(() => {
      this.#pending = 0;
      this.#revision += 1;
    });
  }

  #columns(origin: DOMRect): { source: number; target: number } | null {
    const source = this.#rows.source.find((row) => row)?.parentElement?.parentElement;
    const target = this.#rows.target.find((row) => row)?.parentElement?.parentElement;
    if (!source || !target) return null;
    return {
      source: source.getBoundingClientRect().right - origin.left,
      target: target.getBoundingClientRect().left - origin.left
    };
  }

  /** First and last sentence of a side within what is drawn. */
  #inView(side: SideName, origin: DOMRect): [number, number] {
    const { top, bottom } = this.#drawn;
    const count = this.#room.sides[side].sentences.length;
    const runTop = (index: number): number =>
      (this.#rows[side][index]?.parentElement?.getBoundingClientRect().top ?? 0) - origin.top;
    const runBottom = (index: number): number =>
      (this.#rows[side][index]?.parentElement?.getBoundingClientRect().bottom ?? 0) - origin.top;
    const first = partition(count, (index) => runBottom(index) < top);
    const last = partition(count, (index) => runTop(index) <= bottom) - 1;
    return [first, last];
  }

  #extents(
    side: SideName,
    indexes: readonly number[],
    [first, last]: [number, number],
    origin: DOMRect
  ): Extent[] {
    return indexes.flatMap((index) => {
      const row = this.#rows[side][index];
      // Measuring a sentence far away would lay out its run for nothing.
      const element = index < first || index > last ? row?.parentElement : row;
      if (!element) return [];
      const { top, bottom } = element.getBoundingClientRect();
      return [{ top: top - origin.top, bottom: bottom - origin.top }];
    });
  }

  #widthOf(text: string): number {
    let width = this.#widths.get(text);
    if (width === undefined) {
      this.#pen ??= document.createElement('canvas').getContext('2d');
      if (this.#pen) this.#pen.font = font;
      width = (this.#pen?.measureText(text).width ?? text.length * 6.5) + labelPadding;
      this.#widths.set(text, width);
    }
    return width;
  }
}

/** How many leading indexes below `count` hold, where those that do come first. */
function partition(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
