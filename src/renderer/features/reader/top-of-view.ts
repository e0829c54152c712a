// Which words stand at the top of a pane, and how far others are from it.
import type { ArticleSide } from './article-side.svelte';
import { characterBox } from './geometry';

/** Air between the pane's top and words put there, CSS pixels. */
const air = 4;

/**
 * The offset of the first words in view: of a line cut by the top, or the next block; `below` that many CSS pixels
 * further down. Null where nothing is rendered.
 */
export function topOffset(at: ArticleSide, pane: HTMLElement, below = 0): number | null {
  const top = pane.getBoundingClientRect().top + below;
  const rendered = pane.querySelectorAll<HTMLElement>(`[data-side="${at.side}"] [data-block]`);
  let low = 0;
  let high = rendered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = rendered[middle]?.getBoundingClientRect().bottom ?? Infinity;
    if (bottom <= top + air) low = middle + 1;
    else high = middle;
  }
  const first = rendered[low];
  const block = at.article.blocks[Number(first?.dataset.block)];
  if (!first || !block) return null;
  const box = first.getBoundingClientRect();
  if (box.top >= top) return block.start;
  const caret = document.caretPositionFromPoint(box.left + 2, top + air + 2);
  const offset = caret && at.map.offsetAt(caret.offsetNode, caret.offset);
  return offset === null || offset < block.start || offset > block.end ? block.start : offset;
}

/** How far below the top of the pane the offset stands, CSS pixels; null where it is not rendered. */
export function belowTop(at: ArticleSide, pane: HTMLElement, offset: number): number | null {
  const box =
    characterBox(at.map, offset) ??
    characterBox(at.map, at.sentences[at.indexNear(offset)]?.start ?? 0);
  return box && box.top - pane.getBoundingClientRect().top - air;
}
