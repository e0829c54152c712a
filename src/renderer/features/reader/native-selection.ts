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

/** The browser's selection in article offsets; null where it is empty or does not begin in one of the articles. */
export function readNative(reader: ReaderState, native: Selection | null): ReadingSelection | null {
  if (!native || native.isCollapsed || !native.anchorNode || !native.focusNode) return null;
  const side = sideOf(native.anchorNode);
  const map = side && reader.at(side)?.map;
  if (!side || !map) return null;
  const anchor = map.offsetAt(native.anchorNode, native.anchorOffset);
  const focus = map.offsetAt(native.focusNode, native.focusOffset);
  return anchor === null || focus === null || anchor === focus ? null : { side, anchor, focus };
}

/** Makes the browser's selection equal to ours. Does nothing where it is already. */
export function writeNative(reader: ReaderState, native: Selection | null): void {
  if (!native) return;
  const wanted = reader.selection;
  if (!wanted) {
    if (!native.isCollapsed && sideOf(native.anchorNode)) native.removeAllRanges();
    return;
  }
  const now = readNative(reader, native);
  if (now?.side === wanted.side && now.anchor === wanted.anchor && now.focus === wanted.focus) {
    return;
  }
  const map = reader.at(wanted.side)?.map;
  const forward = wanted.anchor <= wanted.focus;
  const anchor = map?.pointAt(wanted.anchor, forward ? 'after' : 'before');
  const focus = map?.pointAt(wanted.focus, forward ? 'before' : 'after');
  if (anchor && focus) {
    native.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
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
