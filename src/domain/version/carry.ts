// Passages carried over from one version of a text to the next.
import { anchorResolver, createAnchor } from '../anchor/anchor';
import { fits } from '../anchor/fits';
import type { AnchorState } from '../anchor/schema';
import type { AnnotationTarget } from '../annotation/schema';
import type { Article } from '../article/schema';
import { blockAt, mapBlocks, type Version } from './block-map';

/** Carries one target that lies in the article; returns it itself where nothing of it changes. */
export type CarryTarget = (target: AnnotationTarget) => AnnotationTarget;

/**
 * Carries targets into `after`. Where the version they were made on is at hand, what stands in an unchanged paragraph
 * goes along with it; all else is looked for by its words. One that is found nowhere keeps its anchor and becomes an
 * orphan. A `changed` one stays so until somebody has looked at it, though its words stand still from then on.
 */
export function targetCarrier(before: Version | null, after: Article): CarryTarget {
  const resolve = anchorResolver(after.text);
  const alongside = before ? paragraphFollower(before, after) : () => null;
  return (target) => {
    const { anchor } = target;
    const start = alongside(anchor);
    const found =
      start === null
        ? resolve(anchor)
        : { state: stateAt(anchor.start, start), start, end: start + anchor.exact.length };
    if (found.state === 'orphan') {
      return target.state === 'orphan' ? target : { ...target, state: 'orphan' };
    }
    const carried = createAnchor(after.text, found.start, found.end);
    const state = target.state === 'changed' ? 'changed' : found.state;
    const same =
      carried.exact === anchor.exact &&
      carried.start === anchor.start &&
      carried.prefix === anchor.prefix &&
      carried.suffix === anchor.suffix;
    // Where nothing moves, what became of it at an earlier change stays said.
    if (same && target.state !== 'orphan') return target;
    return { ...target, anchor: carried, state };
  };
}

const stateAt = (was: number, is: number): AnchorState => (was === is ? 'exact' : 'moved');

/** Where a passage that lies in unchanged paragraphs begins now; null for any other. */
function paragraphFollower(
  before: Version,
  after: Version
): (anchor: AnnotationTarget['anchor']) => number | null {
  const map = mapBlocks(before, after);
  return (anchor) => {
    if (!fits(anchor, before.text)) return null;
    const first = blockAt(before, anchor.start);
    const last = blockAt(before, anchor.end - 1);
    const to = map[first] ?? -1;
    const [was, is] = [before.blocks[first], after.blocks[to]];
    if (!was || !is || to < 0) return null;
    for (let block = first; block <= last; block += 1) {
      if (map[block] !== to + block - first) return null;
    }
    const start = is.start + anchor.start - was.start;
    return after.text.startsWith(anchor.exact, start) ? start : null;
  };
}
