// Facts that stand together in one file: collections, the terms of the glossary, tags.
import { join } from 'node:path';
import { z } from 'zod';
import { collectionSchema } from '@domain/collection/schema';
import { termSchema } from '@domain/glossary/schema';
import { tagSchema } from '@domain/tag/schema';
import type { AnyEntry } from './facts';

export const lists = {
  collection: {
    file: 'collections.json',
    format: 'diptych-collections/1',
    schema: collectionSchema
  },
  term: { file: join('glossaries', 'terms.json'), format: 'diptych-terms/1', schema: termSchema },
  tag: { file: 'vocabulary.json', format: 'diptych-vocabulary/1', schema: tagSchema }
} as const;
export type ListEntity = keyof typeof lists;
export const listEntities = Object.keys(lists) as ListEntity[];

export function isList(entity: string): entity is ListEntity {
  return entity in lists;
}

export const listFileSchema = z.strictObject({ format: z.string(), items: z.array(z.unknown()) });

export function listContent(entity: ListEntity, entries: Iterable<AnyEntry>): unknown {
  const items = [...entries].flatMap(({ revision, value }) => (value ? [{ revision, value }] : []));
  return { format: lists[entity].format, items };
}
