// Facts of every kind, made up.
import type { Pair } from '@domain/align/schema';
import { createAnchor } from '@domain/anchor/anchor';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { Entity, Value } from './facts-repository';

export const at = '2026-01-01T00:00:00.000Z';
const uuid = <Id>(): Id => crypto.randomUUID() as Id;

export function annotation(): Annotation {
  const targets = [
    { articleId: uuid<never>(), anchor: createAnchor('cầu mới', 0, 3), state: 'exact' as const }
  ];
  const own = { note: null, author: 'Lan', created: at, modified: at };
  return { id: uuid(), targets, colour: 'yellow', tags: ['cầu'], ...own };
}

function pair(): Pair {
  const [sourceId, targetId] = [uuid<never>(), uuid<never>()];
  const judged = { verdict: 'translation' as const, evidence: 0.9, alignerVersion: 1, links: [] };
  const own = { format: 'diptych-pair/1' as const, id: uuid<never>(), sourceId, targetId };
  return { ...own, ...judged, created: at, modified: at };
}

/** In the order in which versions came to know them. */
export function facts(): { entity: Entity; value: Value }[] {
  const dates = { created: at, modified: at };
  const text = {
    source: { language: 'vi', text: 'cầu' },
    target: { language: 'en', text: 'bridge' }
  };
  const tag = { parentId: null, colour: 'green' as const };
  return [
    { entity: 'annotation', value: annotation() },
    { entity: 'annotation', value: annotation() },
    { entity: 'pair', value: pair() },
    {
      entity: 'collection',
      value: { id: uuid(), name: 'Cầu', parentId: null, articleIds: [], ...dates }
    },
    { entity: 'term', value: { id: uuid(), ...text, ...dates } },
    { entity: 'tag', value: { id: uuid(), name: 'cầu', ...tag, ...dates } }
  ] as { entity: Entity; value: Value }[];
}

/** The operation that makes it. */
export function setting(entity: Entity, value: Value): Operation {
  const operation = { operationId: uuid(), entity, id: value.id, baseRevision: 0, at, value };
  return operation as Operation;
}
