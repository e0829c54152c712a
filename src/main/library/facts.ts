// All facts of a library in memory: annotations, pairs, collections, terms and tags with their revisions, the deleted ones among them.
// Pure: planning decides what a batch of operations means, committing makes it so once the journal holds it.
import type { Pair } from '@domain/align/schema';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { JournalRecord, Operation, OperationResult } from '@domain/annotation/operation';
import type {
  AnnotationId,
  ArticleId,
  CollectionId,
  OperationId,
  PairId,
  TagId,
  TermId
} from '@domain/ids';
import type { Tag } from '@domain/tag/schema';
import { sameValue } from '@shared/same-value';
import type { Manifest } from './manifest';

/** An entity; `value` is null once it is deleted, `deleted` then says when and what it was. */
export interface Entry<T> {
  revision: number;
  value: T | null;
  deleted?: { at: string; value: T };
}

/** What a batch of operations comes to, before anything is written. */
export interface Plan {
  records: JournalRecord[];
  results: OperationResult[];
  /** Pair operations that lost against a newer revision: to be kept in the history. */
  losers: Extract<Operation, { entity: 'pair' }>[];
}

/** Records held for `since` and for recognising repeated operations: at least this many of the newest. */
export const keptRecords = 1000;

/** What each kind of fact is. */
export interface Values {
  annotation: Annotation;
  pair: Pair;
  collection: Collection;
  term: Term;
  tag: Tag;
}
export type AnyEntry = { [E in keyof Values]: Entry<Values[E]> }[keyof Values];
export type Entity = Operation['entity'];
export const entities = [
  'annotation',
  'pair',
  'collection',
  'term',
  'tag'
] as const satisfies Entity[];
type AnyId = AnnotationId | PairId | CollectionId | TermId | TagId;
/** An id that any entity but a pair may have. */
export type FreshId = AnnotationId & CollectionId & TermId & TagId;

export class Facts {
  readonly annotations = new Map<AnnotationId, Entry<Annotation>>();
  readonly pairs = new Map<PairId, Entry<Pair>>();
  readonly collections = new Map<CollectionId, Entry<Collection>>();
  readonly terms = new Map<TermId, Entry<Term>>();
  readonly tags = new Map<TagId, Entry<Tag>>();
  /** How many of each kind are not deleted. */
  readonly living: Record<Entity, number> = {
    annotation: 0,
    pair: 0,
    collection: 0,
    term: 0,
    tag: 0
  };
  /** The newest records, without a gap, up to `lastSequence`; none where the last ones are not at hand. */
  private recent: JournalRecord[] = [];
  private readonly sequences = new Map<OperationId, number>();
  private readonly byArticle = new Map<ArticleId, Set<AnnotationId>>();

  constructor(
    public lastSequence: number,
    /** A fresh uuid, for the copy that a conflict leaves. */
    private readonly newId: () => FreshId
  ) {}

  /** Takes an entity as a sidecar or the trash has it; of two readings the newer revision stays. */
  load<E extends Entity>(entity: E, id: Values[E]['id'], entry: Entry<Values[E]>): void {
    const entries = this.entries(entity);
    const known = entries.get(id);
    if (known && known.revision >= entry.revision) return;
    this.put(id, entity, known, entry as AnyEntry);
  }

  /** Decides on operations in order. Changes nothing: `commit` does. */
  plan(operations: Operation[]): Plan {
    const plan: Plan = { records: [], results: [], losers: [] };
    const planned = new Map<string, { revision: number; value: unknown }>();
    const sequences = new Map<OperationId, number>();
    for (const operation of operations) {
      const { operationId, entity, id, baseRevision, value } = operation;
      const answer = (status: OperationResult['status'], sequence: number): void => {
        plan.results.push({ operationId, status, sequence });
      };
      const current = planned.get(entity + id) ?? this.entries(entity).get(id);
      const repeated = sequences.get(operationId) ?? this.sequences.get(operationId);
      const sequence = this.lastSequence + plan.records.length + 1;
      if (repeated !== undefined) {
        answer('duplicate', repeated);
      } else if (operation.purge) {
        const inTrash = current?.value === null && value === null;
        if (inTrash) record({ sequence, operation });
        answer(inTrash ? 'applied' : 'conflict', inTrash ? sequence : (current?.revision ?? 0));
      } else if (!current || current.revision === baseRevision) {
        record({ sequence, operation });
        answer('applied', sequence);
      } else if (sameValue(current.value, value)) {
        answer('duplicate', current.revision);
      } else if (operation.entity !== 'pair' && operation.value) {
        record({ sequence, operation: copyOf(operation, this.newId()) });
        answer('conflict', sequence);
      } else {
        if (operation.entity === 'pair') plan.losers.push(operation);
        answer('conflict', current.revision);
      }
    }
    return plan;

    function record(made: JournalRecord): void {
      const { operation, sequence } = made;
      plan.records.push(made);
      planned.set(operation.entity + operation.id, { revision: sequence, value: operation.value });
      sequences.set(operation.operationId, sequence);
    }
  }

  /**
   * Applies records the journal holds. One at or below its entity's revision changes nothing; for each other one
   * `onChange` hears of the record and of the entity as it was.
   */
  commit(
    records: JournalRecord[],
    onChange: (record: JournalRecord, before: AnyEntry | undefined) => void
  ): void {
    for (const record of records) {
      this.apply(record, onChange);
      if (record.sequence !== (this.recent.at(-1)?.sequence ?? record.sequence - 1) + 1) {
        this.recent = [];
      }
      this.recent.push(record);
      this.sequences.set(record.operation.operationId, record.sequence);
      this.lastSequence = Math.max(this.lastSequence, record.sequence);
    }
    if (this.recent.length > keptRecords * 3) {
      for (const { operation } of this.recent.splice(0, this.recent.length - keptRecords)) {
        this.sequences.delete(operation.operationId);
      }
    }
  }

  /** Records after `sequence`, oldest first; null where not all of them are at hand, or it lies in the future. */
  since(sequence: number): JournalRecord[] | null {
    if (sequence === this.lastSequence) return [];
    const first = this.recent[0]?.sequence ?? Infinity;
    const complete = this.recent.at(-1)?.sequence === this.lastSequence;
    if (!complete || sequence > this.lastSequence || first > sequence + 1) return null;
    return this.recent.slice(sequence + 1 - first);
  }

  /** The records' annotations and pairs as they stand now, each once, as records of their last change. */
  current(records: readonly JournalRecord[]): JournalRecord[] {
    const last = new Map(records.map(({ operation }) => [operation.id as string, operation]));
    return [...last.values()].flatMap((operation): JournalRecord[] => {
      if (operation.entity === 'annotation') {
        const entry = this.annotations.get(operation.id);
        const value = entry?.value;
        return value ? [{ sequence: entry.revision, operation: { ...operation, value } }] : [];
      }
      if (operation.entity !== 'pair') return [];
      const entry = this.pairs.get(operation.id);
      const value = entry?.value;
      return value ? [{ sequence: entry.revision, operation: { ...operation, value } }] : [];
    });
  }

  /** Ids of current annotations with a target in the article. */
  touching(id: ArticleId): ReadonlySet<AnnotationId> {
    return this.byArticle.get(id) ?? new Set();
  }

  private apply(
    record: JournalRecord,
    onChange: (record: JournalRecord, before: AnyEntry | undefined) => void
  ): void {
    const { sequence, operation } = record;
    const { entity, id, value, at } = operation;
    const entries = this.entries(entity);
    const known = entries.get(id);
    if (known && known.revision >= sequence) return;
    onChange(record, known);
    const last = known?.value ?? known?.deleted?.value;
    const entry: Entry<unknown> =
      value === null && last && !operation.purge
        ? { revision: sequence, value, deleted: { at, value: last } }
        : { revision: sequence, value };
    this.put(id, entity, known, entry as AnyEntry);
  }

  private put(id: AnyId, entity: Entity, known: AnyEntry | undefined, entry: AnyEntry): void {
    this.index(id as AnnotationId, entity, known, entry);
    this.living[entity] += Number(entry.value !== null) - Number(Boolean(known?.value));
    this.entries(entity).set(id, entry);
  }

  /** All entities of a kind, the deleted ones among them. */
  of(entity: Entity): ReadonlyMap<AnyId, AnyEntry> {
    return this.entries(entity);
  }

  /** Ids of all deleted entities, also of such as have left the trash since the start. */
  gone(): string[] {
    return entities.flatMap((entity) =>
      [...this.entries(entity)].flatMap(([id, { value }]) => (value ? [] : id))
    );
  }

  private entries(entity: Entity): Map<AnyId, AnyEntry> {
    return {
      annotation: this.annotations,
      pair: this.pairs,
      collection: this.collections,
      term: this.terms,
      tag: this.tags
    }[entity];
  }

  private index(
    id: AnnotationId,
    entity: Entity,
    old: AnyEntry | undefined,
    entry: AnyEntry
  ): void {
    if (entity !== 'annotation') return;
    for (const { articleId } of (old as Entry<Annotation> | undefined)?.value?.targets ?? []) {
      this.byArticle.get(articleId)?.delete(id);
    }
    for (const { articleId } of (entry as Entry<Annotation>).value?.targets ?? []) {
      const ids = this.byArticle.get(articleId) ?? new Set();
      this.byArticle.set(articleId, ids.add(id));
    }
  }
}

/** The operation as one that makes a new entity. */
function copyOf(operation: Exclude<Operation, { entity: 'pair' }>, id: FreshId): Operation {
  const value = operation.value && { ...operation.value, id };
  return { ...operation, baseRevision: 0, id, value } as Operation;
}

/** The entities that are not in the trash, with their revisions. */
export function current<T>(
  entries: Iterable<{ revision: number; value: T | null }>
): { revision: number; value: T }[] {
  return [...entries].flatMap(({ revision, value }) => (value ? [{ revision, value }] : []));
}

/** What there is of each kind, the trash not counted. */
export function countFacts({ living }: Facts): Omit<Manifest['counts'], 'articles'> {
  return {
    annotations: living.annotation,
    pairs: living.pair,
    collections: living.collection,
    terms: living.term,
    tags: living.tag
  };
}
