// Writing facts into their sidecars.
import { dirname, join } from 'node:path';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId, PairId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { ArticleStore } from './article-store';
import type { Facts } from './facts';
import { errorCode, replaceFile, type Files } from './files';
import type { Stored } from './library-contract';
import { listBytes, lists } from './lists';
import { annotationsBytes, annotationsFile, pairBytes, trashBytes, trashFile } from './sidecars';
import type { Unfolded } from './unfolded';

/**
 * Writes the sidecars that are behind and reads each back. The trash comes first: what leaves a sidecar stands there
 * already. Throws the file system's error, or libraryDamaged {file} where a file does not read back as written.
 */
export async function foldFacts(
  files: Files,
  folder: string,
  facts: Facts,
  articles: ArticleStore,
  unfolded: Unfolded
): Promise<void> {
  for (const kind of unfolded.trash) {
    await writeVerified(files, trashFile(folder, kind), trashBytes(facts.of(kind).values()));
  }
  for (const owner of unfolded.owners) {
    const articleFolder = articles.folderOf(owner);
    const own = ownedBy(facts, owner);
    // Of an article that is gone for good the journal still speaks for a while: its folder does not come back.
    if (own.length === 0 && !(await files.stat(articleFolder))) continue;
    await writeVerified(files, join(articleFolder, annotationsFile), annotationsBytes(owner, own));
  }
  for (const id of unfolded.pairs) await foldPair(files, folder, facts, id);
  for (const list of unfolded.lists) {
    const bytes = listBytes(list, facts.of(list).values());
    await writeVerified(files, join(folder, lists[list].file), bytes);
  }
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

async function foldPair(files: Files, folder: string, facts: Facts, id: PairId): Promise<void> {
  const file = join(folder, 'pairs', `${id}.json`);
  const entry = facts.pairs.get(id);
  if (entry?.value) {
    const stored = { revision: entry.revision, value: entry.value };
    return writeVerified(files, file, pairBytes(stored));
  }
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
