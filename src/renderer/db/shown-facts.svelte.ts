// The facts on screen, of every kind.
import { SvelteMap } from 'svelte/reactivity';
import type { Pair } from '@domain/align/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { AnnotationId, CollectionId, PairId, TagId, TermId } from '@domain/ids';
import type { Tag } from '@domain/tag/schema';
import { sameValue } from '@shared/same-value';
import { AnnotationIndex } from './annotation-index.svelte';
import type { Change, EntityKey, Value } from './facts-repository';
import type { AllShown } from './facts-sync';

export class ShownFacts {
  readonly annotations = new AnnotationIndex();
  /** The adopted ones alone. */
  readonly pairs = new SvelteMap<PairId, Pair>();
  readonly collections = new SvelteMap<CollectionId, Collection>();
  readonly terms = new SvelteMap<TermId, Term>();
  readonly tags = new SvelteMap<TagId, Tag>();

  /** Null where there is none. */
  value({ entity, id }: EntityKey): Value | null {
    if (entity === 'annotation') return this.annotations.get(id as AnnotationId) ?? null;
    if (entity === 'collection') return this.collections.get(id as CollectionId) ?? null;
    if (entity === 'term') return this.terms.get(id as TermId) ?? null;
    if (entity === 'tag') return this.tags.get(id as TagId) ?? null;
    return this.pairs.get(id as PairId) ?? null;
  }

  show(changes: readonly Change[]): void {
    const annotations = changes.filter((change) => change.entity === 'annotation');
    if (annotations.length > 0) this.annotations.set(annotations);
    for (const change of changes) {
      if (change.entity === 'collection') put(this.collections, change.id, change.value);
      else if (change.entity === 'term') put(this.terms, change.id, change.value);
      else if (change.entity === 'tag') put(this.tags, change.id, change.value);
      else if (change.entity === 'pair') put(this.pairs, change.id, change.value);
    }
  }

  /** Takes these for all there are, pairs apart; the ids of those that were otherwise, or not there, or are gone. */
  replace({ annotations, collections, terms, tags }: AllShown): Set<string> {
    const changed = new Set<string>(this.annotations.ids());
    for (const annotation of annotations) {
      const { id } = annotation;
      if (sameValue(annotation, this.annotations.get(id))) changed.delete(id);
      else changed.add(id);
    }
    this.annotations.replace(annotations);
    const others = [
      ...changesTo('collection', this.collections, collections),
      ...changesTo('term', this.terms, terms),
      ...changesTo('tag', this.tags, tags)
    ];
    for (const { id } of others) changed.add(id);
    this.show(others);
    return changed;
  }
}

/** What makes the shown values these ones. */
function changesTo<T extends Collection | Term | Tag>(
  entity: 'collection' | 'term' | 'tag',
  shown: ReadonlyMap<T['id'], T>,
  values: readonly T[]
): Change[] {
  const all = new Map<T['id'], T>(values.map((value) => [value.id, value]));
  return [...new Set([...shown.keys(), ...all.keys()])].flatMap((id): Change[] => {
    const value = all.get(id) ?? null;
    return sameValue(value, shown.get(id) ?? null) ? [] : [{ entity, id, value } as Change];
  });
}

function put<Id, T>(map: Map<Id, T>, id: Id, value: T | null): void {
  if (value) map.set(id, value);
  else map.delete(id);
}
