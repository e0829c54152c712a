// Between the browser's selection and ours. Ours is the truth; the browser's is kept equal, for copying, for its
// menus and for assistive technology.
import type { SideName } from '@domain/align/counterparts';
import type { ArticleSide } from './article-side.svelte';
import type { ReaderState, ReadingSelection } from './reader-state.svelte';

/** The side whose words the node lies in; null outside any. */
export function sideOf(node: Node | null): SideName | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const side = element?.closest<HTMLElement>('[data-side]')?.dataset.side;
  return side === 'source' || side === 'target' ? side : null;
}

/** In article offsets; null where it is empty or does not begin in one of the articles. */
function readNative(reader: ReaderState, native: Selection | null): ReadingSelection | null {
  if (!native || native.isCollapsed || !native.anchorNode || !native.focusNode) return null;
  const side = sideOf(native.anchorNode);
  const map = side && reader.at(side)?.map;
  if (!side || !map) return null;
  const anchor = map.offsetAt(native.anchorNode, native.anchorOffset);
  const focus = map.offsetAt(native.focusNode, native.focusOffset);
  return anchor === null || focus === null || anchor === focus ? null : { side, anchor, focus };
}

const areSame = (a: ReadingSelection | null, b: ReadingSelection | null): boolean =>
  a?.side === b?.side && a?.anchor === b?.anchor && a?.focus === b?.focus;

/** Makes the browser's selection equal to ours. Does nothing where it is already. */
function writeNative(reader: ReaderState, native: Selection): void {
  const wanted = reader.selection;
  if (!wanted) {
    if (!native.isCollapsed && sideOf(native.anchorNode)) native.removeAllRanges();
    return;
  }
  if (areSame(readNative(reader, native), wanted)) return;
  const map = reader.at(wanted.side)?.map;
  const forward = wanted.anchor <= wanted.focus;
  const anchor = map?.pointAt(wanted.anchor, forward ? 'after' : 'before');
  const focus = map?.pointAt(wanted.focus, forward ? 'before' : 'after');
  if (anchor && focus) {
    native.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
  }
}

/** The browser's selection, and what was last known of it. */
export class NativeSelection {
  readonly #reader: ReaderState;
  #known: ReadingSelection | null = null;
  /** Ours, when the browser's was last made equal to it. */
  #followed: ReadingSelection | null = null;

  constructor(reader: ReaderState) {
    this.#reader = reader;
  }

  /** Takes over what the user selected with the mouse or by the browser's own means; an empty one where `orNothing`. */
  take(orNothing: boolean): void {
    this.#known = readNative(this.#reader, document.getSelection());
    if (!this.#known && !orNothing) return;
    if (!areSame(this.#known, this.#reader.selection)) this.#reader.select(this.#known);
  }

  /**
   * Makes it equal to ours, which changed, or an end of which only now came into the page. The browser tells a change
   * a moment after it was made: in the second case one that nobody has heard of yet is taken over instead.
   */
  follow(): void {
    const native = document.getSelection();
    if (!native) return;
    if (this.#isUntold(native)) this.take(false);
    else writeNative(this.#reader, native);
    this.#followed = this.#reader.selection;
    this.#known = readNative(this.#reader, native);
  }

  /** Ends that are no words were put there by rows that left the page. */
  #isUntold(native: Selection): boolean {
    if (this.#reader.selection !== this.#followed) return false;
    if (!(native.anchorNode instanceof Text && native.focusNode instanceof Text)) return false;
    return !areSame(readNative(this.#reader, native), this.#known);
  }
}

/**
 * The offset under a point or, beside the column of the words at `near`, level with it. Null where no words of the
 * article are there.
 */
export function offsetLevelWith(
  at: ArticleSide,
  near: number,
  x: number,
  y: number
): { offset: number | null; beside: boolean } {
  const column = at.elementAt(near)?.closest('.txt')?.getBoundingClientRect();
  if (!column) return { offset: null, beside: false };
  const beside = x < column.left || x > column.right;
  const within = Math.min(column.right - 2, Math.max(column.left + 2, x));
  const caret = document.caretPositionFromPoint(within, y);
  if (!caret || sideOf(caret.offsetNode) !== at.side) return { offset: null, beside };
  return { offset: at.map.offsetAt(caret.offsetNode, caret.offset), beside };
}

/** The block whose words or lines lie under the pointer. */
export function blockUnder(event: MouseEvent): HTMLElement | null {
  const { target } = event;
  return target instanceof Element ? target.closest<HTMLElement>('[data-block]') : null;
}
