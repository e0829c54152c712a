// Reading a library: journal first, then the sidecars, then the journal replayed over them. Changes nothing on disk.
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { annotationIdSchema, pairIdSchema } from '@domain/ids';
import type { ArticleStore } from './article-store';
import { entities, Facts, type FreshId } from './facts';
import type { Files } from './files';
import { readJournal, type JournalContents } from './journal';
import { listEntities, lists } from './lists';
import type { Manifest } from './manifest';
import {
  annotationsFile,
  readAnnotations,
  readList,
  readPair,
  readTrash,
  trashFile
} from './sidecars';
import { Unfolded } from './unfolded';

export interface Loaded {
  facts: Facts;
  journal: JournalContents;
  /** What the journal holds beyond the sidecars, and the sidecars that must be written anew. */
  unfolded: Unfolded;
  /** Sidecars that could not be read in full, and journal segments; absolute paths. */
  damagedSidecars: string[];
  damagedSegments: string[];
}

/** Files read at the same time. */
const parallel = 16;

export const journalFolder = (folder: string): string => join(folder, 'journal');

/**
 * Loads all facts. The journal is read before the sidecars and the trash last, so that reading while another process
 * folds misses nothing: what has left the journal by then stands in a sidecar.
 */
export async function loadFacts(
  files: Files,
  folder: string,
  manifest: Manifest,
  articles: ArticleStore
): Promise<Loaded> {
  const journal = await readJournal(files, journalFolder(folder));
  const facts = new Facts(
    Math.max(manifest.lastSequence, journal.lastSequence),
    () => annotationIdSchema.parse(randomUUID()) as FreshId
  );
  const damagedSidecars: string[] = [];
  const unfolded = new Unfolded();
  const owners = await articles.open();
  const withSidecar = owners.filter(({ names }) => names.includes(annotationsFile));
  await eachOf(withSidecar, async ({ id, path }) => {
    const file = join(path, annotationsFile);
    const { items, damaged } = await readAnnotations(files, file);
    if (damaged) {
      damagedSidecars.push(file);
      unfolded.owners.add(id);
    }
    for (const stored of items) facts.load('annotation', stored.value.id, stored);
  });
  const pairsFolder = join(folder, 'pairs');
  const pairFiles = (await files.list(pairsFolder)).filter((name) => name.endsWith('.json'));
  await eachOf(pairFiles, async (name) => {
    const { items, damaged } = await readPair(files, join(pairsFolder, name));
    if (damaged) {
      damagedSidecars.push(join(pairsFolder, name));
      const id = pairIdSchema.safeParse(basename(name, '.json'));
      if (id.success) unfolded.pairs.add(id.data);
    }
    for (const stored of items) facts.load('pair', stored.value.id, stored);
  });
  for (const entity of listEntities) {
    const { items, damaged } = await readList(files, folder, entity);
    if (damaged) {
      damagedSidecars.push(join(folder, lists[entity].file));
      unfolded.lists.add(entity);
    }
    for (const stored of items) facts.load(entity, stored.value.id, stored);
  }
  for (const entity of entities) {
    const { items, damaged } = await readTrash(files, folder, entity);
    for (const entry of items) facts.load(entity, entry.deleted.value.id, entry);
    if (!damaged) continue;
    damagedSidecars.push(trashFile(folder, entity));
    unfolded.trash.add(entity);
  }

  facts.commit(journal.records, (record, before) => unfolded.add(record, before));
  const damagedSegments = journal.segments
    .filter((segment) => segment.damaged)
    .map((segment) => join(journalFolder(folder), segment.name));
  const first = journal.segments[0]?.firstSequence ?? 0;
  if (first > manifest.lastSequence + 1 && damagedSegments.length === 0) {
    // Whole segments are gone; there is no file to name but the folder they stood in.
    damagedSegments.push(journalFolder(folder));
  }
  return { facts, journal, unfolded, damagedSidecars, damagedSegments };
}

async function eachOf<T>(items: T[], work: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += parallel) {
    await Promise.all(items.slice(at, at + parallel).map(work));
  }
}
