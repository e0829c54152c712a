// The readable files that the journal is folded into: an article's annotations, a pair, all
// collections, terms or tags, the trash of deleted facts.
import { join } from 'node:path';
import { z } from 'zod';
import { pairSchema, type Pair } from '@domain/align/schema';
import { annotationSchema, type Annotation } from '@domain/annotation/schema';
import { instantSchema, type ArticleId } from '@domain/ids';
import { annotationJson, articleUrn, collectionOf } from '@domain/interchange/json-ld';
import {
  annotationItems,
  readAnnotation,
  type ReadAnnotation
} from '@domain/interchange/json-ld-read';
import type { Stored } from './library-contract';
import type { AnyEntry, Entity, Entry, Values } from './facts';
import { readIfThere, type Files } from './files';
import { listFileSchema, lists, type ListEntity } from './lists';

/** What a sidecar gave; `damaged` where not all of it could be read. */
export interface Reading<T> {
  items: T[];
  damaged: boolean;
}

const revisionSchema = z.int().min(1);
const storedPairSchema = z.strictObject({ revision: revisionSchema, value: pairSchema });
const storedSchema = z.strictObject({ revision: revisionSchema, value: z.unknown() });
const deletedSchema = z.strictObject({
  revision: revisionSchema,
  deleted: instantSchema,
  value: z.unknown()
});
const trashSchema = z.strictObject({
  format: z.literal('diptych-trash/1'),
  items: z.array(z.unknown())
});

export const annotationsFile = 'annotations.json';

/** annotations.json of one article; nothing where there is none. */
export async function readAnnotations(
  files: Files,
  file: string
): Promise<Reading<Stored<Annotation>>> {
  const data = await readJson(files, file);
  if (data === undefined) return { items: [], damaged: false };
  let items;
  try {
    items = annotationItems(data);
  } catch {
    return { items: [], damaged: true };
  }
  return each(items, ({ item, at }) => storedAnnotation(readAnnotation(item, at)));
}

/** What an article's annotations.json holds, in text order; its items are made as they are asked for. */
export function annotationsContent(id: ArticleId, annotations: Stored<Annotation>[]): unknown {
  const start = ({ value }: Stored<Annotation>): number => value.targets[0]?.anchor.start ?? 0;
  const ordered = annotations.toSorted(
    (a, b) => start(a) - start(b) || (a.value.id < b.value.id ? -1 : 1)
  );
  return collectionOf(`${articleUrn}${id}:annotations`, ordered.length, inJson(ordered));
}

function* inJson(annotations: Stored<Annotation>[]): Generator<Record<string, unknown>> {
  for (const annotation of annotations) yield annotationJson(annotation);
}

function storedAnnotation({
  revision,
  base: _,
  targets,
  statement,
  related,
  author,
  ...rest
}: ReadAnnotation): Stored<Annotation> {
  return {
    revision: revisionSchema.parse(revision),
    value: annotationSchema.parse({
      ...rest,
      ...(statement ? { statement } : {}),
      ...(related.length > 0 ? { related } : {}),
      author: author ?? '',
      targets: targets.map(({ articleId, quote, state, was, normaliserVersion }) => ({
        articleId,
        anchor: { ...quote, normaliserVersion },
        state,
        ...(was === undefined ? {} : { was })
      }))
    })
  };
}

export async function readPair(files: Files, file: string): Promise<Reading<Stored<Pair>>> {
  const data = await readJson(files, file);
  return data === undefined
    ? { items: [], damaged: false }
    : each([data], (item) => storedPairSchema.parse(item));
}

/** All collections, all terms, or all tags. */
export async function readList<E extends ListEntity>(
  files: Files,
  folder: string,
  entity: E
): Promise<Reading<Stored<Values[E]>>> {
  const { file, format, schema } = lists[entity];
  const data = await readJson(files, join(folder, file));
  if (data === undefined) return { items: [], damaged: false };
  const all = listFileSchema.safeParse(data);
  if (!all.success || all.data.format !== format) return { items: [], damaged: true };
  return each(all.data.items, (item) => {
    const { revision, value } = storedSchema.parse(item);
    return { revision, value: schema.parse(value) as Values[E] };
  });
}

const schemas: { [E in Entity]: z.ZodType<Values[E]> } = {
  annotation: annotationSchema,
  pair: pairSchema,
  collection: lists.collection.schema,
  term: lists.term.schema,
  tag: lists.tag.schema
};

/** Deleted entities of one kind. */
export async function readTrash<E extends Entity>(
  files: Files,
  folder: string,
  entity: E
): Promise<Reading<Entry<Values[E]> & { deleted: { at: string; value: Values[E] } }>> {
  const data = await readJson(files, trashFile(folder, entity));
  if (data === undefined) return { items: [], damaged: false };
  const trash = trashSchema.safeParse(data);
  if (!trash.success) return { items: [], damaged: true };
  return each(trash.data.items, (item) => {
    const { revision, deleted, value } = deletedSchema.parse(item);
    return { revision, value: null, deleted: { at: deleted, value: schemas[entity].parse(value) } };
  });
}

export function trashContent(entries: Iterable<AnyEntry>): unknown {
  const items = [...entries].flatMap(({ revision, deleted }) =>
    deleted ? [{ revision, deleted: deleted.at, value: deleted.value }] : []
  );
  return { format: 'diptych-trash/1', items };
}

export const trashFile = (folder: string, entity: Entity): string =>
  join(folder, 'trash', `${entity}s.json`);

/** Undefined where there is no file, null where it is no JSON. */
async function readJson(files: Files, file: string): Promise<unknown> {
  const bytes = await readIfThere(files, file);
  if (!bytes) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as unknown;
  } catch {
    return null;
  }
}

function each<I, O>(items: I[], read: (item: I) => O): Reading<O> {
  const reading: Reading<O> = { items: [], damaged: false };
  for (const item of items) {
    try {
      reading.items.push(read(item));
    } catch {
      reading.damaged = true;
    }
  }
  return reading;
}
