// The versions of one article on the disk. `path` is its folder. The current version is original.<ext> with article.json;
// each older one stands whole under history/<number>/, and beside it what became of its annotations.
import { join } from 'node:path';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import {
  carryReportSchema,
  replacedSchema,
  type CarryReport,
  type Replaced
} from '@domain/version/schema';
import { AppError } from '@shared/ipc/errors';
import { z } from 'zod';
import { sha256 } from '../sha256';
import { articleBytes, articleFile, readArticle } from './article-file';
import { jsonBytes, readIfThere, replaceFile, type Files } from './files';

/** There from before a version changes until its annotations are carried over. */
export const carryingFile = 'carrying.json';
/** The new version's original until it has the old one's place. */
export const nextOriginal = 'original.next';
const versionFile = 'version.json';
const reportFile = 'carried.json';
const carryingSchema = z.strictObject({ from: z.int().min(1) });
const staged = '.staging-';

export const originalName = (extension: string): string => `original.${extension}`;
export const versionOf = ({ version }: Pick<Article, 'version'>): number => version ?? 1;
const historyOf = (path: string, version: number): string => join(path, 'history', String(version));

/** An article as it was read, with the bytes it was read from. */
export interface Whole {
  article: Article;
  original: Uint8Array;
}

/**
 * Puts `next` in the place of `current`: whole or not at all, the older one kept under history/. The one step that
 * decides is the replacing of article.json. Its annotations are then still to be carried over: `carryingFile` says so.
 * Rejects with the file system's errors; where article.json is the new one by then, repeating it goes on from there.
 */
export async function replaceVersion(
  files: Files,
  path: string,
  current: { article: Article; original: Uint8Array | null },
  next: Whole,
  replaced: Replaced
): Promise<void> {
  const history = join(path, 'history');
  const staging = join(history, `${staged}${replaced.version}`);
  await files.remove(staging);
  await files.makeFolder(staging);
  if (current.original) {
    const name = originalName(current.article.original.extension);
    await files.write(join(staging, name), current.original);
  }
  await files.write(join(staging, articleFile), articleBytes(current.article));
  await files.write(join(staging, versionFile), jsonBytes(replaced));
  await files.syncFolder(staging);
  // What an attempt that came to nothing may have left.
  await files.remove(historyOf(path, replaced.version));
  await files.rename(staging, historyOf(path, replaced.version));
  await files.syncFolder(history);
  await files.write(join(path, nextOriginal), next.original);
  // Whole or not at all: half a mark would be named as damage for ever.
  await replaceFile(files, join(path, carryingFile), jsonBytes({ from: replaced.version }));
  await files.syncFolder(path);
  await replaceFile(files, join(path, articleFile), articleBytes(next.article));
  await settleOriginal(files, path, next.article, current.article.original.extension);
}

/** Gives the current version's original its place, where a change was interrupted before. `former` is the extension of the one before. */
export async function settleOriginal(
  files: Files,
  path: string,
  { original }: Article,
  former?: string
): Promise<void> {
  const waiting = join(path, nextOriginal);
  const bytes = await readIfThere(files, waiting);
  if (bytes) {
    const wanted = sha256(bytes) === original.sha256;
    if (wanted) await files.rename(waiting, join(path, originalName(original.extension)));
    else await files.remove(waiting);
    await files.syncFolder(path);
  }
  const names = await files.list(path);
  const old = former === undefined ? [] : [originalName(former)];
  for (const name of old) {
    if (name !== originalName(original.extension) && names.includes(name)) {
      await files.remove(join(path, name));
      await files.syncFolder(path);
    }
  }
}

/** The current original's bytes, wherever they are. Throws libraryDamaged {file}. */
export async function readOriginal(
  files: Files,
  path: string,
  { original }: Article
): Promise<Uint8Array> {
  const file = join(path, originalName(original.extension));
  for (const name of [file, join(path, nextOriginal)]) {
    const bytes = await readIfThere(files, name);
    if (bytes && sha256(bytes) === original.sha256) return bytes;
  }
  throw new AppError('libraryDamaged', { file });
}

/** An older version. Throws versionNotFound, libraryDamaged {file}. */
export async function readVersion(
  files: Files,
  path: string,
  id: ArticleId,
  version: number
): Promise<Article> {
  const file = join(historyOf(path, version), articleFile);
  const bytes = await readIfThere(files, file);
  if (!bytes) throw new AppError('versionNotFound', { id, version });
  try {
    return readArticle(bytes).article;
  } catch {
    throw new AppError('libraryDamaged', { file });
  }
}

/** As {@link readOriginal}, of an older version. */
export function readVersionOriginal(
  files: Files,
  path: string,
  article: Article
): Promise<Uint8Array> {
  return readOriginal(files, historyOf(path, versionOf(article)), article);
}

/** When and why a version was replaced; null where nothing says so. */
export function readReplaced(
  files: Files,
  path: string,
  version: number
): Promise<Replaced | null> {
  return readJson(files, join(historyOf(path, version), versionFile), replacedSchema);
}

/** What became of annotations and links when version `from` was replaced; null where nothing says so. */
export function readReport(files: Files, path: string, from: number): Promise<CarryReport | null> {
  return readJson(files, join(historyOf(path, from), reportFile), carryReportSchema);
}

export function writeReport(files: Files, path: string, report: CarryReport): Promise<void> {
  return replaceFile(files, join(historyOf(path, report.from), reportFile), jsonBytes(report));
}

/** The version whose annotations are still to be carried to the next one; null where none are. */
export async function readCarrying(files: Files, path: string): Promise<number | null> {
  return (await readJson(files, join(path, carryingFile), carryingSchema))?.from ?? null;
}

/** Takes the mark away that annotations are still to be carried. */
export async function endCarrying(files: Files, path: string): Promise<void> {
  await files.remove(join(path, carryingFile));
  await files.syncFolder(path);
}

/** Null where there is no such file. Throws libraryDamaged {file} where it cannot be understood. */
async function readJson<T>(files: Files, file: string, schema: z.ZodType<T>): Promise<T | null> {
  const bytes = await readIfThere(files, file);
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    throw new AppError('libraryDamaged', { file });
  }
}
