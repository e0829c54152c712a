// Alignment of text files outside a library, for the command line.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { alignTexts } from '@domain/align/align';
import type { LinkReason, Span, Verdict } from '@domain/align/schema';
import type { Side } from '@domain/align/side';
import { plainTextBlocks } from '@domain/article/plain-text';
import type { ParsedFile } from '@domain/article/schema';
import { languageSchema } from '@domain/ids';
import { AppError, toWireError, type WireError } from '@shared/ipc/errors';
import { decodeText } from './jobs/parser/decode';
import { detectLanguage } from './jobs/parser/detect-language';
import { lexiconFor } from './lexicons';
import { writeError } from './library/files';
import { sha256 } from './sha256';
import { fileAtPath } from './services/source-file';

/**
 * Spans are UTF-16 code units of the file's text: of a plain-text file as it was decoded, a byte order mark left out;
 * of any other file as `diptych show --text` prints it once it is imported.
 */
export interface FileAlignment {
  verdict: Verdict;
  sourceLang: string;
  targetLang: string;
  beads: { s: Span[]; t: Span[]; confidence: number; reasons: LinkReason[] }[];
}

/** A text and the file it stands in. */
export interface FileSide extends Side {
  title: string;
  /** The file's name without its folder. */
  file: string;
  sha256: string;
}

export interface AlignedFiles {
  source: FileSide;
  target: FileSide;
  alignment: FileAlignment;
}

export interface CorpusOutcome {
  /** Folders aligned and written. */
  aligned: number;
  failed: { folder: string; error: WireError }[];
}

/** Reads a file with markup; in a process of its own, since it may be hostile. */
type Parse = (name: string, bytes: Uint8Array) => Promise<ParsedFile>;

/**
 * Aligns two files, plain text here, others as `parse` reads them. Languages not given are detected. Rejects with an
 * AppError that names the file: those of reading and decoding it.
 */
export async function alignFiles(
  sourcePath: string,
  targetPath: string,
  languages: { sourceLang?: string | undefined; targetLang?: string | undefined },
  parse: Parse
): Promise<AlignedFiles> {
  const read = (path: string, language: string | undefined): Promise<FileSide> =>
    /\.(?:html?|mhtml?|md|markdown|docx|pdf|epub)$/iu.test(path)
      ? readMarkup(path, language, parse)
      : readSide(path, language);
  const source = await read(sourcePath, languages.sourceLang);
  const target = await read(targetPath, languages.targetLang);
  return { source, target, alignment: await alignSides(source, target) };
}

async function readMarkup(
  path: string,
  language: string | undefined,
  parse: Parse
): Promise<FileSide> {
  const bytes = await fileAtPath(path).read();
  const { title, text, language: detected, blocks } = (await parse(path, bytes)).article;
  const file = basename(path);
  return { title, text, language: language ?? detected, blocks, file, sha256: sha256(bytes) };
}

/**
 * Aligns every folder below `folder` that holds source.txt, target.txt and gold.json, of which only the
 * languages are read, and writes `<out>/<same path>.json`. A folder that fails is told of and left; the
 * rest goes on. `onProgress` gets the folder just done, relative to `folder`.
 */
export async function alignCorpus(
  folder: string,
  out: string,
  onProgress?: (done: number, total: number, path: string) => void
): Promise<CorpusOutcome> {
  const entries = await readdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw new AppError('fileNotFound', { file: folder }, { cause: thrown });
  });
  const paths = entries
    .filter((path) => /(?:^|[\\/])gold\.json$/u.test(path))
    .map((path) => dirname(path))
    .sort();
  const outcome: CorpusOutcome = { aligned: 0, failed: [] };
  for (const [index, path] of paths.entries()) {
    try {
      await alignFolder(join(folder, path), join(out, `${path}.json`));
      outcome.aligned++;
    } catch (thrown) {
      outcome.failed.push({ folder: path, error: toWireError(writeError(thrown, out)) });
    }
    onProgress?.(index + 1, paths.length, path);
  }
  return outcome;
}

const goldLanguages = z.object({ source_lang: languageSchema, target_lang: languageSchema });

async function alignFolder(folder: string, out: string): Promise<void> {
  const gold = join(folder, 'gold.json');
  let languages: z.infer<typeof goldLanguages>;
  try {
    languages = goldLanguages.parse(JSON.parse(await readFile(gold, 'utf8')));
  } catch (thrown) {
    throw new AppError('fileDamaged', { file: gold, reason: 'languages' }, { cause: thrown });
  }
  const source = await readSide(join(folder, 'source.txt'), languages.source_lang);
  const target = await readSide(join(folder, 'target.txt'), languages.target_lang);
  const alignment = await alignSides(source, target);
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, JSON.stringify(alignment));
}

async function readSide(path: string, language: string | undefined): Promise<FileSide> {
  const bytes = await fileAtPath(path).read();
  const { text } = decodeText(path, bytes, null);
  // Nobody can take a wrong guess at clutter back here, and a body taken for clutter costs more links than
  // menus give wrong ones: all blocks are aligned alike.
  const blocks = plainTextBlocks(text).map(({ kind, start, end }) => ({ kind, start, end }));
  const heading = blocks.find(({ kind }) => kind === 'heading');
  const file = basename(path);
  return {
    title: heading ? text.slice(heading.start, heading.end) : file,
    text,
    language: language ?? detectLanguage(text),
    blocks,
    file,
    sha256: sha256(bytes)
  };
}

async function alignSides(source: Side, target: Side): Promise<FileAlignment> {
  const lexicon = await lexiconFor(source.language, target.language);
  const { verdict, beads } = alignTexts(source, target, { lexicon });
  return {
    verdict,
    sourceLang: source.language,
    targetLang: target.language,
    beads: beads.map(({ source: s, target: t, confidence, reasons }) => ({
      s,
      t,
      confidence,
      reasons
    }))
  };
}
