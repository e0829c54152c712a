// A block's text cut wherever a mark begins or ends, and at hard breaks.
import type { Block, Mark } from '@domain/article/schema';

/** A hard line break inside a block, as the normaliser writes it. */
export const HARD_BREAK = '\u2028';

/** Offsets in the article's text, half-open. A break run covers its one character. */
export interface InlineRun {
  start: number;
  end: number;
  /** Outermost first. */
  marks: readonly Mark[];
  lineBreak: boolean;
}

/** For each block the marks that touch it, in the marks' own order. */
export function marksByBlock(blocks: readonly Block[], marks: readonly Mark[]): readonly Mark[][] {
  const result: Mark[][] = blocks.map(() => []);
  for (const mark of marks) {
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[middle]?.end ?? 0) <= mark.start) low = middle + 1;
      else high = middle;
    }
    for (let index = low; (blocks[index]?.start ?? Infinity) < mark.end; index += 1) {
      result[index]?.push(mark);
    }
  }
  return result;
}

// A link holds what is bold in it, not the other way round, so that it stays one link.
function nesting(a: Mark, b: Mark): number {
  const link = (mark: Mark): number => (mark.kind === 'link' ? 0 : 1);
  return link(a) - link(b) || a.start - b.start || b.end - a.end || a.kind.localeCompare(b.kind);
}

/** The block's runs in order; they cover it without gap or overlap. No run for an empty block. */
export function cutRuns(text: string, block: Block, marks: readonly Mark[]): InlineRun[] {
  const cuts = new Set<number>([block.start, block.end]);
  const inside = marks.filter((mark) => mark.end > block.start && mark.start < block.end);
  for (const mark of inside) {
    cuts.add(Math.max(block.start, mark.start));
    cuts.add(Math.min(block.end, mark.end));
  }
  const breaks = new Set<number>();
  // Not beyond the block: where there is none, all of a book would be looked through for it.
  const own = text.slice(block.start, block.end);
  for (let at = own.indexOf(HARD_BREAK); at >= 0; at = own.indexOf(HARD_BREAK, at + 1)) {
    breaks.add(block.start + at);
    cuts.add(block.start + at).add(block.start + at + 1);
  }
  const borders = [...cuts].sort((a, b) => a - b);
  const ordered = inside.sort(nesting);
  const runs: InlineRun[] = [];
  for (const [index, start] of borders.entries()) {
    const end = borders[index + 1];
    if (end === undefined || end === start) continue;
    runs.push({
      start,
      end,
      marks: ordered.filter((mark) => mark.start <= start && mark.end >= end),
      lineBreak: breaks.has(start)
    });
  }
  return runs;
}
