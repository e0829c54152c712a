// The jobs that run in a killable child process, and what goes in and out of each (structured clone).
import type { Article, ParsedFile } from '@domain/article/schema';
import type { Candidate, LinkedSides } from '@domain/align/candidates';
import type { SideName } from '@domain/align/counterparts';
import type { WordPair } from '@domain/align/known-words';
import type { LinkedTexts } from '@domain/align/learn-links';
import type { Alignment, Link, Pair, Span, Verdict } from '@domain/align/schema';
import type { Annotation } from '@domain/annotation/schema';
import type { PdfMark } from '@domain/interchange/pdf-marks';
import type { Tag } from '@domain/tag/schema';
import type { VersionDiff } from '@domain/version/diff-schema';
import type { ExportOptions } from '@shared/export-options';
import type { FontLanguage, OwnFont } from '@shared/ipc/font-routes';
import type { InterfaceLanguage } from '@shared/settings';
import type { BackupCounts } from '../backups/backup-schema';
import type { Excerpt } from './worker/export/content/excerpt';
import type { FontPlaces } from './worker/export/fonts/look-for-faces';
import type { FormInput, WrittenForm } from './worker/export/text-form';

export interface Jobs {
  /**
   * Bytes in, blocks out; runs in the parser bundle, which has no file or network module. `charset`, where someone
   * chose it, decides whatever the evidence says; `badRequest` where it has no such name or the format no charset.
   */
  parse: {
    input: { name: string; bytes: Uint8Array; charset?: string };
    output: ParsedFile;
  };
  /** A text file's characters, also of one that is no text: what a charset lacks becomes U+FFFD. In the parser too. */
  decode: {
    input: { bytes: Uint8Array; charset: string };
    output: { text: string };
  };
  /** Whether a PDF carries annotations of ours. In the parser too. */
  carries: {
    input: { name: string; bytes: Uint8Array };
    output: { carries: boolean };
  };
  /**
   * What Diptych attached to a PDF, as it wrote it, and the highlights and notes that the file has by now; nothing where it
   * carries no annotations of ours. In the parser too.
   */
  attached: {
    input: { name: string; bytes: Uint8Array };
    output: {
      jsonLd: Uint8Array | null;
      articles: Uint8Array | null;
      originals: { name: string; bytes: Uint8Array }[];
      marks: PdfMark[];
    };
  };
  /**
   * The library in a ZIP file, written into a folder that is there and empty. `source`: the file's path, or its bytes.
   * `whole`: it must have a list of hashes, and may be of any size. `counts` as the list has them, null without one.
   */
  unpackLibrary: {
    input: { name: string; source: string | Uint8Array; folder: string; whole: boolean };
    output: { files: number; counts: BackupCounts | null };
  };
  align: {
    /** Locked links are fixed points; alignment happens only between them. `verdict` where it was chosen by hand. */
    input: {
      source: AlignSide;
      target: AlignSide;
      locked: Link[];
      verdict?: Verdict;
      evidence: LibraryEvidence;
    };
    output: Alignment;
  };
  /** What sentences of one side may be linked with. */
  candidates: {
    input: Omit<LinkedSides, 'lexicon' | 'known'> & {
      evidence: LibraryEvidence;
      side: SideName;
      spans: Span[];
    };
    output: Candidate[];
  };
  compare: {
    input: { before: AlignSide; after: AlignSide };
    output: VersionDiff;
  };
  exportPdf: {
    input: PdfInput;
    output: { bytes: Uint8Array; pages: number; highlights: number };
  };
  /**
   * As exportPdf, in a process that stays, so that the next one comes at once. `excerpt` where the input is the beginning
   * of a larger one.
   */
  previewPdf: {
    input: PdfInput & { excerpt?: Excerpt };
    output: Jobs['exportPdf']['output'];
  };
  /** A font file proved and described. `fontUnreadable`, `fontRestricted`, `fontInColour`. */
  readFont: {
    input: { name: string; bytes: Uint8Array };
    output: OwnFont;
  };
  /** What texts in Japanese, Korean and Chinese would be set in. */
  eastAsianFaces: {
    input: { places: FontPlaces };
    output: FontLanguage[];
  };
  exportDocx: {
    input: PdfInput;
    output: { bytes: Uint8Array; annotations: number; notes: number };
  };
  exportQdpx: {
    input: Pick<PdfInput, 'articles' | 'pair' | 'annotations' | 'tags' | 'language' | 'date'>;
    output: { bytes: Uint8Array; annotations: number };
  };
  exportText: {
    input: FormInput;
    output: WrittenForm;
  };
  exportXlsx: {
    input: Pick<PdfInput, 'articles' | 'pair' | 'annotations' | 'language'>;
    output: { bytes: Uint8Array; annotations: number };
  };
}
export type JobName = keyof Jobs;

/** What the aligner needs of an article. */
export type AlignSide = Pick<Article, 'text' | 'language' | 'blocks'>;

/** The user's terms, and what confirmed links of the library tie; of the two texts' languages, in their order. */
export interface LibraryEvidence {
  terms: WordPair[];
  confirmed: LinkedTexts[];
}

export interface PdfInput {
  /** One article, or source and target. */
  articles: Article[];
  /** Null for a single article. */
  pair: Pair | null;
  annotations: Annotation[];
  /** The library's, for their colours and places. */
  tags: Tag[];
  options: Omit<ExportOptions, 'form'>;
  /** Language of headings and labels in the file. */
  language: InterfaceLanguage;
  author: string;
  /** ISO instant; stands in the file as its date, so that equal input gives equal bytes. */
  date: string;
  /** Absolute folders with TTF fonts and Typst templates. */
  fontsFolder: string;
  templatesFolder: string;
  /** Where further faces are looked for, where a character has no glyph in those. */
  fontPlaces: FontPlaces;
  /** The attachment, null to leave it out. */
  jsonLd: string | null;
  /** What is attached beside it, for a library that lacks the articles: their files by the names they get. */
  carried?: {
    library: string;
    originals: { name: string; bytes: Uint8Array }[];
  };
}

export interface JobOptions {
  jobId: string;
  /** Aborting kills the process; the promise rejects with `cancelled`. */
  signal?: AbortSignal;
  /** Calls come at most some ten times a second. */
  onProgress?: (done: number, total: number, label: string) => void;
}

/** Runs jobs. Rejects with an AppError: the job's own, or cancelled, timedOut, outOfMemory, jobCrashed. */
export interface JobRunner {
  run<N extends JobName>(
    name: N,
    input: Jobs[N]['input'],
    options: JobOptions
  ): Promise<Jobs[N]['output']>;
  /** Ends the child processes. */
  close(): Promise<void>;
}
