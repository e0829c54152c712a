// Links between annotations, made and taken off, each as one act that undo takes back.
import { maxRelated, type Annotation } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import type { FactsStore } from './facts-store.svelte';

/** The annotation with these links; without the field where there are none. */
function withRelated(annotation: Annotation, related: readonly AnnotationId[]): Annotation {
  const value: Annotation = {
    ...annotation,
    related: [...related],
    modified: new Date().toISOString()
  };
  if (related.length === 0) Reflect.deleteProperty(value, 'related');
  return value;
}

/** Links two annotations; false where they are linked already, are one, or hold as many links as they can. */
export function relate(facts: FactsStore, id: AnnotationId, other: AnnotationId): boolean {
  const annotation = facts.annotation(id);
  if (!annotation || id === other || facts.relatedTo(id).includes(other)) return false;
  const related = [...(annotation.related ?? []), other];
  if (related.length > maxRelated) return false;
  const value = withRelated(annotation, related);
  void facts.act('annotations.actRelate', [{ entity: 'annotation', id, value }]);
  return true;
}

/** Takes the link off, at whichever end it stands; the other may be gone. */
export function unrelate(facts: FactsStore, id: AnnotationId, other: AnnotationId): void {
  const ends = [
    [id, other],
    [other, id]
  ] as const;
  const changes = ends.flatMap(([end, named]) => {
    const annotation = facts.annotation(end);
    if (!annotation?.related?.includes(named)) return [];
    const related = annotation.related.filter((one) => one !== named);
    return [{ entity: 'annotation' as const, id: end, value: withRelated(annotation, related) }];
  });
  void facts.act('annotations.actUnrelate', changes);
}
