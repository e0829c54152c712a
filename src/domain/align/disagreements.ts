// Where two linked passages cannot both be right: other figures, years, months or weekdays on the two sides.
import type { Mention } from './units';

export interface Disagreement {
  kind: 'number' | 'date';
  /** As written on each side. */
  source: string;
  target: string;
}

/** Values that the two sides do not share are one thing said twice where they lie so near each other. */
const NEAR = 3;
/** Miles in kilometres, metres in feet, kilograms in pounds, inches, acres, gallons; either way round. */
const CONVERSIONS = [1.609, 3.281, 2.205, 2.54, 2.471, 4.546, 3.785];
const ROUNDED = 0.04;

/**
 * Pairs of values that contradict each other, in the source's order; mentions of one passage and of its counterpart.
 * Careful rather than complete: only where both sides hold the same number of values of one sort that the other
 * lacks, and where no conversion of units, hours or eras explains them. A value that one side leaves out is no
 * disagreement.
 */
export function disagreements(
  allOfSource: readonly Mention[],
  allOfTarget: readonly Mention[]
): Disagreement[] {
  const [source, target] = [allOfSource.filter(isQuantity), allOfTarget.filter(isQuantity)];
  if (source.length === 0 || target.length === 0) return [];
  return [
    ...unlike('number', yearsOf(source), yearsOf(target), isOtherYear),
    ...unlike('number', countsOf(source), countsOf(target), isOtherCount),
    ...unlike('date', keyed(source, 'month'), keyed(target, 'month'), () => true),
    ...unlike('date', weekdaysOf(source), weekdaysOf(target), () => true)
  ];
}

const isQuantity = ({ kind }: Mention): boolean => kind === 'number' || kind === 'date';

interface Value {
  value: number;
  written: string;
}

function unlike(
  kind: Disagreement['kind'],
  source: readonly Value[],
  target: readonly Value[],
  contradict: (one: number, other: number) => boolean
): Disagreement[] {
  const lacking = (own: readonly Value[], other: readonly Value[]): Value[] =>
    own.filter(({ value }) => !other.some((each) => each.value === value));
  const [here, there] = [lacking(source, target), lacking(target, source)];
  if (here.length !== 1 || there.length !== 1) return [];
  const [one, other] = [here[0], there[0]];
  if (!one || !other || !contradict(one.value, other.value)) return [];
  // A list of figures, read as one: "(3,3)".
  if (one.written.split(/[.,]/u).includes(other.written)) return [];
  if (other.written.split(/[.,]/u).includes(one.written)) return [];
  return [{ kind, source: one.written, target: other.written }];
}

function keyed(mentions: readonly Mention[], sort: 'number' | 'month' | 'weekday'): Value[] {
  return mentions.flatMap(({ key, written }) => {
    const [kind, value] = key.split(':');
    return kind === sort ? [{ value: Number(value), written }] : [];
  });
}

/** Alone, or as part of a date: "2025", "25/7/2025", "25.7.2025". */
const YEAR = /^(?:\d{4}|.*\d[/-]\d.*|\d{1,2}\.\d{1,2}\.\d{4})$/u;
const isYear = ({ value, written }: Value): boolean =>
  YEAR.test(written) && value >= 1500 && value <= 2199;
const yearsOf = (mentions: readonly Mention[]): Value[] => keyed(mentions, 'number').filter(isYear);
const countsOf = (mentions: readonly Mention[]): Value[] =>
  keyed(mentions, 'number').filter((value) => !isYear(value));

/** Only as names are written: in many languages a day is a number or another word too ("thứ năm": the fifth). */
const weekdaysOf = (mentions: readonly Mention[]): Value[] =>
  keyed(mentions, 'weekday').filter(({ written }) => /[\p{Lu}\p{Script=Han}]/u.test(written));

/** Buddhist years run 543 ahead. */
const isOtherYear = (one: number, other: number): boolean => Math.abs(one - other) !== 543;

function isOtherCount(one: number, other: number): boolean {
  const [less, more] = [Math.min(one, other), Math.max(one, other)];
  if (less <= 0 || more / less > NEAR) return false;
  // 3 p.m. is 15 o'clock.
  if (more - less === 12 && more <= 24) return false;
  return !CONVERSIONS.some((factor) => Math.abs(more / less / factor - 1) < ROUNDED);
}
