// The way back: what carrying did to a target, undone with the reports it left.
import type { AnnotationTarget } from '../annotation/schema';
import type { AnnotationId } from '../ids';
import type { CarryReport } from './schema';

/** The target as it was on the oldest version that the reports begin with, for whoever changed nothing of it since. */
export type TakeBack = (
  annotationId: AnnotationId,
  index: number,
  target: AnnotationTarget
) => AnnotationTarget;

/** `reports` from the latest to the earliest; `same` compares plain data. */
export function targetsTakenBack(
  reports: readonly CarryReport[],
  same: (a: unknown, b: unknown) => boolean
): TakeBack {
  const steps = reports.map(
    ({ targets }) =>
      new Map(targets.map((entry) => [`${entry.annotationId} ${entry.target}`, entry]))
  );
  return (annotationId, index, target) => {
    let was = target;
    for (const step of steps) {
      const entry = step.get(`${annotationId} ${index}`);
      if (entry && same(entry.after, was)) was = entry.before;
    }
    return was;
  };
}
