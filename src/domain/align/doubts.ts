// What of a pair's links asks to be looked at by a person.
import { isLive, type Link, type LinkReason } from './schema';

/** Under this confidence a proposed link counts as unsure. */
const sure = 0.9;

/** Whether a reason says that the two sides contradict each other. */
export function isDisagreement({ kind, weight }: LinkReason): boolean {
  return weight < 0 && contestable.has(kind);
}

const contestable: ReadonlySet<LinkReason['kind']> = new Set([
  'number',
  'date',
  'name',
  'negation'
]);

/** Whether something that both sides say differently speaks against the link. */
export function inConflict(link: Link): boolean {
  return isLive(link) && link.reasons.some(isDisagreement);
}

/** Proposed, and either not known well enough or spoken against. */
export function isUnsure(link: Link): boolean {
  return link.state === 'proposed' && (link.confidence < sure || inConflict(link));
}

/** The two values of a disagreement as written, source first; null where the reason does not give both. */
export function valuesApart({ value }: LinkReason): [string, string] | null {
  const [one, other] = value?.split(' ≠ ') ?? [];
  return one && other ? [one, other] : null;
}
