// The pictures of an article: in its folder, each named by its hash.
import { join } from 'node:path';
import type { Article, ParsedFile } from '@domain/article/schema';
import { sha256 } from '../sha256';
import { readIfThere, type Files } from './files';

export const picturesFolder = 'pictures';

type Pictures = ParsedFile['pictures'];
type PictureType = Pictures[number]['type'];

const endings: Record<PictureType, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp'
};
const typeOf = new Map(
  Object.entries(endings).map(([type, ending]) => [ending, type as PictureType])
);

/** Hashes of the pictures that the article shows, each once. */
export function namedPictures({ blocks }: Pick<Article, 'blocks'>): string[] {
  return [
    ...new Set(blocks.flatMap(({ pictures }) => (pictures ?? []).map((shown) => shown.sha256)))
  ];
}

/** Writes those that bear their true hash into `folder`, which becomes theirs; those already there stay. */
export async function writePictures(
  files: Files,
  folder: string,
  pictures: Pictures
): Promise<void> {
  const genuine = pictures.filter(({ sha256: hash, bytes }) => sha256(bytes) === hash);
  if (genuine.length === 0) return;
  const path = join(folder, picturesFolder);
  await files.makeFolder(path);
  const there = new Set(await files.list(path));
  for (const { sha256: hash, type, bytes } of genuine) {
    const name = `${hash}.${endings[type]}`;
    if (!there.has(name)) await files.write(join(path, name), bytes);
    there.add(name);
  }
  await files.syncFolder(path);
}

/** One of the article's pictures; null where it is missing or its bytes have another hash. */
export async function readPicture(
  files: Files,
  folder: string,
  hash: string
): Promise<{ type: PictureType; bytes: Uint8Array } | null> {
  for (const [ending, type] of typeOf) {
    const bytes = await readIfThere(files, join(folder, picturesFolder, `${hash}.${ending}`));
    if (bytes) return sha256(bytes) === hash ? { type, bytes } : null;
  }
  return null;
}
