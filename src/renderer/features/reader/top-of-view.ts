// Which words stand at the top of a pane, and how far others are from it.
import type { SideName } from '@domain/align/counterparts';
import type { ReaderView } from '../../db/view-state';
import type { ArticleSide } from './article-side.svelte';
import { characterBox } from './geometry';

/**
 * Words at the top of a pane. `cut`: how much of their line stands above the top, as a share of its height; below zero
 * where there is more air than usual.
 */
export interface Top {
  offset: number;
  cut: number;
}

/** Where the panes are to begin. */
export function topsOf(view: ReaderView | null): Record<SideName, Top> {
  return {
    source: { offset: view?.sourceOffset ?? 0, cut: view?.sourceCut ?? 0 },
    target: { offset: view?.targetOffset ?? 0, cut: view?.targetCut ?? 0 }
  };
}

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

/** The first words in view, and how they stand there. Null where nothing is rendered. */
export function topOf(at: ArticleSide, pane: HTMLElement): Top | null {
  const offset = topOffset(at, pane);
  if (offset === null) return null;
  const box = characterBox(at.map, offset);
  if (!box?.height) return { offset, cut: 0 };
  const above = pane.getBoundingClientRect().top + air - box.top;
  // But for the article's beginning: the other side of a row may begin far below.
  return { offset, cut: Math.max(offset === 0 ? -Infinity : -1, above / box.height) };
}

/** How far below where they stood at the top of the pane the words stand, CSS pixels; null where they are not rendered. */
export function belowTop(at: ArticleSide, pane: HTMLElement, { offset, cut }: Top): number | null {
  const box =
    characterBox(at.map, offset) ??
    characterBox(at.map, at.sentences[at.indexNear(offset)]?.start ?? 0);
  return box && box.top + cut * box.height - pane.getBoundingClientRect().top - air;
}
