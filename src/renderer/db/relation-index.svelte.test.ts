import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import { AnnotationIndex } from './annotation-index.svelte';

const [a, b, c, d] = ['a', 'b', 'c', 'd'] as AnnotationId[] as [
  AnnotationId,
  AnnotationId,
  AnnotationId,
  AnnotationId
];

function linked(id: AnnotationId, related: AnnotationId[]): Annotation {
  const at = '2026-11-21T09:41:00.000Z';
  const value: Annotation = {
    id,
    targets: [],
    colour: 'yellow',
    tags: [],
    note: null,
    author: '',
    created: at,
    modified: at
  };
  return related.length > 0 ? { ...value, related } : value;
}

describe('what an annotation is linked with', () => {
  it('shows a link at both ends, each once, its own first', () => {
    const index = new AnnotationIndex();
    index.replace([linked(a, [b, c]), linked(b, [a]), linked(d, [a])]);
    expect(index.relatedTo(a)).toEqual([b, c, d]);
    expect(index.relatedTo(c)).toEqual([a]);
  });

  // Catches a link lost for good because its other end was deleted for a moment.
  it('keeps a link to what is gone, and takes it up again when that comes back', () => {
    const index = new AnnotationIndex();
    index.replace([linked(a, [b]), linked(b, [])]);
    index.set([{ id: b, value: null }]);
    expect(index.relatedTo(a)).toEqual([b]);
    index.set([{ id: b, value: linked(b, []) }]);
    expect(index.relatedTo(b)).toEqual([a]);
    index.set([{ id: a, value: null }]);
    expect(index.relatedTo(b)).toEqual([]);
  });

  // Catches an index that drifts from the annotations by any order of changes.
  it('tells the same as looking through all annotations', () => {
    const ids = [a, b, c, d];
    const step = fc.record({
      id: fc.constantFrom(...ids),
      related: fc.option(fc.uniqueArray(fc.constantFrom(...ids)))
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.boolean(), (steps, replaced) => {
        const index = new AnnotationIndex();
        const all = new Map<AnnotationId, Annotation>();
        for (const { id, related } of steps) {
          const value = related ? linked(id, related) : null;
          if (value) all.set(id, value);
          else all.delete(id);
          index.set([{ id, value }]);
        }
        if (replaced) index.replace([...all.values()]);
        for (const id of ids) {
          const named = all.get(id)?.related ?? [];
          const naming = [...all.values()].filter(({ related }) => related?.includes(id));
          const wanted = new Set([...named, ...naming.map((other) => other.id)]);
          wanted.delete(id);
          expect(new Set(index.relatedTo(id))).toEqual(wanted);
        }
      })
    );
  });
});
