// Passages carried over from one version of a text to the next.
import { anchorResolver, createAnchor } from '../anchor/anchor';
import { fits } from '../anchor/fits';
import type { AnchorState } from '../anchor/schema';
import type { AnnotationTarget } from '../annotation/schema';
import type { Article } from '../article/schema';
import { Clauses } from './clauses';

/** Carries one target that lies in the article; returns it itself where nothing of it changes. */
export type CarryTarget = (target: AnnotationTarget) => AnnotationTarget;

/**
 * Carries targets into `after`. Where the version they were made on is at hand, what stands in unchanged clauses goes
 * along with them, and all else is looked for between its neighbours first; without it by its words alone. One that is
 * found nowhere keeps its anchor and becomes an orphan. A `changed` one stays so until somebody has looked at it, though
 * its words stand still from then on.
 */
export function targetCarrier(
  before: Pick<Article, 'text'> | null,
  after: Pick<Article, 'text' | 'normaliserVersion'>
): CarryTarget {
  const resolve = anchorResolver(after.text);
  const clauses = before ? new Clauses(before.text, after.text) : null;
  return (target) => {
    const { anchor } = target;
    const known = clauses && before && fits(anchor, before.text) ? clauses : null;
    const followed = known?.follow(anchor.start, anchor.end);
    const found = followed
      ? { state: stateAt(anchor.start, followed[0]), start: followed[0], end: followed[1] }
      : resolve(anchor, known?.gap(anchor.start, anchor.end));
    if (found.state === 'orphan') {
      return target.state === 'orphan' ? target : { ...target, state: 'orphan' };
    }
    const { normaliserVersion } = after;
    const carried = { ...createAnchor(after.text, found.start, found.end), normaliserVersion };
    const state = target.state === 'changed' ? 'changed' : found.state;
    const same =
      carried.exact === anchor.exact &&
      carried.start === anchor.start &&
      carried.prefix === anchor.prefix &&
      carried.suffix === anchor.suffix;
    // Where nothing moves, what became of it at an earlier change stays said.
    if (same && target.state !== 'orphan') {
      return anchor.normaliserVersion === normaliserVersion
        ? target
        : { ...target, anchor: carried };
    }
    const { was, ...rest } = target;
    const older = was ?? (found.state === 'changed' ? anchor.exact : undefined);
    const kept = state === 'changed' && older !== undefined ? { was: older } : {};
    return { ...rest, anchor: carried, state, ...kept };
  };
}

const stateAt = (was: number, is: number): AnchorState => (was === is ? 'exact' : 'moved');
