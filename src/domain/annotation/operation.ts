// One change of a user's fact, as it travels from the outbox to the journal.
import { z } from 'zod';
import { pairSchema } from '../align/schema';
import { collectionSchema } from '../collection/schema';
import { termSchema } from '../glossary/schema';
import {
  annotationIdSchema,
  collectionIdSchema,
  instantSchema,
  operationIdSchema,
  pairIdSchema,
  tagIdSchema,
  termIdSchema
} from '../ids';
import { tagSchema } from '../tag/schema';
import { annotationSchema } from './schema';

const common = {
  operationId: operationIdSchema,
  /** Revision of the entity that the change was made from; 0 for a new one. */
  baseRevision: z.int().min(0),
  at: instantSchema,
  /** With a null value: out of the trash for good. Changes nothing where the entity is not in the trash. */
  purge: z.literal(true).optional()
};

/** Carries the entity's full new value; null moves it to the trash. */
export const operationSchema = z.discriminatedUnion('entity', [
  z.strictObject({
    ...common,
    entity: z.literal('annotation'),
    id: annotationIdSchema,
    value: annotationSchema.nullable()
  }),
  z.strictObject({
    ...common,
    entity: z.literal('pair'),
    id: pairIdSchema,
    value: pairSchema.nullable()
  }),
  z.strictObject({
    ...common,
    entity: z.literal('collection'),
    id: collectionIdSchema,
    value: collectionSchema.nullable()
  }),
  z.strictObject({
    ...common,
    entity: z.literal('term'),
    id: termIdSchema,
    value: termSchema.nullable()
  }),
  z.strictObject({
    ...common,
    entity: z.literal('tag'),
    id: tagIdSchema,
    value: tagSchema.nullable()
  })
]);
export type Operation = z.infer<typeof operationSchema>;

/**
 * An operation with its place in the journal. `sequence` counts up by one over the library's whole life;
 * the entity's `revision` is the sequence of the last operation applied to it.
 */
export const recordSchema = z.strictObject({
  sequence: z.int().min(1),
  operation: operationSchema
});
export type JournalRecord = z.infer<typeof recordSchema>;

/**
 * What became of one operation. A conflict keeps both: the stored value stays; an incoming annotation,
 * collection, term or tag is journalled under a new id (its record reaches every window), an incoming pair goes to the
 * library's history. A value equal
 * to the stored one is a `duplicate`.
 */
export const operationResultSchema = z.strictObject({
  operationId: operationIdSchema,
  status: z.enum(['applied', 'duplicate', 'conflict']),
  /** Where applied, the operation's sequence; in any case the revision of the stored entity after it, or of the copy. */
  sequence: z.int().min(0)
});
export type OperationResult = z.infer<typeof operationResultSchema>;
