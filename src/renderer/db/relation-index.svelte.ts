// Which annotations name which others, seen from both ends: links, counterparts. A link stands in one of them only.
import { SvelteMap } from 'svelte/reactivity';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';

const none: readonly AnnotationId[] = [];

export class RelationIndex {
  /** By what is named, those that name it. */
  readonly #namedBy = new SvelteMap<AnnotationId, readonly AnnotationId[]>();
  readonly #names: (annotation: Annotation) => readonly AnnotationId[] | undefined;

  /** `names` are the others that an annotation names. */
  constructor(names: (annotation: Annotation) => readonly AnnotationId[] | undefined) {
    this.#names = names;
  }

  /** In the order linked, those of its own first; each once, never itself. Also such as are gone. */
  of(id: AnnotationId, own: readonly AnnotationId[] = none): AnnotationId[] {
    const all = new Set([...own, ...(this.#namedBy.get(id) ?? none)]);
    all.delete(id);
    return [...all];
  }

  /** One annotation's links are others now. */
  change(id: AnnotationId, before: readonly AnnotationId[] = none, after = none): void {
    if (before === after) return;
    for (const named of before) {
      if (after.includes(named)) continue;
      const others = (this.#namedBy.get(named) ?? none).filter((one) => one !== id);
      if (others.length > 0) this.#namedBy.set(named, others);
      else this.#namedBy.delete(named);
    }
    for (const named of after) {
      if (!before.includes(named))
        this.#namedBy.set(named, [...(this.#namedBy.get(named) ?? none), id]);
    }
  }

  /** Takes the links of these for all there are. */
  replace(annotations: readonly Annotation[]): void {
    this.#namedBy.clear();
    for (const annotation of annotations) {
      this.change(annotation.id, none, this.#names(annotation));
    }
  }
}
