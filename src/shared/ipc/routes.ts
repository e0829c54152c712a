// Every request the renderer can make, declared once. Main implements the map, the compiler checks for gaps;
// three transports carry it (Electron IPC, loopback HTTP, direct call from the CLI).
import { z } from 'zod';
import { factChangesSchema } from '@domain/article/details-schema';
import { relaySchema } from '@domain/article/relay-schema';
import { articleSchema, articleSummarySchema, pictureTypes } from '@domain/article/schema';
import { operationResultSchema, operationSchema, recordSchema } from '@domain/annotation/operation';
import { pairSummarySchema } from '@domain/align/schema';
import { annotationIdSchema, articleIdSchema, pairIdSchema } from '@domain/ids';
import { annotationSchema } from '@domain/annotation/schema';
import { collectionSchema } from '@domain/collection/schema';
import { termSchema } from '@domain/glossary/schema';
import { tagSchema } from '@domain/tag/schema';
import { exportOptionsSchema } from '../export-options';
import { fileProblemSchema } from '../file-problem';
import { settingsSchema } from '../settings-schema';
import { backupRoutes } from './backup-routes';
import { fontRoutes } from './font-routes';
import { healthRoutes } from './health-routes';
import { colleagueRoutes } from './colleague-routes';
import { wireErrorSchema } from './error-schema';
import { pairRoutes, storedPairSchema } from './pair-routes';
import { route } from './route';
import { versionRoutes } from './version-routes';
import { windowPlaceSchema } from '../window-place';

const nothing = z.strictObject({});
const uuid = z.uuid();

/** Main's name for a file the user chose; paths never cross. */
const fileHandleSchema = z.strictObject({
  handle: uuid,
  name: z.string(),
  byteLength: z.int().min(0)
});
export type FileHandle = z.infer<typeof fileHandleSchema>;

const importResultSchema = z.strictObject({
  file: z.string(),
  /** `carries`: a PDF of our own making, which brings articles and annotations back and is none itself. */
  status: z.enum(['imported', 'duplicate', 'carries', 'failed']),
  article: articleSummarySchema.optional(),
  /** The duplicate lies in the trash, from where it can be restored. */
  trashed: z.literal(true).optional(),
  /** The same file again, where it is not in: to be tried once more, or imported though it is a duplicate. */
  handle: uuid.optional(),
  /** Number of blocks of each kind; clutter is counted under `clutter`. */
  blocks: z.record(z.string(), z.int()).optional(),
  error: wireErrorSchema.optional(),
  /** Other programs' highlights and notes in the file that became annotations; `lost` ones have no place in the text. */
  marks: z.strictObject({ count: z.int().min(1), lost: z.int().min(0) }).optional(),
  /** An article of the library that this one is evidently another version of; `similarity` 0…1. */
  versionOf: z
    .strictObject({ id: articleIdSchema, title: z.string(), similarity: z.number() })
    .optional()
});
export type ImportResult = z.infer<typeof importResultSchema>;

/** Also what is in the library already, or carries articles, as an article of its own. */
const copyOption = z.boolean().optional();

/** Of a thing in the trash. */
const lying = { at: z.string(), leaves: z.string() };

/** An entity's current value and revision. */
const storedAnnotationSchema = z.strictObject({
  revision: z.int(),
  value: annotationSchema
});

const storedCollectionSchema = z.strictObject({ revision: z.int(), value: collectionSchema });
const storedTermSchema = z.strictObject({ revision: z.int(), value: termSchema });
const storedTagSchema = z.strictObject({ revision: z.int(), value: tagSchema });

const factsSumSchema = z.strictObject({ count: z.int().min(0), sum: z.string() });
const factsSumsSchema = z.strictObject({
  annotation: factsSumSchema,
  pair: factsSumSchema,
  collection: factsSumSchema,
  term: factsSumSchema,
  tag: factsSumSchema
});

const libraryInfoSchema = z.strictObject({
  uuid,
  name: z.string(),
  lastSequence: z.int().min(0),
  readOnly: z.boolean(),
  /** Why the app opened it to be read, where it would have written otherwise. */
  readOnlyBecause: z.enum(['diskFull', 'folderUnwritable']).nullable(),
  /** Damaged files found at opening, relative to the library; they were set aside and what could be read is kept. */
  damaged: z.array(z.string())
});
export type LibraryInfo = z.infer<typeof libraryInfoSchema>;

/** Words of a text with what was found in them: half-open ranges, in order, without overlaps. Never markup. */
const snippetSchema = z.strictObject({
  text: z.string(),
  ranges: z.array(z.tuple([z.int().min(0), z.int().min(0)]))
});

const searchHitSchema = z.strictObject({
  kind: z.enum(['article', 'note']),
  /** The note's first article that is in the library. */
  articleId: articleIdSchema,
  /** Of notes. */
  annotationId: annotationIdSchema.optional(),
  /** Of articles. */
  title: snippetSchema.optional(),
  snippet: snippetSchema,
  /** Where the words stand in the article's text; absent for notes, and where they stand in title or byline alone. */
  place: z.tuple([z.int().min(0), z.int().min(0)]).optional(),
  /** Every word reads exactly as it was typed, case aside. */
  exact: z.boolean(),
  /** Some word stands only in what was folded away as clutter. */
  clutter: z.boolean()
});
export type SearchHit = z.infer<typeof searchHitSchema>;

const exportSubjectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pair'), id: pairIdSchema }),
  z.strictObject({ kind: z.literal('article'), id: articleIdSchema }),
  /** Several: in one file where the form can hold them, else a file a pair or article, packed as a zip. */
  z.strictObject({ kind: z.literal('articles'), ids: z.array(articleIdSchema).min(1).max(1000) })
]);
export type ExportSubject = z.infer<typeof exportSubjectSchema>;

const exportReportSchema = z.strictObject({
  exportId: uuid,
  /** A file name to offer, without a folder. */
  fileName: z.string(),
  byteLength: z.int(),
  // Counts that do not apply to the form are absent.
  /** Names of the files that it packs. */
  files: z.array(z.string()).optional(),
  pages: z.int().optional(),
  /** Highlight annotations written, counting a continuation on a further page as one more. */
  highlights: z.int().optional(),
  /** Translation units. */
  units: z.int().optional(),
  /** Rows of a table, without its heading. */
  rows: z.int().optional(),
  /** Notes, where the form holds notes without their highlights. */
  notes: z.int().optional(),
  /** Annotations of the library that the file holds. */
  annotations: z.int().optional()
});
export type ExportReport = z.infer<typeof exportReportSchema>;

/** Articles and annotations by their ids. */
const thingsSchema = z.strictObject({
  articleIds: z.array(articleIdSchema).max(100_000),
  annotationIds: z.array(annotationIdSchema).max(100_000)
});

/** What can be done about where the library is. */
const libraryActs = ['open', 'new', 'move'] as const;
export type LibraryAct = (typeof libraryActs)[number];

export const sampleNames = ['translation', 'comparable'] as const;

export const routes = {
  /** What the renderer needs before its first paint. */
  'app.hello': route({
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      shell: z.enum(['electron', 'browser']),
      /** The system's locale, e.g. vi-VN. */
      locale: z.string(),
      settings: settingsSchema,
      library: libraryInfoSchema,
      /** Absolute path of the library's folder, to be shown. */
      libraryFolder: z.string(),
      /** A window of this shell had a copy of the facts before: one without any has lost it. */
      copied: z.boolean()
    })
  }),
  /** Asks for a folder, proves it, and starts the app anew on it. False where the person cancelled. Electron only: elsewhere `badRequest`. */
  'app.switchLibrary': route({
    input: z.strictObject({ act: z.enum(libraryActs) }),
    output: z.boolean()
  }),
  'settings.set': route({ input: settingsSchema, output: settingsSchema }),

  /** Main's own dialog; an empty list where the user cancelled. Electron only: elsewhere `badRequest`. */
  'files.choose': route({ input: nothing, output: z.array(fileHandleSchema) }),
  /** What the system asked the app to open since somebody asked last. */
  'files.opened': route({ input: nothing, output: z.array(fileHandleSchema) }),
  /** Bytes of a dropped or picked file. */
  'files.put': route({
    input: z.strictObject({ name: z.string().min(1).max(1000), bytes: z.instanceof(Uint8Array) }),
    output: fileHandleSchema
  }),

  'library.list': route({
    input: nothing,
    output: z.strictObject({
      articles: z.array(articleSummarySchema),
      pairs: z.array(pairSummarySchema)
    })
  }),
  /**
   * Full-text search over articles and notes, best first. Answers at once; `unread` articles were not yet read for it
   * and are left out: ask again. Asking for nothing begins the reading.
   */
  'library.search': route({
    input: z.strictObject({ query: z.string().max(1000), limit: z.int().min(1).max(1000) }),
    output: z.strictObject({
      hits: z.array(searchHitSchema),
      /** All there are, also beyond the limit. */
      total: z.int().min(0),
      unread: z.int().min(0)
    })
  }),
  'library.article': route({
    input: z.strictObject({ id: articleIdSchema }),
    output: articleSchema
  }),
  /** Files that another program changed or took away; `look` looks at all of them again first. */
  'library.fileProblems': route({
    input: z.strictObject({ look: z.boolean() }),
    output: z.array(fileProblemSchema)
  }),
  /** The article is taken as its files are now, and is no problem any more. */
  'library.keepFiles': route({ input: z.strictObject({ id: articleIdSchema }), output: nothing }),
  /** Throws `articleNotFound`, `notFound` where the picture is missing or is no longer what it was. */
  'library.picture': route({
    input: z.strictObject({ id: articleIdSchema, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    output: z.strictObject({ type: z.enum(pictureTypes), bytes: z.instanceof(Uint8Array) })
  }),
  /** One result a file, in order; progress by `job.progress` with the given jobId. Handles are used up. */
  'library.importFiles': route({
    input: z.strictObject({
      jobId: uuid,
      handles: z.array(uuid).min(1).max(1000),
      copy: copyOption
    }),
    output: z.array(importResultSchema)
  }),
  'library.importText': route({
    input: z.strictObject({
      jobId: uuid,
      /** Without an ending; signs that no file name may hold are replaced. */
      name: z.string().min(1).max(300),
      text: z.string().min(1).max(20_000_000),
      /** `html`: markup as another program put it on the clipboard. */
      kind: z.enum(['plain', 'html']),
      copy: copyOption
    }),
    output: importResultSchema
  }),
  /** Imports and pairs one of the shipped samples; opening it again gives the same pair. */
  'library.openSample': route({
    input: z.strictObject({ jobId: uuid, name: z.enum(sampleNames) }),
    output: z.strictObject({ pairId: pairIdSchema })
  }),
  /** To the library's trash; an article takes its annotations and pairs along. `articleNotFound`. */
  'library.trash': route({ input: thingsSchema, output: nothing }),
  'library.restore': route({ input: thingsSchema, output: nothing }),
  /** What is in the trash, since when, and the instant before which it does not leave; and what left last by itself. */
  'library.trashed': route({
    input: nothing,
    output: z.strictObject({
      articles: z.array(z.strictObject({ article: articleSummarySchema, ...lying })),
      annotations: z.array(z.strictObject({ annotation: annotationSchema, ...lying })),
      left: z.strictObject({ at: z.string(), count: z.int() }).nullable()
    })
  }),
  /** Deletes for ever what is in the trash. Cannot be taken back. `articleNotFound` for an article that is not there. */
  'library.purge': route({ input: thingsSchema, output: nothing }),
  /** Blocks laid anew by hand (kinds, joined, split, clutter); a new article.json, words and offsets untouched. `articleChanged`. */
  'library.relay': route({
    input: z.strictObject({ id: articleIdSchema, relay: relaySchema }),
    output: articleSchema
  }),

  /** Facts about the article set by hand, or set back; a new article.json, text untouched. */
  'library.setDetails': route({
    input: z.strictObject({ id: articleIdSchema, changes: factChangesSchema }),
    output: articleSchema
  }),
  /** The file as imported, byte for byte. `articleNotFound`, `libraryDamaged` where it is missing or was changed. */
  'library.original': route({
    input: z.strictObject({ id: articleIdSchema }),
    output: z.instanceof(Uint8Array)
  }),
  /** The same as text, by the article's charset; null for a format that is no text. */
  'library.originalText': route({
    input: z.strictObject({ jobId: uuid, id: articleIdSchema }),
    output: z.strictObject({ text: z.string().nullable() })
  }),
  /** Electron: asks where and writes a copy by temp file and rename. Null where the user cancelled. */
  'library.saveOriginal': route({
    input: z.strictObject({ id: articleIdSchema }),
    output: z.strictObject({ savedAs: z.string().nullable() })
  }),
  /** Electron: shows the file in the system's own file manager. */
  'library.revealOriginal': route({
    input: z.strictObject({ id: articleIdSchema }),
    output: nothing
  }),
  ...versionRoutes,
  ...backupRoutes,
  ...fontRoutes,
  ...healthRoutes,
  ...colleagueRoutes,

  ...pairRoutes,

  /** All current facts with their revisions: what a fresh IndexedDB is built from. */
  'facts.snapshot': route({
    input: nothing,
    output: z.strictObject({
      lastSequence: z.int(),
      annotations: z.array(storedAnnotationSchema),
      pairs: z.array(storedPairSchema),
      collections: z.array(storedCollectionSchema),
      terms: z.array(storedTermSchema),
      tags: z.array(storedTagSchema),
      /** Ids of what was deleted, as far as main still knows of it. */
      gone: z.array(z.string())
    })
  }),
  /**
   * What the facts came to at a sequence, for a comparison with a copy of them: without those in `except`, and without those
   * that have `changed` since. Null where main does not know any more what has.
   */
  'facts.sums': route({
    input: z.strictObject({
      sequence: z.int().min(0),
      except: z.array(z.string().max(100)).max(100_000)
    }),
    output: z.strictObject({ changed: z.array(z.string()), sums: factsSumsSchema }).nullable()
  }),
  /** Records after `sequence`, oldest first; null where they are folded away: then take the snapshot. */
  'facts.since': route({
    input: z.strictObject({ sequence: z.int().min(0) }),
    output: z.strictObject({ lastSequence: z.int(), records: z.array(recordSchema).nullable() })
  }),
  /** Journals the operations durably, in order, before it answers. `libraryUuid` must be this library's. */
  'facts.apply': route({
    input: z.strictObject({
      libraryUuid: uuid,
      operations: z.array(operationSchema).min(1).max(1000)
    }),
    output: z.strictObject({ results: z.array(operationResultSchema), lastSequence: z.int() })
  }),

  /** Makes the file and keeps it in memory under `exportId` until it is saved, replaced or the app ends. */
  'export.run': route({
    input: z.strictObject({
      jobId: uuid,
      subject: exportSubjectSchema,
      options: exportOptionsSchema
    }),
    output: exportReportSchema
  }),
  /** The PDF for looking at, kept as by export.run; where it is large its first pages, and not `whole`. */
  'export.preview': route({
    input: z.strictObject({
      jobId: uuid,
      subject: exportSubjectSchema,
      options: exportOptionsSchema
    }),
    output: z.strictObject({ report: exportReportSchema, whole: z.boolean() })
  }),
  /** The user's terms as a table with tabs, kept as by export.run. */
  'glossary.export': route({ input: nothing, output: exportReportSchema }),
  'export.bytes': route({
    input: z.strictObject({ exportId: uuid }),
    output: z.instanceof(Uint8Array)
  }),
  /** Electron: asks where and writes by temp file and rename. Null where the user cancelled; else the file's name. */
  'export.save': route({
    input: z.strictObject({ exportId: uuid }),
    output: z.strictObject({ savedAs: z.string().nullable() })
  }),

  'job.cancel': route({ input: z.strictObject({ jobId: uuid }), output: nothing }),
  /** Asks, then opens an http(s) or mailto address outside the app. False where the user declined. Electron only: elsewhere `badRequest`, and the interface asks by itself. */
  'shell.openExternal': route({
    input: z.strictObject({ url: z.string().max(4000) }),
    output: z.boolean()
  }),
  /** Another window at a place. Electron only: elsewhere `badRequest`, and the browser opens a tab by itself. */
  'window.open': route({ input: z.strictObject({ place: windowPlaceSchema }), output: nothing })
} as const;

type Routes = typeof routes;
export type RouteName = keyof Routes;
export type RouteInput<N extends RouteName> = z.infer<Routes[N]['input']>;
export type RouteOutput<N extends RouteName> = z.infer<Routes[N]['output']>;
