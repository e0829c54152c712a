// Identifiers. All are lower-case UUIDs; the brand keeps an article's id from being passed for a pair's.
import { z } from 'zod';

const uuid = z.uuid().toLowerCase();

export const articleIdSchema = uuid.brand<'ArticleId'>();
export type ArticleId = z.infer<typeof articleIdSchema>;

export const pairIdSchema = uuid.brand<'PairId'>();
export type PairId = z.infer<typeof pairIdSchema>;

export const annotationIdSchema = uuid.brand<'AnnotationId'>();
export type AnnotationId = z.infer<typeof annotationIdSchema>;

export const collectionIdSchema = uuid.brand<'CollectionId'>();
export type CollectionId = z.infer<typeof collectionIdSchema>;

export const termIdSchema = uuid.brand<'TermId'>();
export type TermId = z.infer<typeof termIdSchema>;

export const tagIdSchema = uuid.brand<'TagId'>();
export type TagId = z.infer<typeof tagIdSchema>;

export const operationIdSchema = uuid.brand<'OperationId'>();
export type OperationId = z.infer<typeof operationIdSchema>;

/** An ISO 8601 instant in UTC, e.g. 2026-11-21T09:41:00.000Z. */
export const instantSchema = z.iso.datetime();

/** A BCP 47 language tag in lower case, e.g. en, vi, zh; `und` where unknown. */
export const languageSchema = z.string().min(2).max(35);
