// The reader's dealings with the screen: scrolling, revealing, the mouse, and the browser's own selection.
import { flushSync, tick, untrack } from 'svelte';
import type { SideName } from '@domain/align/counterparts';
import type { AnnotationId } from '@domain/ids';
import type { Box } from './bar-place';
import { characterBox, linesKey, pointOnWords, spanBoxes } from './geometry';
import { blockUnder, NativeSelection, offsetLevelWith, sideOf } from './native-selection';
import type { NearRows } from './near-rows.svelte';
import { nextHit, type Passage } from './passages';
import { PaneSync } from './pane-sync';
import { readingLine, revealDistance } from './scroll-sync';
import { belowTop, topOf, topOffset, type Top } from './top-of-view';
import type { Place, ReaderState } from './reader-state.svelte';
import { linkAddress } from './render-block';
import { otherSide, sideNames } from '@domain/align/side-names';

/** Where the selection's bar can stand: lines and column in pixels of the body. */
export interface BarSpace {
  first: Box;
  last: Box;
  pane: Box;
  bounds: Box;
}

export interface ViewDoings {
  activate: (id: AnnotationId | null) => void;
  openLink: (address: string) => void;
  /** One of several that lie under the pointer was picked. */
  sayHit: (hits: readonly Passage[], id: AnnotationId) => void;
}

export class ReadingView {
  readonly #reader: ReaderState;
  readonly #native: NativeSelection;
  readonly #doings: ViewDoings;
  #body: HTMLElement | null = null;
  #panes: Partial<Record<SideName, HTMLElement>> = {};
  #near: Partial<Record<SideName, NearRows>> = {};
  #sync: PaneSync | null = null;
  #pressed: SideName | null = $state(null);
  #revision = $state(0);
  #focused = $state(false);
  #dragging = $state(false);
  /** The mouse draws a selection from beside the column it began in. */
  #beside = false;
  #gutter = $state(0);
  #mouse = { x: -1, y: -1 };
  #looks = 0;
  /** Heights have changed since what is near was looked at. */
  #stale = false;
  /** Where `restore` left the panes. */
  readonly #restored = new Map<HTMLElement, number>();
  #restoring = 0;

  constructor(reader: ReaderState, doings: ViewDoings) {
    this.#reader = reader;
    this.#native = new NativeSelection(reader);
    this.#doings = doings;
  }

  /** Counts scrolls and resizes: what is placed over the words must be placed again. Reactive. */
  get revision(): number {
    return this.#revision;
  }
  /** Width of a pane's scroll bar, CSS pixels. */
  get gutter(): number {
    return this.#gutter;
  }
  get focused(): boolean {
    return this.#focused;
  }
  /** The side the mouse selects in; the other's words must not be selectable meanwhile. */
  get pressedSide(): SideName | null {
    return this.#pressed;
  }

  /**
   * The scrolling elements, the same one for both sides in rows. `reflowed` is called when their words have got other
   * lines: by another width or another type. Returns what forgets them.
   */
  mount(
    body: HTMLElement,
    panes: Partial<Record<SideName, HTMLElement>>,
    reflowed: () => void
  ): () => void {
    this.#body = body;
    this.#restored.clear();
    this.#panes = panes;
    const { source, target } = panes;
    this.#sync =
      source && target && source !== target ? new PaneSync(this.#reader, { source, target }) : null;
    let lines = linesKey(source);
    const observer = new ResizeObserver(() => {
      const pane = panes.target ?? panes.source;
      const now = linesKey(source);
      if (now !== lines) {
        lines = now;
        for (const rows of Object.values(this.#near)) rows.reflowed();
        reflowed();
      }
      // In the next frame: what comes into the page now would be seen by this observer again.
      this.#stale = true;
      requestAnimationFrame(() => {
        if (this.#stale) this.#updateNear();
      });
      this.#gutter = pane ? pane.offsetWidth - pane.clientWidth : 0;
      if (this.#restoring === 0) this.#sync?.level();
      this.touch();
    });
    for (const pane of new Set(Object.values(panes))) {
      observer.observe(pane);
      if (pane.firstElementChild) observer.observe(pane.firstElementChild);
    }
    return () => observer.disconnect();
  }

  /** The rows of the panes, of which what is near is kept in the page. Returns what lets go of them. */
  keepNear(
    panes: Partial<Record<SideName, HTMLElement>>,
    near: Partial<Record<SideName, NearRows>>
  ): () => void {
    this.#near = near;
    const letGo = sideNames.map((side) => {
      const flow = panes[side]?.firstElementChild;
      return flow && near[side]?.attach(flow, () => this.#heldEnds());
    });
    return () => {
      for (const release of letGo) release?.();
    };
  }

  /** What is near comes into the page at once; words that must stay there, stay. */
  holdSelection(): void {
    void this.#reader.selection;
    untrack(() => {
      for (const rows of Object.values(this.#near)) rows.update();
    });
  }

  #heldEnds(): Place[] {
    const { selection } = this.#reader;
    if (!selection) return [];
    const { side, anchor, focus } = selection;
    return [
      { side, offset: anchor },
      { side, offset: focus }
    ];
  }

  #updateNear(): void {
    this.#stale = false;
    for (const rows of Object.values(this.#near)) rows.update();
    flushSync();
  }

  touch(): void {
    this.#revision += 1;
  }

  scrolled(side: SideName): void {
    // A frame after it was put level, a pane says that it was scrolled: its words are there already.
    if (this.#sync?.wasPut(side)) return;
    this.#updateNear();
    if (this.#restoring === 0 && this.#sync?.scrolled(side)) this.#updateNear();
    this.touch();
  }

  /** `visibly`: by the keyboard, so that the caret must be drawn. */
  focusIn(side: SideName, visibly: boolean): void {
    this.#focused = true;
    if (visibly) this.#reader.keyboard = true;
    if (this.#sync && this.#reader.cursor.side !== side) {
      this.#reader.placeCursor({ side, offset: this.topOffset(side) ?? 0 });
    }
    this.waitHere();
  }
  focusOut(): void {
    this.#focused = false;
  }

  /** Focus to the words, on the cursor's side. */
  focus(): void {
    (this.#panes[this.#reader.cursor.side] ?? this.#panes.source)?.focus({ preventScroll: true });
  }

  setTogether(together: boolean): void {
    this.#reader.together = together;
    if (together) this.#sync?.engage();
  }

  /** The user's hand is on a pane: that one leads. */
  take(side: SideName): void {
    this.#sync?.take(side);
  }

  /** Alt with the wheel scrolls one pane alone. */
  wheel(event: WheelEvent, side: SideName): void {
    this.take(side);
    this.#reader.keyboard = false;
    if (event.altKey && this.#sync && this.#reader.together) this.setTogether(false);
  }

  /** Brings the place into view, unfolding what hides it, and its counterpart level with it. */
  async reveal(place: Place): Promise<void> {
    const at = this.#reader.at(place.side);
    const pane = this.#panes[place.side];
    if (!at || !pane) return;
    if (at.unfoldAt(place.offset)) await tick();
    const before = pane.scrollTop;
    await this.#settle(() => {
      const box = characterBox(at.map, place.offset);
      return box ? revealDistance(box, pane.getBoundingClientRect()) : 0;
    }, pane);
    if (pane.scrollTop !== before) this.#sync?.align(place.side);
    this.touch();
  }

  /**
   * Scrolls by what `missing` says until it says nothing. Rows far away have guessed heights and get their true ones
   * once they were painted, so a long way may need a few frames. A later call ends an earlier one.
   */
  async #settle(missing: () => number, pane: HTMLElement): Promise<void> {
    this.#looks += 1;
    const mine = this.#looks;
    for (let look = 0; look < 4 && mine === this.#looks; look += 1) {
      const before = pane.scrollTop;
      const distance = missing();
      if (Number.isFinite(distance)) pane.scrollTop += distance;
      if (look > 0 && Math.abs(pane.scrollTop - before) < 1) return;
      if (look === 0 && pane.scrollTop === before) return;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }

  /** Whether the words there are in sight. */
  shows({ side, offset }: Place): boolean {
    const map = this.#reader.at(side)?.map;
    const box = map && characterBox(map, offset);
    const view = this.#panes[side]?.getBoundingClientRect();
    return !!box && !!view && box.bottom > view.top && box.top < view.bottom;
  }

  /** To the very beginning or end of the pane with the cursor. */
  toEnd(direction: 'back' | 'forward'): void {
    const { side } = this.#reader.cursor;
    const pane = this.#panes[side];
    const sentences = this.#reader.at(side)?.sentences ?? [];
    const sentence = direction === 'back' ? sentences[0] : sentences.at(-1);
    if (sentence) this.#reader.moveTo({ side, offset: sentence.start });
    if (pane) pane.scrollTop = direction === 'back' ? 0 : pane.scrollHeight;
  }

  /** The offset of the first words in view; null where nothing is rendered. */
  topOffset(side: SideName): number | null {
    const pane = this.#panes[side];
    const at = this.#reader.at(side);
    return pane && at ? topOffset(at, pane) : null;
  }

  /** The first words in view and how they stand there; the article's beginning where nothing is rendered. */
  top(side: SideName): Top {
    const pane = this.#panes[side];
    const at = this.#reader.at(side);
    return (pane && at && topOf(at, pane)) ?? { offset: 0, cut: 0 };
  }

  /**
   * What is read on a side: the cursor's words or what answers them, as long as these are in sight; else what stands
   * at the reading line. Null where nothing is rendered.
   */
  readOffset(side: SideName): number | null {
    const { cursor, moved, counterparts } = this.#reader;
    if (moved && this.shows(cursor)) {
      const across = (): number => counterparts.offsetAcross(cursor.side, cursor.offset);
      return side === cursor.side ? cursor.offset : across();
    }
    const pane = this.#panes[side];
    const at = this.#reader.at(side);
    return pane && at ? topOffset(at, pane, readingLine(pane.scrollTop, pane.clientHeight)) : null;
  }

  /** Until the cursor is moved for the first time, it waits at the first sentence in view. */
  waitHere(): void {
    const { cursor, moved } = this.#reader;
    if (moved) return;
    const offset = this.topOffset(cursor.side);
    if (offset !== null) this.#reader.waitAt({ side: cursor.side, offset });
  }

  /** Nobody scrolled the pane since `restore` put these words at its top, or that is under way. */
  atRest(side: SideName, tops: Record<SideName, Top>): boolean {
    const pane = this.#panes[side];
    if (!pane || this.#restoring > 0) return true;
    const restored = this.#restored.get(pane);
    if (restored === undefined) return false;
    // Where rows above got their true heights, the browser scrolled for the words to stay where they are.
    return Math.abs(pane.scrollTop - restored) < 2 || Math.abs(this.#missing(side, tops)) < 2;
  }

  /** Puts the words back at the top of their panes. `moves`: they are another place than was read last. */
  async restore(tops: Record<SideName, Top>, moves = false): Promise<void> {
    this.#restoring += 1;
    await this.#restore(tops);
    this.#restoring -= 1;
    this.#sync?.restored();
    if (moves) this.#restored.clear();
    else for (const pane of Object.values(this.#panes)) this.#restored.set(pane, pane.scrollTop);
  }

  async #restore(tops: Record<SideName, Top>): Promise<void> {
    const { source, target } = this.#panes;
    for (const side of source === target ? (['source'] as const) : sideNames) {
      const pane = this.#panes[side];
      if (pane) await this.#settle(() => this.#missing(side, tops), pane);
    }
  }

  /** How far the words are from the top of their pane, CSS pixels; infinite where none of them are rendered. */
  #missing(side: SideName, tops: Record<SideName, Top>): number {
    const { source, target } = this.#panes;
    if (!source || source !== target) return this.#belowTop(side, tops[side]) ?? Infinity;
    // In a row one side may have ended above the top: then its next words were below it, the other's were on it.
    return Math.min(...sideNames.map((each) => this.#belowTop(each, tops[each]) ?? Infinity));
  }

  #belowTop(side: SideName, top: Top): number | null {
    const pane = this.#panes[side];
    const at = this.#reader.at(side);
    const begun = top.offset > 0 || top.cut !== 0;
    return pane && at && begun ? belowTop(at, pane, top) : null;
  }

  pointerMoved(event: PointerEvent): void {
    if (this.#dragging) this.#dragBeside(event);
    if (event.buttons !== 0 || event.pointerType === 'touch') return;
    // Words moved by the keys under a resting mouse make such events too; the mouse has nothing to say then.
    const { clientX, clientY } = event;
    const resting = clientX === this.#mouse.x && clientY === this.#mouse.y;
    if (resting && this.#reader.keyboard) return;
    this.#mouse = { x: clientX, y: clientY };
    this.#reader.hoverAt(this.#placeAt(event));
  }

  pointerPressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    const side = blockUnder(event) && sideOf(blockUnder(event));
    if (!side) return;
    this.#reader.keyboard = false;
    this.#pressed = side;
    this.#dragging = true;
    if (!event.shiftKey) this.#reader.select(null);
  }

  /** Ends a press anywhere. A press without a selection is a click. */
  pointerReleased(event: PointerEvent): void {
    if (!this.#dragging) return;
    this.#dragging = false;
    if (this.#beside) this.mirror();
    else this.selectionChanged();
    this.#beside = false;
    if (this.#reader.selection) {
      if (!this.#reader.seeking) this.#doings.activate(null);
      const { side, focus, anchor } = this.#reader.selection;
      this.#reader.placeCursor({ side, offset: Math.min(focus, anchor) });
      return;
    }
    this.clicked(event);
  }

  /** Moves the cursor and picks the highlight under the pointer, or opens a link. */
  clicked(event: PointerEvent): void {
    const place = this.#placeAt(event);
    if (!place) return;
    const hit = pointOnWords(event.clientX, event.clientY) !== null;
    const target = event.target instanceof Node ? linkAddress(event.target) : null;
    if (target !== null && (event.ctrlKey || event.metaKey)) {
      this.#doings.openLink(target);
      return;
    }
    this.#reader.moveTo(place);
    const hits = hit ? this.#reader.hits(place) : [];
    const picked = nextHit(hits, this.#reader.activeId);
    if (picked || !this.#reader.seeking) this.#doings.activate(picked);
    if (picked && hits.length > 1) this.#doings.sayHit(hits, picked);
  }

  /** Takes over what the user selects with the mouse or by the browser's own means. */
  selectionChanged(): void {
    const native = document.getSelection();
    if (this.#beside) return;
    if (native?.anchorNode && !this.#body?.contains(native.anchorNode)) return;
    this.#native.take(this.#dragging);
  }

  /** Makes the browser's selection follow ours. Not while the mouse draws it. */
  mirror(): void {
    if (this.#dragging) return;
    if (this.#reader.selection) this.#pressed = this.#reader.selection.side;
    this.#native.follow();
  }

  /** Where the selection's bar may stand; null while there is no selection to act on, or it is out of sight. */
  barSpace(): BarSpace | null {
    void this.#revision;
    const selection = this.#reader.selection;
    const subject = this.#reader.subject;
    if (!selection || !subject || this.#dragging) return null;
    const body = this.#body?.getBoundingClientRect();
    const at = this.#reader.at(subject.side);
    const view = this.#panes[subject.side]?.getBoundingClientRect();
    const column = at?.elementAt(subject.start)?.closest('.txt')?.getBoundingClientRect();
    if (!body || !at || !view || !column) return null;
    const boxes = spanBoxes(at.map, subject).filter(
      (box) => box.bottom > view.top && box.top < view.bottom
    );
    const first = boxes[0];
    const last = boxes.at(-1);
    if (!first || !last) return null;
    const own = ({ left, top, right, bottom }: Box): Box => ({
      left: left - body.left,
      top: top - body.top,
      right: right - body.left,
      bottom: bottom - body.top
    });
    const bounds = {
      left: view.left + 4,
      top: view.top + 4,
      right: view.right,
      bottom: view.bottom - 4
    };
    return { first: own(first), last: own(last), pane: own(column), bounds: own(bounds) };
  }

  /**
   * Puts the cursor to the words under the pointer, unless they are selected. False where there is no block, or the
   * event came of a key.
   */
  pointAtBlock(event: MouseEvent): boolean {
    const place = this.#placeAt(event);
    if (!place) return false;
    const subject = this.#reader.selection && this.#reader.subject;
    const selected =
      subject?.side === place.side && subject.start <= place.offset && place.offset < subject.end;
    if (!selected) this.#reader.moveTo(place);
    return true;
  }

  /** Under the first words of the subject, in pixels of the window. */
  menuPlace(): { x: number; y: number } {
    const { cursor, subject } = this.#reader;
    const { side, start } = subject ?? { side: cursor.side, start: cursor.offset };
    const map = this.#reader.at(side)?.map;
    const box = map && characterBox(map, start);
    return box ? { x: box.left, y: box.bottom + 6 } : { x: innerWidth / 3, y: innerHeight / 3 };
  }

  /** The side opposite the cursor has focus of its own in two panes. */
  followFocus(): void {
    const pane = this.#panes[this.#reader.cursor.side];
    const other = this.#panes[otherSide(this.#reader.cursor.side)];
    if (pane && other !== pane && document.activeElement === other) {
      pane.focus({ preventScroll: true });
    }
  }

  /**
   * With the mouse beside the column it pressed in, the browser would select on to the end of the cell; the selection
   * goes to the words of that column level with the mouse instead.
   */
  #dragBeside(event: PointerEvent): void {
    const side = this.#pressed;
    const selection = this.#reader.selection;
    const at = side && this.#reader.at(side);
    if (!side || !at || !selection) return;
    const { offset, beside } = offsetLevelWith(at, selection.anchor, event.clientX, event.clientY);
    this.#beside = beside;
    if (!beside || offset === null) return;
    this.#reader.select({ side, anchor: selection.anchor, focus: offset });
  }

  /** The words under the pointer, or nearest to it within the block under it. */
  #placeAt(event: MouseEvent): Place | null {
    const block = blockUnder(event);
    const side = block && sideOf(block);
    if (!block || !side) return null;
    const exact = pointOnWords(event.clientX, event.clientY);
    const near = exact ? null : document.caretPositionFromPoint(event.clientX, event.clientY);
    const node = exact?.node ?? near?.offsetNode;
    if (!node || !block.contains(node)) return null;
    const offset = this.#reader.at(side)?.map.offsetAt(node, exact?.offset ?? near?.offset ?? 0);
    if (offset === null || offset === undefined) return null;
    // A caret at the block's very end is still in its last sentence.
    const end = this.#reader.at(side)?.article.blocks[Number(block.dataset.block)]?.end ?? offset;
    return { side, offset: Math.min(offset, end - 1) };
  }
}
