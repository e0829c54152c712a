// Writing facts into their sidecars.
import { dirname, join, relative, sep } from 'node:path';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { ArticleStore } from './article-store';
import type { Facts } from './facts';
import { errorCode, replaceFile, type Files } from './files';
import type { Stored } from './library-contract';
import { listBytes, lists } from './lists';
import { sealedName, type SidecarWrite, type Seals } from './seals';
import { annotationsBytes, annotationsFile, pairBytes, trashBytes, trashFile } from './sidecars';
import type { Unfolded } from './unfolded';

interface Folding {
  files: Files;
  folder: string;
  facts: Facts;
  articles: ArticleStore;
  seals: Seals;
}

/**
 * Writes the sidecars that are behind, as the facts are now, and reads each back. The trash comes first: what leaves a sidecar
 * stands there already. Throws the file system's error, or libraryDamaged {file} where a file does not read back as written.
 */
export async function foldFacts(folding: Folding, unfolded: Unfolded): Promise<void> {
  const { files, facts, articles, seals } = folding;
  const { lastSequence } = facts;
  const writes = await sidecarsOf(folding, unfolded);
  const isHere = (id: ArticleId): boolean => articles.has(id) || articles.isTrashed(id);
  await seals.announce(writes, lastSequence, isHere);
  for (const { file, bytes } of writes) {
    if (bytes) await writeVerified(files, file, bytes);
    else await takeAway(files, file);
  }
  seals.settle(writes);
}

async function sidecarsOf(
  { files, folder, facts, articles }: Folding,
  unfolded: Unfolded
): Promise<SidecarWrite[]> {
  const writes: SidecarWrite[] = [];
  const add = (file: string, bytes: Uint8Array | null, name = relative(folder, file)): void => {
    writes.push({ file, bytes, name: name.split(sep).join('/') });
  };
  for (const kind of unfolded.trash) {
    add(trashFile(folder, kind), trashBytes(facts.of(kind).values()));
  }
  for (const owner of unfolded.owners) {
    const articleFolder = articles.folderOf(owner);
    const own = ownedBy(facts, owner);
    // Of an article that is gone for good the journal still speaks for a while: its folder does not come back.
    if (own.length === 0 && !(await files.stat(articleFolder))) continue;
    const file = join(articleFolder, annotationsFile);
    add(file, annotationsBytes(owner, own), sealedName(owner));
  }
  for (const id of unfolded.pairs) {
    const entry = facts.pairs.get(id);
    const stored = entry?.value ? { revision: entry.revision, value: entry.value } : null;
    add(join(folder, 'pairs', `${id}.json`), stored && pairBytes(stored));
  }
  for (const list of unfolded.lists) {
    add(join(folder, lists[list].file), listBytes(list, facts.of(list).values()));
  }
  return writes;
}

/** Current annotations whose first target lies in the article. */
function ownedBy(facts: Facts, owner: ArticleId): Stored<Annotation>[] {
  return [...facts.touching(owner)].flatMap((id) => {
    const entry = facts.annotations.get(id);
    return entry?.value?.targets[0]?.articleId === owner
      ? [{ revision: entry.revision, value: entry.value }]
      : [];
  });
}

async function takeAway(files: Files, file: string): Promise<void> {
  try {
    await files.remove(file);
    await files.syncFolder(dirname(file));
  } catch (thrown) {
    // A pair made and deleted between two folds never had a file, perhaps not even a folder.
    if (errorCode(thrown) !== 'ENOENT') throw thrown;
  }
}

async function writeVerified(files: Files, file: string, bytes: Uint8Array): Promise<void> {
  await files.makeFolder(dirname(file));
  await replaceFile(files, file, bytes);
  if (Buffer.compare(await files.read(file), bytes) !== 0) {
    throw new AppError('libraryDamaged', { file });
  }
}
