// Finding words in what is open: the query, its places in both articles, and the one gone to.
import type { SideName } from '@domain/align/counterparts';
import { sideNames } from '@domain/align/side-names';
import { FindIndex, findWords, wantedOf, type Found, type Wanted } from './find-in-text';
import {
  isBefore,
  placeFrom,
  placesBefore,
  placesIn,
  type FoundLists,
  type FoundPlace,
  type ReadingOrder
} from './find-order';
import type { ReaderState } from './reader-state.svelte';
import type { TextSpan } from './offset-map';

const nothing: FoundLists = { source: [], target: [] };
/** How long the search holds the window up at a time, ms. */
const turnMs = 10;
/** How often the count is brought up to date meanwhile, ms. */
const tellMs = 120;

function kept(lists: FoundLists, wanted: (found: Found) => boolean): FoundLists {
  return { source: lists.source.filter(wanted), target: lists.target.filter(wanted) };
}

export class FindState {
  readonly #reader: ReaderState;
  readonly #show: (place: FoundPlace) => void;
  #open = $state(false);
  #query = $state('');
  #asked: Wanted | null = null;
  /** The query came from a search of the library: each of its words is shown. */
  #words = false;
  #all: FoundLists = $state.raw(nothing);
  #others = $state(false);
  #searching = $state(false);
  #current: FoundPlace | null = $state.raw(null);
  /** Of the search that is under way: a newer one ends it. */
  #run = 0;
  readonly #exact: FoundLists = $derived.by(() => kept(this.#all, ({ exact }) => exact));
  readonly #narrowed = $derived.by(() => !this.#others && size(this.#exact) > 0);
  /** Each side's places in order: those with just the marks typed, where there are any and no others are wanted. */
  readonly lists: FoundLists = $derived.by(() => (this.#narrowed ? this.#exact : this.#all));
  /** Counted from 1; 0 where nothing was found. */
  readonly ordinal = $derived.by(() =>
    this.#current ? placesBefore(this.lists, this.#current, this.#order) + 1 : 0
  );

  /** `show` brings a place into view. */
  constructor(reader: ReaderState, show: (place: FoundPlace) => void) {
    this.#reader = reader;
    this.#show = show;
  }

  get open(): boolean {
    return this.#open;
  }
  get query(): string {
    return this.#query;
  }
  /** The place gone to; null where nothing was found. */
  get current(): FoundPlace | null {
    return this.#open ? this.#current : null;
  }
  /** Places in both articles. */
  get count(): number {
    return size(this.lists);
  }
  /** A long article is still being looked through: there may be more. */
  get searching(): boolean {
    return this.#searching;
  }
  /** How many places have other marks than those typed, where some have just those. */
  get otherCount(): number {
    const exact = size(this.#exact);
    return exact > 0 ? size(this.#all) - exact : 0;
  }
  /** Those with other marks count too. */
  get others(): boolean {
    return this.#others;
  }

  show(): void {
    this.#open = true;
  }
  hide(): void {
    this.#open = false;
    this.#run += 1;
    this.#searching = false;
  }

  /** Takes a new query, and shows the first place at or after the reading cursor. */
  ask(query: string): void {
    this.#query = query;
    this.#words = false;
    this.#others = false;
    this.#current = null;
    this.#asked = wantedOf(query);
    void this.#search(true);
  }

  /** Shows what a search of the library found, beginning with the place gone to. */
  showWords(query: string, side: SideName, start: number): void {
    this.#open = true;
    this.#query = query;
    this.#words = true;
    this.#others = false;
    this.#findWords();
    this.#current = placeFrom(this.#all, { side, start }, 0, this.#order);
  }

  /** Looks again where the articles have changed. */
  refresh(): void {
    if (!this.#open || this.#query === '') return;
    if (this.#words) this.#findWords();
    else void this.#search(false);
  }

  /** To the next place or the one before, round the end. */
  step(by: 1 | -1): void {
    const from = this.#current ?? this.#cursor();
    this.#go(placeFrom(this.lists, from, this.#current ? by : by === 1 ? 0 : by, this.#order));
  }

  setOthers(others: boolean): void {
    this.#others = others;
    const { current } = this;
    if (current && !this.lists[current.side].some(({ start }) => start === current.start)) {
      this.#go(placeFrom(this.lists, current, 0, this.#order));
    }
  }

  /** The places of a side that touch the span, in order. Reactive. */
  within(side: SideName, { start, end }: TextSpan): readonly Found[] {
    return this.#open ? placesIn(this.lists[side], start, end) : [];
  }

  #go(place: FoundPlace | null): void {
    this.#current = place;
    if (place) this.#show(place);
  }

  #cursor(): { side: SideName; start: number } {
    const { side, offset } = this.#reader.cursor;
    const here = this.#reader.sentenceOf({ side, offset });
    return { side, start: here?.start ?? offset };
  }

  readonly #order: ReadingOrder = (side, offset) => {
    const { source, counterparts } = this.#reader;
    return source.indexNear(
      side === 'source' ? offset : counterparts.offsetAcross('target', offset)
    );
  };

  #findWords(): void {
    this.#run += 1;
    this.#searching = false;
    const { source, target } = this.#reader;
    this.#all = {
      source: findWords(source.article, this.#query),
      target: target ? findWords(target.article, this.#query) : []
    };
  }

  /** Stretch by stretch from the cursor on, in turns with whatever else the window has to do. */
  async #search(going: boolean): Promise<void> {
    const run = (this.#run += 1);
    const wanted = this.#asked;
    const found: Record<SideName, Found[][]> = { source: [], target: [] };
    const tell = (): void => {
      this.#all = { source: found.source.flat(), target: found.target.flat() };
      const { current } = this;
      if (!going && current && !this.#searching) {
        this.#current = placeFrom(this.lists, current, 0, this.#order);
      }
      if (!going || current) return;
      const cursor = this.#cursor();
      const first = placeFrom(this.lists, cursor, 0, this.#order);
      // Until the end there may be one nearer to the cursor than one before it, or one with just the marks typed.
      const sure = first && !isBefore(first, cursor, this.#order);
      if (!this.#searching || (sure && (!wanted?.marked || first.exact))) this.#go(first);
    };
    this.#searching = true;
    let turn = performance.now();
    let told = turn - tellMs;
    for (const { side, index, stretch } of wanted ? this.#stretches() : []) {
      if (wanted) found[side][stretch] = index.find(stretch, wanted);
      const now = performance.now();
      if (now - turn < turnMs) continue;
      if (now - told > tellMs || (going && !this.#current)) {
        tell();
        told = now;
      }
      await new Promise((resolve) => setTimeout(resolve));
      if (run !== this.#run) return;
      turn = performance.now();
    }
    this.#searching = false;
    tell();
  }

  /** All of both articles, from what is read at the cursor round to what is read before it. */
  #stretches(): { side: SideName; index: FindIndex; stretch: number }[] {
    const { side: cursorSide, start } = this.#cursor();
    const here = this.#order(cursorSide, start);
    const all = sideNames.flatMap((side) => {
      const at = this.#reader.at(side);
      if (!at) return [];
      const index = FindIndex.of(at.article);
      return Array.from({ length: index.count }, (_, stretch) => {
        const [from, to] = [index.startOf(stretch), index.startOf(stretch + 1)];
        const past = stretch + 1 < index.count && this.#order(side, to) < here;
        return { side, index, stretch, past, order: this.#order(side, from) };
      });
    });
    return all.sort((a, b) => Number(a.past) - Number(b.past) || a.order - b.order);
  }
}

function size({ source, target }: FoundLists): number {
  return source.length + target.length;
}
