// The counterpart of a statement: stored at one end, true of both.
import type { Annotation } from '../annotation/schema';

/** Each annotation's counterparts by its id: those it names, then those that name it. Only ones that are there. */
export function counterpartIndex(
  annotations: Iterable<Annotation>
): ReadonlyMap<string, readonly Annotation[]> {
  const byId = new Map<string, Annotation>();
  for (const annotation of annotations) byId.set(annotation.id, annotation);
  const index = new Map<string, Annotation[]>();
  const add = (id: string, other: Annotation): void => {
    const known = index.get(id);
    if (!known) index.set(id, [other]);
    else if (!known.includes(other)) known.push(other);
  };
  const naming = [...byId.values()].flatMap((annotation) => {
    const other = byId.get(annotation.statement?.counterpart ?? '');
    return other && other !== annotation ? [[annotation, other] as const] : [];
  });
  for (const [annotation, other] of naming) add(annotation.id, other);
  for (const [annotation, other] of naming) add(other.id, annotation);
  return index;
}
