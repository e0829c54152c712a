// Where two linked passages cannot both be right: figures and dates, names, and what only one of them denies.
import type { Denial } from './denial';
import { disagreements } from './disagreements';
import { otherNames } from './other-names';
import type { LinkReason } from './schema';
import type { Unit } from './units';

export interface Conflict {
  kind: Extract<LinkReason['kind'], 'number' | 'date' | 'name' | 'negation'>;
  /** As written on each side; a dash where one side denies and the other does not. */
  source: string;
  target: string;
}

/** Conflicts of a passage with its counterpart. `isName`: whether a mention's key occurs in both texts. */
export function conflictsOf(
  source: readonly Unit[],
  target: readonly Unit[],
  isName: (key: string) => boolean
): Conflict[] {
  const mentioned = (units: readonly Unit[]) => units.flatMap((unit) => unit.mentions);
  const [here, there] = [mentioned(source), mentioned(target)];
  const denied = deniedAlone(source, target);
  const affirmed = deniedAlone(target, source);
  return [
    ...disagreements(here, there),
    ...otherNames(here, there, isName),
    ...(denied === null ? [] : [{ kind: 'negation' as const, source: denied, target: '–' }]),
    ...(affirmed === null ? [] : [{ kind: 'negation' as const, source: '–', target: affirmed }])
  ];
}

/**
 * The word with which `units` deny what `others` affirm: it stands beside something both sides mention, and nothing
 * on the other side even hints at a denial.
 */
function deniedAlone(units: readonly Unit[], others: readonly Unit[]): string | null {
  if (!units.some(({ denial }) => denial && denial.denying.length > 0)) return null;
  const [own, other] = [denialsOf(units), denialsOf(others)];
  if (!own || !other || other.some(({ denying }) => denying.length > 0)) return null;
  if (other.some(({ isHinted }) => isHinted())) return null;
  const keys = new Set(others.flatMap(({ mentions }) => mentions.map(({ key }) => key)));
  const shared = units
    .flatMap(({ mentions }) => mentions)
    .filter(({ key, kind }) => kind === 'word' && keys.has(key));
  const found = own
    .flatMap(({ denying }) => denying)
    .find(({ beside }) => shared.some(({ written }) => beside.includes(written)));
  return found?.written ?? null;
}

/** Null where one of the sentences tells nothing of denial. */
function denialsOf(units: readonly Unit[]): Denial[] | null {
  const denials = units.map(({ denial }) => denial);
  return denials.some((denial) => !denial) ? null : denials.flatMap((denial) => denial ?? []);
}
