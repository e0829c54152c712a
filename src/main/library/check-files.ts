// What facts and the current articles do not read by themselves: history, trash, pictures that nobody shows, and whatever else
// lies in the library's folder. Every file is read and proven, or named.
import { readdir } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { operationSchema } from '@domain/annotation/operation';
import type { Article } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { sha256 } from '../sha256';
import { articleFile, readArticle } from './article-file';
import { namedPictures, picturesFolder } from './article-pictures';
import {
  carryingFile,
  nextOriginal,
  originalName,
  readCarrying,
  readReplaced,
  readReport,
  readVersion,
  readVersionOriginal
} from './article-versions';
import { diskFiles, readIfThere } from './files';
import { lists } from './lists';
import { lockFile } from './lock';
import { sealsFile } from './seals';
import { annotationsFile } from './sidecars';

const files = diskFiles;

export interface Checking {
  root: string;
  /** As they lie in the library at the beginning, relative, with `/`. */
  listed: readonly string[];
  /** Those that were read and judged. */
  read: Set<string>;
  report: (file: string, thrown: unknown) => void;
}

/** Left by systems and by what is being written; made anew where it is gone. */
const passing =
  /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$|\.tmp$|(^|\/)\.staging-|^seen\.json$|^journal\.reserve$/;

/** All files below the library's folder. */
export async function listLibrary(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => pathIn(root, join(entry.parentPath, entry.name)))
    .filter((path) => !passing.test(path) && !path.startsWith(lockFile))
    .sort();
}

const pathIn = (root: string, file: string): string => relative(root, file).split(sep).join('/');

/** The file was read: whatever was wrong with it has been said. */
export function wasRead({ root, read }: Checking, file: string): void {
  read.add(pathIn(root, file));
}

/** Where article.json cannot say which original is its own: whatever is called so is no stranger, to be moved elsewhere. */
export function originalsRead({ root, listed, read }: Checking, folder: string): void {
  const start = `${pathIn(root, folder)}/${originalName('')}`;
  for (const each of listed) if (each.startsWith(start)) read.add(each);
}

/** An article's folder, in the library or its trash, but for article.json and the original. */
export async function checkKept(
  checking: Checking,
  path: string,
  { id }: Pick<Article, 'id'>
): Promise<void> {
  const { root, listed } = checking;
  const inside = listed.filter((each) => each.startsWith(`${pathIn(root, path)}/`));
  for (const each of inside) {
    const name = each.slice(pathIn(root, path).length + 1);
    const file = join(root, each);
    const [, version] = /^history\/(\d+)\/article\.json$/.exec(name) ?? [];
    if (version !== undefined) await checkVersion(checking, path, id, Number(version));
    else if (name.startsWith(`${picturesFolder}/`)) await checkPicture(checking, file);
    else if (/^history\/article-\d+\.json$/.test(name)) {
      await checkJson(checking, file, (bytes) => readArticle(bytes));
    } else if (name === 'trashed.json') await checkJson(checking, file, parse);
    else if (name === carryingFile) {
      await judge(checking, file, () => readCarrying(files, path));
    } else if ([annotationsFile, nextOriginal].includes(name)) wasRead(checking, file);
  }
}

async function checkVersion(
  checking: Checking,
  path: string,
  id: Article['id'],
  version: number
): Promise<void> {
  const folder = join(path, 'history', String(version));
  await judge(checking, join(folder, articleFile), async () => {
    const article = await readVersion(files, path, id, version).catch((thrown: unknown) => {
      originalsRead(checking, folder);
      throw thrown;
    });
    await checkPictures(checking, path, article);
    const name = originalName(article.original.extension);
    await judge(checking, join(folder, name), () => readVersionOriginal(files, path, article));
  });
  await judge(checking, join(folder, 'version.json'), () => readReplaced(files, path, version));
  await judge(checking, join(folder, 'carried.json'), () => readReport(files, path, version));
}

/** Names each picture that the article, or an older version of it, shows and has no file for. */
export async function checkPictures(
  { report }: Checking,
  folder: string,
  article: Pick<Article, 'blocks'>
): Promise<void> {
  const names = await files.list(join(folder, picturesFolder));
  for (const hash of namedPictures(article)) {
    // One that is there and is not what it was is named by its file.
    if (names.some((name) => name.startsWith(`${hash}.`))) continue;
    report(join(folder, picturesFolder, hash), new AppError('notFound', { id: hash }));
  }
}

/** Named by its hash, whether the article shows it or an older version did. */
async function checkPicture(checking: Checking, file: string): Promise<void> {
  const [, hash] = /^([0-9a-f]{64})\.[a-z]+$/.exec(basename(file)) ?? [];
  if (hash === undefined) return;
  await judge(checking, file, async () => {
    const bytes = await readIfThere(files, file);
    if (bytes && sha256(bytes) !== hash) throw new AppError('libraryDamaged', { file });
  });
}

/** What belongs to no article: pair changes that lost, what is agreed on with colleagues, the days of the trash. */
export async function checkOthers(checking: Checking): Promise<void> {
  const { root, listed } = checking;
  for (const each of listed) {
    const file = join(root, each);
    if (/^history\/pairs\/[^/]+\/[^/]+\.json$/.test(each)) {
      await checkJson(checking, file, (bytes) => operationSchema.parse(parse(bytes)));
    } else if (['agreed.json', 'trash/days.json'].includes(each)) {
      await checkJson(checking, file, parse);
    } else if (isFact(each)) wasRead(checking, file);
  }
}

/** Files that loading the facts has read and judged already. */
function isFact(path: string): boolean {
  const named = Object.values(lists).map(({ file }) => file.split(sep).join('/'));
  return (
    path === 'library.json' ||
    path === sealsFile ||
    named.includes(path) ||
    /^(pairs\/[^/]+\.json|trash\/[a-z]+s\.json|journal\/[^/]+)$/.test(path) ||
    path.startsWith('damaged/')
  );
}

/** Whatever nothing has read. One that is gone by now was moved by a running owner. */
export async function nameStrangers({ root, listed, read, report }: Checking): Promise<void> {
  for (const each of listed) {
    const file = join(root, each);
    if (!read.has(each) && (await files.stat(file))) {
      report(file, new AppError('fileStray', { file }));
    }
  }
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(Buffer.from(bytes).toString());

async function checkJson(
  checking: Checking,
  file: string,
  understand: (bytes: Uint8Array) => unknown
): Promise<void> {
  await judge(checking, file, async () => {
    const bytes = await readIfThere(files, file);
    try {
      if (bytes) understand(bytes);
    } catch (cause) {
      throw new AppError('libraryDamaged', { file }, { cause });
    }
  });
}

async function judge(
  checking: Checking,
  file: string,
  read: () => Promise<unknown>
): Promise<void> {
  wasRead(checking, file);
  try {
    await read();
  } catch (thrown) {
    checking.report(file, thrown);
  }
}
