// Sidecars that say something else than the library wrote into them.
import { join } from 'node:path';
import { articleIdSchema } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { ArticleStore } from './article-store';
import type { Checking } from './check-files';
import { diskFiles, readIfThere } from './files';
import { readManifest } from './manifest';
import { Seals, sealsFile } from './seals';
import { annotationsFile } from './sidecars';

const files = diskFiles;
/** Times a sidecar is looked at again because a running owner may just have written it. */
const attempts = 5;

/** Names each that is not as it was written, but for those that are `damaged` and named already. */
export async function checkSeals(
  { root, report }: Checking,
  store: ArticleStore,
  damaged: readonly string[]
): Promise<void> {
  const read = async (): Promise<Seals> =>
    Seals.read(files, root, (await readManifest(files, root))?.lastSequence ?? 0);
  const seals = await read();
  if (seals.damaged) {
    const file = join(root, sealsFile);
    report(file, new AppError('libraryDamaged', { file }));
  }
  for (const name of seals.names()) {
    const file = placeOf(root, store, name);
    if (file === null || damaged.includes(file)) continue;
    let fits = true;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const bytes = await readIfThere(files, file);
      // One that is gone is missed by what was counted.
      // The owner writes the hash first: one that was written since is in the file by now.
      fits = !bytes || (attempt === 1 ? seals : await read()).fits(name, bytes);
      if (fits) break;
    }
    if (!fits) report(file, new AppError('sidecarAltered', { file }));
  }
}

/** Null where its article is there no more. */
function placeOf(root: string, store: ArticleStore, name: string): string | null {
  const [, owner] = /^articles\/([^/]+)\//.exec(name) ?? [];
  if (owner === undefined) return join(root, name);
  const id = articleIdSchema.safeParse(owner);
  if (!id.success || !(store.has(id.data) || store.isTrashed(id.data))) return null;
  return join(store.folderOf(id.data), annotationsFile);
}
