// The articles' folders: originals byte for byte, article.json, history, trash.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import {
  articleSchema,
  parsedArticleSchema,
  type Article,
  type ArticleSummary,
  type ParsedArticle,
  type ParsedFile
} from '@domain/article/schema';
import { changeFacts, keepEdited } from '@domain/article/details';
import type { FactChanges } from '@domain/article/details-schema';
import { layAnew, stretchOf, type Relay } from '@domain/article/relay';
import type { VersionReason } from '@domain/version/schema';
import { articleIdSchema, instantSchema, type ArticleId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import { sameValue } from '@shared/same-value';
import type { Clock } from '../ports';
import { sha256 } from '../sha256';
import { articleBytes, articleFile, readArticle, type ReadArticle } from './article-file';
import { ArticleKin, namingOf, type Naming } from './article-kin';
import { readPicture, writePictures } from './article-pictures';
import { summarise } from './article-summary';
import {
  carryingFile,
  originalName,
  readOriginal,
  replaceVersion,
  settleOriginal,
  versionOf
} from './article-versions';
import { jsonBytes, readIfThere, replaceFile, writeError, type Files } from './files';

/** Beginning of the names of folders that are being filled; whatever bears it at a start never came to be. */
const staging = '.staging-';
/** In a trashed article's folder: since when. */
const trashedFile = 'trashed.json';
const trashedSchema = z.strictObject({ trashed: instantSchema });

interface Listed {
  summary: Omit<ArticleSummary, 'annotations'>;
  sha256: string;
}

/** What an article from another library keeps of what it was there; its id only where that is free here. */
export type KeptFacts = Partial<Pick<Article, 'id' | 'accessed' | 'edited' | 'chosenCharset'>>;

/** What takes the place of an article's current version. */
export interface NextVersion {
  parsed: ParsedArticle;
  /** Null where it is read from the same file again. */
  original: { name: string; bytes: Uint8Array } | null;
  pictures: ParsedFile['pictures'];
  /** Null where nobody chose one. */
  chosenCharset: string | null;
}

export class ArticleStore {
  /** Articles whose annotations were not all carried to their newest version, as found at opening. */
  readonly uncarried = new Set<ArticleId>();
  /** Articles whose text may have had another version. */
  private readonly withHistory = new Set<ArticleId>();
  private readonly live = new Set<ArticleId>();
  private readonly trashed = new Set<ArticleId>();
  private readonly altered = new Set<ArticleId>();
  private readonly listed = new Map<ArticleId, Listed>();
  private readonly byHash = new Map<string, Set<ArticleId>>();
  private readonly kin = new ArticleKin();
  private readonly liveFolder: string;
  private readonly trashFolder: string;

  constructor(
    private readonly files: Files,
    folder: string,
    private readonly clock: Clock
  ) {
    this.liveFolder = join(folder, 'articles');
    this.trashFolder = join(folder, 'trash', 'articles');
  }

  /** Finds what is there. Returns every article folder, also of those that lack an article.json. */
  async open(): Promise<{ id: ArticleId; path: string; names: string[] }[]> {
    const folders = [];
    for (const [parent, ids] of [
      [this.liveFolder, this.live],
      [this.trashFolder, this.trashed]
    ] as const) {
      ids.clear();
      for (const name of await this.files.list(parent)) {
        const id = articleIdSchema.safeParse(name);
        if (!id.success || id.data !== name) continue;
        const path = join(parent, name);
        const names = await this.files.list(path);
        if (names.includes(articleFile)) ids.add(id.data);
        if (names.includes('history')) this.withHistory.add(id.data);
        if (names.includes(carryingFile)) this.uncarried.add(id.data);
        folders.push({ id: id.data, path, names });
      }
    }
    return folders;
  }

  /** Takes away what an import or a deletion left that did not come to its end. */
  async clearStaging(): Promise<void> {
    for (const folder of [this.liveFolder, this.trashFolder]) {
      for (const name of await this.files.list(folder)) {
        if (name.startsWith(staging)) await this.files.remove(join(folder, name));
      }
    }
  }

  get count(): number {
    return this.live.size;
  }

  ids(): ArticleId[] {
    return [...this.live];
  }

  trashedIds(): ArticleId[] {
    return [...this.trashed];
  }

  /** By article a value that changes whenever the article does. */
  stamps(): Map<ArticleId, unknown> {
    return new Map([...this.live].map((id) => [id, this.listed.get(id)]));
  }

  has(id: ArticleId): boolean {
    return this.live.has(id);
  }

  /** The folder that holds the article's files, wherever it is now. */
  folderOf(id: ArticleId): string {
    return join(this.trashed.has(id) ? this.trashFolder : this.liveFolder, id);
  }

  /** Throws articleNotFound {id}, libraryDamaged {file}. */
  async article(id: ArticleId): Promise<Article> {
    if (!this.live.has(id)) throw new AppError('articleNotFound', { id });
    const { article, altered } = await this.read(id);
    if (altered) this.altered.add(id);
    else this.altered.delete(id);
    return article;
  }

  /** Whether the article, when it was last read, bore another's changes. */
  wasAltered(id: ArticleId): boolean {
    return this.altered.has(id);
  }

  isTrashed(id: ArticleId): boolean {
    return this.trashed.has(id);
  }

  /** Wherever it is now, altered or not. Throws libraryDamaged {file}. */
  async read(id: ArticleId): Promise<ReadArticle> {
    const file = join(this.folderOf(id), articleFile);
    const bytes = await readIfThere(this.files, file);
    try {
      const found = readArticle(bytes ?? Buffer.of());
      if (found.article.id === id) return found;
    } catch {
      // Said below.
    }
    throw new AppError('libraryDamaged', { file });
  }

  /** Throws articleNotFound {id}; notFound {id} where the picture is missing or no longer what it was. */
  async picture(
    id: ArticleId,
    hash: string
  ): Promise<{ type: ParsedFile['pictures'][number]['type']; bytes: Uint8Array }> {
    if (!this.live.has(id)) throw new AppError('articleNotFound', { id });
    const picture = await readPicture(this.files, this.folderOf(id), hash);
    if (!picture) throw new AppError('notFound', { id: hash });
    return picture;
  }

  /** Throws articleNotFound {id}, libraryDamaged {file}. */
  async original(id: ArticleId): Promise<Uint8Array> {
    return readOriginal(this.files, this.folderOf(id), await this.article(id));
  }

  /** False where the article's text has certainly never been another. */
  mayHaveVersions(id: ArticleId): boolean {
    return this.withHistory.has(id);
  }

  /** In order of import. One whose article.json cannot be read is left out; `check` names it. */
  async summaries(): Promise<Listed[]> {
    await this.listAll(this.live);
    return [...this.live].flatMap((id) => this.listed.get(id) ?? []).sort(byImport);
  }

  /** The article with this original, the one in the library before the one in its trash; null where there is none. */
  async byOriginal(hash: string): Promise<{ listed: Listed; trashed: boolean } | null> {
    await this.listAll(this.live);
    await this.listAll(this.trashed);
    const ids = [...(this.byHash.get(hash) ?? [])];
    const id =
      ids.find((each) => this.live.has(each)) ?? ids.find((each) => this.trashed.has(each));
    const listed = id && this.listed.get(id);
    return listed ? { listed, trashed: !this.live.has(listed.summary.id) } : null;
  }

  /** Articles of the library with the same file name, address or title, the likeliest first. */
  async namedLike(naming: Naming): Promise<ArticleId[]> {
    await this.listAll(this.live);
    return this.kin.of(naming).filter((id) => this.live.has(id));
  }

  private async listAll(ids: ReadonlySet<ArticleId>): Promise<void> {
    for (const id of ids) {
      if (this.listed.has(id)) continue;
      try {
        this.list((await this.read(id)).article);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown;
      }
    }
  }

  /** Whole or not at all; pictures whose bytes are not what their hash says are left out. */
  async add(
    parsed: ParsedArticle,
    original: { name: string; bytes: Uint8Array },
    pictures: ParsedFile['pictures'] = [],
    { id: wanted, ...kept }: KeptFacts = {}
  ): Promise<Listed> {
    const free = wanted && !this.live.has(wanted) && !this.trashed.has(wanted);
    const id = free ? wanted : articleIdSchema.parse(randomUUID());
    const article = articleSchema.parse({
      ...parsed,
      ...kept,
      format: 'diptych-article/1',
      id,
      imported: this.clock.now().toISOString(),
      original: describe(original)
    });
    const { extension } = article.original;
    const staged = join(this.liveFolder, staging + id);
    const folder = join(this.liveFolder, id);
    try {
      await this.files.makeFolder(staged);
      await this.files.write(join(staged, originalName(extension)), original.bytes);
      await writePictures(this.files, staged, pictures);
      await this.files.write(join(staged, articleFile), articleBytes(article));
      await this.files.syncFolder(staged);
      await this.files.rename(staged, folder);
      await this.files.syncFolder(this.liveFolder);
    } catch (thrown) {
      // Nobody was told that it is there, and whoever tries again must not get it twice.
      for (const left of [staged, folder]) await this.files.remove(left).catch(() => undefined);
      throw writeError(thrown, this.liveFolder);
    }
    this.live.add(id);
    return this.list(article);
  }

  /**
   * Puts a new version in the place of the current one, which is kept whole under history/: see `replaceVersion`.
   * Everything about the article that is no part of a parsed file stays, as do facts set by hand. False where nothing would differ.
   * Throws articleNotFound, fileAltered, and libraryDamaged where the same file is to be read again and is missing.
   */
  async putVersion(id: ArticleId, next: NextVersion, reason: VersionReason): Promise<boolean> {
    const current = await this.article(id);
    const path = this.folderOf(id);
    // Sealed anew in the history, another's changes would pass for the app's own.
    if (this.altered.has(id)) throw new AppError('fileAltered', { file: join(path, articleFile) });
    const bytes = await this.original(id).catch((thrown: unknown) => {
      // A lost original is no reason to refuse the file that takes its place.
      if (next.original && thrown instanceof AppError) return null;
      throw thrown;
    });
    const own = without(current, { ...parsedArticleSchema.shape, chosenCharset: true });
    const article = articleSchema.parse({
      ...keepEdited(next.parsed, current),
      ...own,
      original: next.original ? describe(next.original) : current.original,
      ...(next.chosenCharset === null ? {} : { chosenCharset: next.chosenCharset })
    });
    if (sameValue(article, current)) return false;
    if (sameValue({ ...article, normaliserVersion: current.normaliserVersion }, current)) {
      // Only to be remembered: no text is another than before.
      await this.replace(current, article);
      return false;
    }
    const now = this.clock.now().toISOString();
    const version = versionOf(current);
    this.unlist(id);
    this.withHistory.add(id);
    await this.move(async () => {
      await settleOriginal(this.files, path, current);
      await writePictures(this.files, path, next.pictures);
      await replaceVersion(
        this.files,
        path,
        { article: current, original: bytes },
        {
          article: { ...article, version: version + 1, since: now },
          original: next.original?.bytes ?? bytes ?? new Uint8Array()
        },
        { format: 'diptych-version/1', version, replaced: now, reason }
      );
    });
    return true;
  }

  /** Resolves when it is there durably; repeating it is no error. Throws articleNotFound. */
  async trash(id: ArticleId): Promise<void> {
    if (!this.live.has(id) && !this.trashed.has(id)) throw new AppError('articleNotFound', { id });
    const trashed = { trashed: this.clock.now().toISOString() };
    await this.move(async () => {
      await this.files.makeFolder(this.trashFolder);
      if (this.live.has(id)) {
        const path = this.folderOf(id);
        await replaceFile(this.files, join(path, trashedFile), jsonBytes(trashed));
        await this.files.rename(path, join(this.trashFolder, id));
        this.live.delete(id);
        this.trashed.add(id);
      }
      await this.syncParents();
    });
  }

  /** As {@link trash}, the other way. */
  async restore(id: ArticleId): Promise<void> {
    if (!this.live.has(id) && !this.trashed.has(id)) throw new AppError('articleNotFound', { id });
    await this.move(async () => {
      await this.files.makeFolder(this.trashFolder);
      if (this.trashed.has(id)) {
        await this.files.rename(this.folderOf(id), join(this.liveFolder, id));
        this.trashed.delete(id);
        this.live.add(id);
      }
      await this.syncParents();
    });
    await this.files.remove(join(this.folderOf(id), trashedFile)).catch(() => undefined);
  }

  /** Articles in the trash with the time they went there; those that cannot be read are left out. */
  async inTrash(): Promise<{ listed: Listed; at: string }[]> {
    await this.listAll(this.trashed);
    const found = [...this.trashed].map(async (id) => {
      const listed = this.listed.get(id);
      const bytes = await readIfThere(this.files, join(this.folderOf(id), trashedFile));
      return listed ? [{ listed, at: trashedAt(bytes) ?? listed.summary.imported }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  /** Deletes an article in the trash with all that is in its folder. Throws articleNotFound for any other. */
  async purge(id: ArticleId): Promise<void> {
    if (!this.trashed.has(id)) throw new AppError('articleNotFound', { id });
    const doomed = join(this.trashFolder, staging + id);
    await this.move(async () => {
      // First under a name that nobody takes for an article, should the deleting be interrupted.
      await this.files.rename(this.folderOf(id), doomed);
      await this.files.syncFolder(this.trashFolder);
    });
    this.trashed.delete(id);
    const hash = this.listed.get(id)?.sha256;
    if (hash) this.byHash.get(hash)?.delete(id);
    this.listed.delete(id);
    await this.files.remove(doomed).catch(() => undefined);
  }

  /**
   * Lays blocks anew; the earlier article.json goes to history/. Throws articleNotFound, articleChanged {title} where
   * the blocks no longer stand as `before` says, badRequest where `after` is not the same words.
   */
  async relay(id: ArticleId, relay: Relay): Promise<Article> {
    const earlier = await this.article(id);
    const first = earlier.blocks.findIndex(({ start }) => start === relay.before.blocks[0]?.start);
    const last = first + relay.before.blocks.length - 1;
    const stands = first >= 0 && last < earlier.blocks.length;
    if (!stands || !sameValue(stretchOf(earlier, first, last), relay.before)) {
      throw new AppError('articleChanged', { title: earlier.title });
    }
    try {
      return await this.replace(earlier, layAnew(earlier, relay));
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      throw new AppError('badRequest', { route: 'library.relay', reason: thrown.message });
    }
  }

  /** As {@link relay}, of the facts about the article. */
  async setDetails(id: ArticleId, changes: FactChanges): Promise<Article> {
    const earlier = await this.article(id);
    return this.replace(earlier, articleSchema.parse(changeFacts(earlier, changes)));
  }

  /** Where the original lies, whatever has become of it. Throws as {@link article} does. */
  async originalPath(id: ArticleId): Promise<string> {
    const { original } = await this.article(id);
    return join(this.folderOf(id), originalName(original.extension));
  }

  /** A new article.json; the earlier one goes to history/. */
  private async replace(earlier: Article, article: Article): Promise<Article> {
    const path = this.folderOf(article.id);
    // Sealed anew, another's changes would pass for the app's own.
    if (this.altered.has(article.id)) {
      throw new AppError('fileAltered', { file: join(path, articleFile) });
    }
    const history = join(path, 'history');
    await this.move(async () => {
      await this.files.makeFolder(history);
      const kept = (await this.files.list(history)).map((name) =>
        Number(/^article-(\d+)\.json$/.exec(name)?.[1] ?? 0)
      );
      const number = Math.max(0, ...kept) + 1;
      await replaceFile(this.files, join(history, `article-${number}.json`), articleBytes(earlier));
      await replaceFile(this.files, join(path, articleFile), articleBytes(article));
    });
    this.withHistory.add(article.id);
    this.list(article);
    return article;
  }

  private list(article: Article): Listed {
    const listed = { summary: summarise(article), sha256: article.original.sha256 };
    this.unlist(article.id);
    this.listed.set(article.id, listed);
    const same = this.byHash.get(listed.sha256) ?? new Set();
    this.byHash.set(listed.sha256, same.add(article.id));
    this.kin.set(article.id, namingOf(article));
    return listed;
  }

  private unlist(id: ArticleId): void {
    const { sha256: hash = '' } = this.listed.get(id) ?? {};
    this.byHash.get(hash)?.delete(id);
    this.kin.remove(id);
    this.listed.delete(id);
  }

  private async move(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      throw writeError(thrown, this.liveFolder);
    }
  }

  private async syncParents(): Promise<void> {
    await this.files.syncFolder(this.liveFolder);
    await this.files.syncFolder(this.trashFolder);
  }
}

function describe({ name, bytes }: { name: string; bytes: Uint8Array }): Article['original'] {
  const extension = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? 'bin';
  return { name, extension, byteLength: bytes.length, sha256: sha256(bytes) };
}

/** The object without the keys of another. */
function without<T extends object, K extends object>(object: T, keys: K): Omit<T, keyof K> {
  const kept = Object.entries(object).filter(([key]) => !(key in keys));
  return Object.fromEntries(kept) as Omit<T, keyof K>;
}

function trashedAt(bytes: Uint8Array | null): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(bytes ?? []).toString());
    return trashedSchema.parse(said).trashed;
  } catch {
    return null;
  }
}

const byImport = (a: Listed, b: Listed): number =>
  a.summary.imported < b.summary.imported ? -1 : Number(a.summary.imported > b.summary.imported);
