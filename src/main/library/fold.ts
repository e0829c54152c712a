// Writing facts into their sidecars.
import { dirname, join, relative, sep } from 'node:path';
import type { Annotation } from '@domain/annotation/schema';
import type { ArticleId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { ArticleStore } from './article-store';
import type { Entry, Facts } from './facts';
import { errorCode, replaceFile, type Files } from './files';
import type { Stored } from './library-contract';
import { jsonInTurns, Turns } from './json-in-turns';
import { listContent, lists } from './lists';
import { sealedName, type SidecarWrite, type Seals } from './seals';
import { annotationsContent, annotationsFile, trashContent, trashFile } from './sidecars';
import type { Unfolded } from './unfolded';

interface Folding {
  files: Files;
  folder: string;
  facts: Facts;
  articles: ArticleStore;
  seals: Seals;
}

/** Bytes of sidecars that are announced together and held until they are written. */
const batchBytes = 8_000_000;

/** Times that the gathering of what is behind begins anew because facts changed; the last one lets nothing in. */
const attempts = 3;

/** A sidecar that is behind, as the facts are now; its content is made when it is its turn, null where there is to be no file. */
interface Behind {
  file: string;
  name: string;
  content: () => unknown;
  /** Only where this folder is there. */
  within?: string;
}

/**
 * Writes the sidecars that are behind, as the facts are at one moment, and reads each back. At that moment `begun` is called:
 * what changes later is the next fold's. The trash comes first: what leaves a sidecar stands there already. Throws the file
 * system's error, or libraryDamaged {file} where a file does not read back as written.
 */
export async function foldFacts(
  folding: Folding,
  unfolded: Unfolded,
  begun: () => void
): Promise<void> {
  const { files, facts, articles, seals } = folding;
  const turns = new Turns();
  let lastSequence = 0;
  const all = await gathered(folding, unfolded, turns, () => {
    ({ lastSequence } = facts);
    begun();
  });
  const isHere = (id: ArticleId): boolean => articles.has(id) || articles.isTrashed(id);
  let batch: SidecarWrite[] = [];
  let held = 0;
  const write = async (): Promise<void> => {
    await seals.announce(batch, lastSequence, isHere, turns);
    for (const { file, content } of batch) {
      if (content) await writeVerified(files, file, content.bytes);
      else await takeAway(files, file);
    }
    seals.settle(batch);
    batch = [];
    held = 0;
  };
  for (const { file, name, content, within } of all) {
    if (within !== undefined && !(await files.stat(within))) continue;
    const value = content();
    const made = value === null ? null : await jsonInTurns(value, turns);
    batch.push({ file, name, content: made });
    held += made?.bytes.length ?? 0;
    if (held >= batchBytes) await write();
  }
  await write();
}

async function gathered(
  folding: Folding,
  unfolded: Unfolded,
  turns: Turns,
  done: () => void
): Promise<Behind[]> {
  const { facts } = folding;
  for (let attempt = 1; ; attempt += 1) {
    const { lastSequence } = facts;
    const all: Behind[] = [];
    for (const one of behind(folding, unfolded)) {
      all.push(one);
      if (attempt < attempts) await turns.next();
    }
    if (facts.lastSequence !== lastSequence) continue;
    done();
    return all;
  }
}

function* behind({ folder, facts, articles }: Folding, unfolded: Unfolded): Generator<Behind> {
  const named = (file: string): Pick<Behind, 'file' | 'name'> => ({
    file,
    name: relative(folder, file).split(sep).join('/')
  });
  for (const kind of unfolded.trash) {
    const entries = [...facts.of(kind).values()];
    yield { ...named(trashFile(folder, kind)), content: () => trashContent(entries) };
  }
  for (const owner of unfolded.owners) {
    const articleFolder = articles.folderOf(owner);
    const own = ownedBy(facts, owner);
    yield {
      file: join(articleFolder, annotationsFile),
      name: sealedName(owner),
      content: () => annotationsContent(owner, own),
      // Of an article that is gone for good the journal still speaks for a while: its folder does not come back.
      ...(own.length === 0 ? { within: articleFolder } : {})
    };
  }
  for (const id of unfolded.pairs) {
    const entry = facts.pairs.get(id);
    const stored = entry?.value ? { revision: entry.revision, value: entry.value } : null;
    yield { ...named(join(folder, 'pairs', `${id}.json`)), content: () => stored };
  }
  for (const list of unfolded.lists) {
    const entries = [...facts.of(list).values()];
    yield { ...named(join(folder, lists[list].file)), content: () => listContent(list, entries) };
  }
}

/** Current annotations whose first target lies in the article. */
function ownedBy(facts: Facts, owner: ArticleId): Stored<Annotation>[] {
  const own: Stored<Annotation>[] = [];
  for (const id of facts.touching(owner)) {
    const entry = facts.annotations.get(id);
    if (entry && isCurrent(entry) && entry.value.targets[0]?.articleId === owner) own.push(entry);
  }
  return own;
}

function isCurrent(entry: Entry<Annotation>): entry is Entry<Annotation> & Stored<Annotation> {
  return entry.value !== null;
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
