// Looking a library over from end to end, changing nothing.
import { join, relative, resolve } from 'node:path';
import { anchorResolver } from '@domain/anchor/anchor';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { LibraryCheck } from '@shared/ipc/health-routes';
import type { JobOptions } from '../jobs/job-contract';
import { systemClock } from '../ports';
import { originalName, readOriginal } from './article-versions';
import {
  checkKept,
  checkOthers,
  checkPictures,
  listLibrary,
  nameStrangers,
  originalsRead,
  wasRead,
  type Checking
} from './check-files';
import { ArticleStore } from './article-store';
import { checkSeals } from './check-seals';
import { countFacts, type Facts } from './facts';
import { diskFiles } from './files';
import { lists } from './lists';
import { loadFacts } from './load-facts';
import { readManifest } from './manifest';
import { damagedFolder } from './open-library';
import { refuseBetweenRenames } from './restoring';
import { annotationsFile } from './sidecars';

/**
 * Checks formats, the hashes of originals and pictures, blocks, the journal's checksums, that every passage is found in its text,
 * older versions and what is in the trash, that sidecars are as the library wrote them, that no less is there than was counted, and names what nothing reads. Works beside a running owner. Files in the report are relative to
 * the library. Progress counts articles. Throws cancelled, libraryNotALibrary, libraryBeingRestored, libraryTooNew, libraryDamaged (library.json) with {file}.
 */
export async function checkLibrary(
  folder: string,
  { signal, onProgress }: Pick<JobOptions, 'signal' | 'onProgress'> = {}
): Promise<LibraryCheck> {
  const files = diskFiles;
  const root = resolve(folder);
  const manifest = await readManifest(files, root);
  if (!manifest) {
    await refuseBetweenRenames(files, root);
    throw new AppError('libraryNotALibrary', { file: root });
  }
  const problems: LibraryCheck['problems'] = [];
  const report: Checking['report'] = (file, thrown) => {
    problems.push({ file: relative(root, file), error: toWireError(thrown) });
  };
  const damaged = (file: string): void => report(file, new AppError('libraryDamaged', { file }));

  // First: what comes in meanwhile is no stranger.
  const listed = await listLibrary(root);
  const store = new ArticleStore(files, root, systemClock);
  const { facts, journal, damagedSidecars, damagedSegments } = await loadFacts(
    files,
    root,
    manifest,
    store
  );
  [...damagedSidecars, ...damagedSegments].forEach(damaged);
  for (const name of await files.list(damagedFolder(root)))
    damaged(join(damagedFolder(root), name));
  const checking: Checking = { root, listed, read: new Set(), report };
  const ids = [...store.ids(), ...store.trashedIds()];
  for (const [at, id] of ids.entries()) {
    if (signal?.aborted) throw new AppError('cancelled');
    onProgress?.(at, ids.length, '');
    await checkArticle(store, facts, id, checking);
  }
  await checkOthers(checking);
  await nameStrangers(checking);
  await checkSeals(checking, store, [...damagedSidecars]);
  const found = countFacts(facts);
  const { counts } = manifest;
  if (store.count < counts.articles) damaged(join(root, 'articles'));
  if (facts.lastSequence === manifest.lastSequence) {
    if (found.annotations < counts.annotations) damaged(join(root, 'articles'));
    if (found.pairs < counts.pairs) damaged(join(root, 'pairs'));
    if (found.collections < counts.collections) damaged(join(root, lists.collection.file));
    if (found.terms < counts.terms) damaged(join(root, lists.term.file));
    if (found.tags < counts.tags) damaged(join(root, lists.tag.file));
  }
  return {
    articles: store.count,
    pairs: found.pairs,
    annotations: found.annotations,
    journalRecords: journal.records.length,
    lastSequence: facts.lastSequence,
    problems
  };
}

async function checkArticle(
  store: ArticleStore,
  facts: Facts,
  id: ArticleId,
  checking: Checking
): Promise<void> {
  const { report } = checking;
  const folder = store.folderOf(id);
  const file = join(folder, 'article.json');
  wasRead(checking, file);
  await checkKept(checking, folder, { id });
  let article: Article;
  try {
    const { altered, ...found } = await store.read(id);
    article = found.article;
    if (altered) report(file, new AppError('fileAltered', { file }));
  } catch (thrown) {
    report(file, thrown);
    originalsRead(checking, folder);
    return;
  }
  if (!blocksFit(article)) report(file, new AppError('libraryDamaged', { file }));
  const original = join(folder, originalName(article.original.extension));
  wasRead(checking, original);
  await readOriginal(diskFiles, folder, article).catch((thrown: unknown) => {
    report(original, thrown);
  });
  await checkPictures(checking, folder, article);
  if (store.isTrashed(id)) return;
  const resolveIn = anchorResolver(article.text);
  for (const annotationId of facts.touching(id)) {
    for (const target of facts.annotations.get(annotationId)?.value?.targets ?? []) {
      if (target.articleId !== id || target.state === 'orphan') continue;
      if (resolveIn(target.anchor).state === 'orphan') {
        const sidecar = join(store.folderOf(id), annotationsFile);
        report(sidecar, new AppError('anchorLost', { file: sidecar, id: annotationId }));
      }
    }
  }
}

/** In order, within the text, joined by exactly one line feed. */
function blocksFit({ text, blocks }: Article): boolean {
  return blocks.every(({ start, end }, index) => {
    const next = blocks[index + 1]?.start;
    return start <= end && end <= text.length && (next === undefined || next === end + 1);
  });
}
