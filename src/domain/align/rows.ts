// Paragraphs of two articles laid in rows, for the reader's rows mode and the PDF.
import type { Block } from '../article/schema';
import { countUpTo, extent, monotoneChain } from './monotone';
import type { Link, Span } from './schema';
import type { Side } from './side';

/**
 * Indexes into each side's blocks, ascending. `linked`: links tie the two cells, and neither is all clutter; else they
 * only share the space between.
 */
export interface Row {
  source: number[];
  target: number[];
  linked: boolean;
}

/**
 * Every block of both sides in exactly one row, in text order. Links that run in order make rows; the
 * blocks between two such rows share one that is not linked. `crossing` holds the links that cannot
 * stand in a row of their own. Rejected links count for nothing; clutter is left out unless asked for.
 */
export function alignRows(
  source: Side,
  target: Side,
  links: readonly Link[],
  options: { includeClutter?: boolean } = {}
): { rows: Row[]; crossing: readonly Link[] } {
  const shown = (side: Side) => new ShownBlocks(side.blocks, options.includeClutter ?? false);
  const sourceBlocks = shown(source);
  const targetBlocks = shown(target);
  const { chain, crossing } = monotoneChain(links);
  const knots: { source: Span; target: Span }[] = [];
  for (const link of chain) {
    const knot = {
      source: sourceBlocks.under(link.source),
      target: targetBlocks.under(link.target)
    };
    if (isEmpty(knot.source) || isEmpty(knot.target)) continue;
    const last = knots.at(-1);
    if (last && (knot.source[0] < last.source[1] || knot.target[0] < last.target[1])) {
      last.source = extent([last.source, knot.source]);
      last.target = extent([last.target, knot.target]);
    } else knots.push(knot);
  }
  const rows: Row[] = [];
  const add = (from: Span, to: Span, linked: boolean) => {
    const row: Row = {
      source: sourceBlocks.indexes(from),
      target: targetBlocks.indexes(to),
      linked: linked && sourceBlocks.hasWords(from) && targetBlocks.hasWords(to)
    };
    if (row.source.length > 0 || row.target.length > 0) rows.push(row);
  };
  let [sourceAt, targetAt] = [0, 0];
  for (const knot of knots) {
    add([sourceAt, knot.source[0]], [targetAt, knot.target[0]], false);
    add(knot.source, knot.target, true);
    [sourceAt, targetAt] = [knot.source[1], knot.target[1]];
  }
  add([sourceAt, sourceBlocks.count], [targetAt, targetBlocks.count], false);
  return { rows, crossing };
}

function isEmpty([start, end]: Span): boolean {
  return start >= end;
}

/** The blocks that are shown, numbered without gaps. */
class ShownBlocks {
  readonly #blocks: readonly Block[];
  readonly #indexes: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(blocks: readonly Block[], includeClutter: boolean) {
    this.#blocks = blocks;
    blocks.forEach((block, index) => {
      if (block.clutter !== undefined && !includeClutter) return;
      this.#indexes.push(index);
      this.#starts.push(block.start);
      this.#ends.push(block.end);
    });
  }

  get count(): number {
    return this.#indexes.length;
  }

  indexes([from, to]: Span): number[] {
    return this.#indexes.slice(from, to);
  }

  /** Not all of them are clutter. */
  hasWords(span: Span): boolean {
    return this.indexes(span).some((index) => this.#blocks[index]?.clutter === undefined);
  }

  /** Numbers of the shown blocks that the spans touch, half-open; empty where they touch none. */
  under(spans: readonly Span[]): Span {
    const [start, end] = extent(spans);
    return [countUpTo(this.#ends, start), countUpTo(this.#starts, end - 1)];
  }
}
