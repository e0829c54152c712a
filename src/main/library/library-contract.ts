// What the rest of main may ask of an open library. Implemented in open-library.ts.
import type { FactChanges } from '@domain/article/details-schema';
import type { Relay } from '@domain/article/relay';
import type { Article, ArticleSummary, ParsedArticle, ParsedFile } from '@domain/article/schema';
import type { Pair, PairSummary } from '@domain/align/schema';
import type { Annotation } from '@domain/annotation/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { Tag } from '@domain/tag/schema';
import type { JournalRecord, Operation, OperationResult } from '@domain/annotation/operation';
import type { AnnotationId, ArticleId, PairId } from '@domain/ids';
import type { CarryReport, VersionInfo, VersionReason } from '@domain/version/schema';
import type { LibraryInfo } from '@shared/ipc/routes';
import type { Clock } from '../ports';
import type { Naming } from './article-kin';
import type { KeptFacts, NextVersion } from './article-store';
import type { FileWatch } from './file-watch';

/** How a library is opened. */
export interface OpenOptions {
  clock: Clock;
  /** Make a library where the folder is missing or empty. */
  create?: boolean;
  /** Takes no lock and writes nothing, also while another process holds the library; every change is refused. */
  readOnly?: boolean;
  /** Why, where the app would have written: changes are refused by that name, not as `badRequest`. */
  readOnlyBecause?: LibraryInfo['readOnlyBecause'];
  /** Who opens it, for the lock file, e.g. `diptych serve`. */
  program?: string;
}

export interface Stored<T> {
  revision: number;
  value: T;
}

export interface Library {
  /** Absolute path of the library folder. */
  readonly folder: string;
  info(): LibraryInfo;

  articles(): Promise<ArticleSummary[]>;
  /** By article a value that changes whenever the article does: for whoever keeps something made of its text. */
  articleStamps(): Map<ArticleId, unknown>;
  /** Throws `articleNotFound`. */
  article(id: ArticleId): Promise<Article>;
  /** Bytes of the original, as imported. Throws `articleNotFound`, `libraryDamaged` where the hash differs. */
  original(id: ArticleId): Promise<Uint8Array>;
  /** A picture of the article. Throws `articleNotFound`, `notFound` where it is missing or not what it was. */
  picture(id: ArticleId, sha256: string): Promise<ParsedFile['pictures'][number]>;
  /** Where the original lies, absolute; whether it is whole, `original` says. Throws `articleNotFound`. */
  originalPath(id: ArticleId): Promise<string>;
  /** The article with this original, by SHA-256 in hex; null where there is none (trashed ones do not count). */
  articleByHash(sha256: string): Promise<ArticleSummary | null>;
  /** As {@link articleByHash}, in the trash too where there is none in the library. */
  knownOriginal(sha256: string): Promise<{ article: ArticleSummary; trashed: boolean } | null>;
  /** Writes original, pictures and article.json into a temporary folder and renames it into place: whole or not at all. */
  addArticle(
    parsed: ParsedArticle,
    original: { name: string; bytes: Uint8Array },
    pictures?: ParsedFile['pictures'],
    kept?: KeptFacts
  ): Promise<ArticleSummary>;
  /**
   * Moves the article's folder to the trash. No annotation is touched: facts hold them all, and one whose article
   * is not in `articles()` counts as an orphan there. Pairs with it leave `pairs()` until it is restored.
   */
  trashArticle(id: ArticleId): Promise<void>;
  restoreArticle(id: ArticleId): Promise<void>;
  /** Articles with the same file name, address or title, the likeliest first. */
  namedLike(naming: Naming): Promise<ArticleId[]>;

  /**
   * A new version in the place of the current one: whole or not at all. The older one is kept, annotations and links
   * are carried over; `carryReport` says what became of them. `changed` is false where nothing would differ.
   * Throws `articleNotFound`, `libraryDamaged`.
   */
  replaceArticle(
    id: ArticleId,
    next: NextVersion,
    reason: VersionReason
  ): Promise<{ article: Article; changed: boolean }>;
  /** The latest first. Throws `articleNotFound`. */
  versions(id: ArticleId): Promise<VersionInfo[]>;
  /** Throws `articleNotFound`, `versionNotFound`, `libraryDamaged`. */
  version(id: ArticleId, version: number): Promise<Article>;
  versionOriginal(id: ArticleId, version: number): Promise<Uint8Array>;
  /** What became of annotations when version `from` was replaced; null where nothing is known. */
  carryReport(id: ArticleId, from: number): Promise<CarryReport | null>;

  /** What can be restored, in no order. */
  trash(): Promise<{
    articles: { article: ArticleSummary; at: string }[];
    annotations: { annotation: Annotation; at: string }[];
  }>;
  /**
   * Deletes for ever: an article in the trash with its file, history, pairs and the annotations that have no passage
   * elsewhere. Throws `articleNotFound` for one that is not in the trash.
   */
  purgeArticle(id: ArticleId): Promise<void>;
  /** As {@link purgeArticle}; nothing where it is not in the trash. */
  purgeAnnotation(id: AnnotationId): Promise<void>;
  /** Lays blocks anew: other kinds, joined, split, clutter. Throws `articleChanged` where they stand otherwise by now. */
  relay(id: ArticleId, relay: Relay): Promise<Article>;
  /** Changes facts about the article: a new article.json, its text untouched. */
  setDetails(id: ArticleId, changes: FactChanges): Promise<Article>;

  /** Files that another program changed or took away; `onArticles` hears where they are others than before. */
  readonly watch: Pick<FileWatch, 'problems' | 'check'>;
  /** The person takes the article's files as they are: its problems are none any more. */
  keepFiles(id: ArticleId): Promise<void>;

  pairs(): Promise<PairSummary[]>;
  /** Throws `pairNotFound`. */
  pair(id: PairId): Promise<Stored<Pair>>;
  pairOf(sourceId: ArticleId, targetId: ArticleId): Promise<Stored<Pair> | null>;
  /** Current annotations with a target in one of the articles (all where none is given), in no order. */
  annotations(articleIds?: ArticleId[]): Promise<Stored<Annotation>[]>;

  /** The annotation as it stands, `value` null where it is in the trash; null for an id never seen. */
  annotation(id: AnnotationId): Promise<{ revision: number; value: Annotation | null } | null>;

  snapshot(): Promise<{
    lastSequence: number;
    annotations: Stored<Annotation>[];
    pairs: Stored<Pair>[];
    collections: Stored<Collection>[];
    terms: Stored<Term>[];
    tags: Stored<Tag>[];
  }>;
  /** Ids of facts that were deleted: what is in the trash, or has left it since the library was opened. */
  gone(): string[];
  /** Records after `sequence`, oldest first; null where they are folded away. */
  since(sequence: number): Promise<{ lastSequence: number; records: JournalRecord[] | null }>;
  /** Validates, appends with a checksum, fdatasyncs, and only then resolves. Order is kept. */
  apply(operations: Operation[]): Promise<{ results: OperationResult[]; lastSequence: number }>;

  /** Folds, and lets no article and no sidecar change until `work` is done; the journal may grow. */
  quiet<T>(work: () => Promise<T>): Promise<T>;
  /** Journal into sidecars; runs by itself when idle, and at close. */
  fold(): Promise<void>;
  /** Folds and gives up the lock. */
  close(): Promise<void>;

  /** Listeners are called after the journal holds the records. Returns the unsubscriber. */
  onRecords(listener: (records: JournalRecord[], lastSequence: number) => void): () => void;
  /** Articles came, went or changed. */
  onArticles(listener: () => void): () => void;
}
