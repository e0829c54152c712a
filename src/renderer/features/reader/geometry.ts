// Where words are on the screen.
import type { OffsetMap, TextSpan } from './offset-map';

// One for all measuring: the browser adjusts each live range at each change of the page until it is collected.
const ruler = document.createRange();

function boxesBetween(from: Node, start: number, to: Node, end: number): DOMRectList {
  ruler.setStart(from, start);
  ruler.setEnd(to, end);
  return ruler.getClientRects();
}

/**
 * The box of the character at `offset`, in viewport pixels; of words too far off to be in the page about where they
 * would stand, without extent. Null where they are folded away.
 */
export function characterBox(map: OffsetMap, offset: number): DOMRect | null {
  const point = map.pointAt(offset, 'after');
  if (!point) return map.standInBox(offset);
  const { node } = point;
  const start = Math.min(point.offset, Math.max(0, node.length - 1));
  return boxesBetween(node, start, node, Math.min(node.length, start + 1))[0] ?? null;
}

/** The box just before `offset`: the end of a passage, not the start of what follows it. */
export function boxBefore(map: OffsetMap, offset: number): DOMRect | null {
  const point = map.pointAt(offset, 'before');
  if (!point) return null;
  const { node, offset: end } = point;
  const boxes = boxesBetween(node, Math.max(0, end - 1), node, end);
  return boxes[boxes.length - 1] ?? null;
}

/** All line boxes of the span, in viewport pixels. */
export function spanBoxes(map: OffsetMap, span: TextSpan): DOMRect[] {
  return map
    .rangesOf(span)
    .flatMap(({ startContainer, startOffset, endContainer, endOffset }) => [
      ...boxesBetween(startContainer, startOffset, endContainer, endOffset)
    ]);
}

/** Where a caret at `offset` stands: its x, and the line's top and height. */
export function caretBox(
  map: OffsetMap,
  offset: number,
  rightToLeft: boolean
): { x: number; top: number; height: number } | null {
  const after = characterBox(map, offset);
  if (after) {
    const x = rightToLeft ? after.right : after.left;
    return { x, top: after.top, height: after.height };
  }
  const before = boxBefore(map, offset);
  if (!before) return null;
  const x = rightToLeft ? before.left : before.right;
  return { x, top: before.top, height: before.height };
}

/** The text node and offset under a point, if the point is on its words and not beside them. */
export function pointOnWords(x: number, y: number): { node: Text; offset: number } | null {
  const caret = document.caretPositionFromPoint(x, y);
  const node = caret?.offsetNode;
  if (!caret || !(node instanceof Text)) return null;
  // The caret stands between two characters; which of them is under the point?
  for (const start of [caret.offset, caret.offset - 1]) {
    if (start < 0 || start >= node.length) continue;
    for (const box of boxesBetween(node, start, node, start + 1)) {
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) {
        return { node, offset: start };
      }
    }
  }
  return null;
}

/** Changes whenever the lines of the text may break elsewhere. */
export function linesKey(pane: HTMLElement | undefined): string {
  if (!pane) return '';
  const style = getComputedStyle(pane);
  const property = (name: string): string => style.getPropertyValue(name);
  return [style.font, style.width, property('--read-measure'), property('--split')].join();
}
